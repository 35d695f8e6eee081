"""With a saved index, a start imports no code for fitting."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FITS = {"joblib", "scipy.sparse", "sklearn"}
_COMMAND = f"""
import sys
from bot.cli import main
main(sys.argv[1:])
sys.exit(f"imported: {{sorted({FITS} & set(sys.modules))}}" if {FITS} & set(sys.modules) else 0)
"""
_EDIT = f"""
import argparse, sys
from pathlib import Path
from bot.cli.inputs import read_settings
from bot.cli.live_knowledge import live_knowledge
file = Path(sys.argv[1])
live = live_knowledge(argparse.Namespace(data=[file]), read_settings(), separate_process=True)
file.write_text("Open?\\nYes.\\n", encoding="utf-8")
assert live.check(lambda _: False)
assert live.loaded.assistant.ask("Open?")
live.close()
sys.exit(f"imported: {{sorted({FITS} & set(sys.modules))}}" if {FITS} & set(sys.modules) else 0)
"""


@pytest.mark.parametrize("command", [("ask", "parcel"), ("ask", "--json", "parcel"), ("topics",)], ids=" ".join)
def test_with_a_saved_index_nothing_that_fits_is_imported(
    run: Run, faq: Path, environ: Mapping[str, str], command: tuple[str, ...]
) -> None:
    assert run("index", "build", "--data", faq).code == 0
    whole = [sys.executable, "-c", _COMMAND, *command, "--data", str(faq)]
    done = subprocess.run(whole, capture_output=True, check=False, env=environ, text=True, timeout=60)  # noqa: S603  # our own
    assert done.returncode == 0, done.stderr


def test_nor_with_a_builder_process(faq: Path, environ: Mapping[str, str]) -> None:
    whole = [sys.executable, "-c", _EDIT, str(faq)]
    done = subprocess.run(whole, capture_output=True, check=False, env=environ, text=True, timeout=60)  # noqa: S603  # our own
    assert done.returncode == 0, done.stderr
