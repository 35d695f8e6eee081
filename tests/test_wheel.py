"""The wheel: what it holds, and how it works where nothing else is."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

from bot.config import VARIABLES

ROOT = Path(__file__).parent.parent

pytest.importorskip("hatchling", reason="hatchling is not installed: it builds the wheel")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)  # noqa: S603  # our own
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that pip installs it into. The dependencies are those of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target", str(folder), str(wheel)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)  # noqa: S603  # our own
    return folder


@pytest.fixture
def run(installed: Path, tmp_path: Path) -> Run:
    """Runs the installed command line in an empty folder."""
    environ = {name: value for name, value in os.environ.items() if name not in {each.name for each in VARIABLES}}
    environ |= {"PYTHONPATH": str(installed), "CACHE_DIR": "none"}

    def run_installed(*arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-P", "-m", "bot", *arguments]
        return subprocess.run(  # noqa: S603  # our own
            command, cwd=tmp_path, env=environ, input=stdin, capture_output=True, check=False, encoding="utf-8"
        )

    return run_installed


def metadata(installed: Path) -> Distribution:
    (found,) = distributions(path=[str(installed)])
    return found


def test_it_holds_the_whole_package_and_the_license(wheel: Path) -> None:
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "bot").rglob("*") if path.is_file()]
    names = zipfile.ZipFile(wheel).namelist()
    packed = [name for name in names if name.startswith("bot/")]
    assert sorted(packed) == sorted(name for name in files if "__pycache__" not in name)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_its_metadata_names_the_license_and_the_command(installed: Path) -> None:
    found = metadata(installed)
    assert found.metadata["License-Expression"] == "MIT"
    assert [(script.name, script.value) for script in found.entry_points] == [("faq-bot", "bot.cli:main")]


def test_in_an_empty_folder_it_says_how_to_begin(run: Run) -> None:
    done = run("chat")
    assert done.returncode == 78
    assert " init`" in done.stderr


def test_after_init_it_answers_from_the_starter_faq(run: Run) -> None:
    assert run("init").returncode == 0
    assert run("check", "--strict").returncode == 0
    assert "Game night is every Friday" in run("chat", stdin="When is the next game night?\n").stdout


def test_it_runs_only_with_a_token(run: Run) -> None:
    run("init")
    done = run("run")
    assert done.returncode == 78
    assert "DISCORD_TOKEN: not set" in done.stderr
