"""The preview as a process."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytest.importorskip("simcord.preview", reason="the preview's extra is not installed")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send Ctrl-C to one process")
def test_a_taken_port_is_skipped_and_ctrl_c_stops_cleanly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "bot", "preview", "--no-browser", "--port", str(port)]
        with subprocess.Popen(  # noqa: S603  # our own program
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            address = process.stdout.readline()
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=20)
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", address)
    assert found
    assert int(found[1]) != port
    assert (process.returncode, errors) == (0, "")
