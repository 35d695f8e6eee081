"""A separate command line for every test: an empty folder, an empty environment, a small knowledge file."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.config import VARIABLES

ROOT = Path(__file__).parent.parent.parent

FAQ = """\
# Orders
How do I return a parcel?
Print the label from your account, and hand the parcel in at any post office.
Where is my order?
Open “My orders”.

The tracking link stands there.
# Shops
When are the shops open on Sunday?
They are closed on Sunday.
"""


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as one JSON object per line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Result]


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands save their indexes."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands keep what the bot remembers."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, cache: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder. The settings name the cache folder, and rank by words only, which is faster."""
    monkeypatch.chdir(tmp_path)
    for variable in VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)
    monkeypatch.setenv("CACHE_DIR", str(cache))
    monkeypatch.setenv("STATE_DIR", str(state))
    monkeypatch.setenv("MEANING", "none")
    return tmp_path


@pytest.fixture
def faq(workplace: Path) -> Path:
    """A file with three entries under two headings."""
    file = workplace / "faq.txt"
    file.write_text(FAQ, encoding="utf-8")
    return file


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process."""

    def run_main(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return Result(code, *capsys.readouterr())

    return run_main


@pytest.fixture
def environ(workplace: Path) -> Mapping[str, str]:
    """An environment for separate processes, which find the package from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(workplace)}


@pytest.fixture
def run_apart(environ: Mapping[str, str]) -> Run:
    """Runs the command line in a separate process."""

    def run_process(*arguments: str | Path, stdin: bytes = b"") -> Result:
        command = [sys.executable, "-m", "bot", *map(str, arguments)]
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60, env=environ)  # noqa: S603  # our own
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_process
