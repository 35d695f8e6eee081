"""The main faults of the matrix, once each."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SECONDS = 115
"""It takes 20 s on idle cores."""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the files of a process that runs")
def test_the_main_faults_are_survived_without_a_lost_or_doubled_answer(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.chaos", "--short", "--logs", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True, timeout=SECONDS)  # noqa: S603 - our own
    logs = "\n".join(f"{file.name}:\n{file.read_text(encoding='utf-8')}" for file in tmp_path.iterdir())
    assert done.returncode == 0, f"{done.stderr}\n{logs}"
