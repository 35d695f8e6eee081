"""The frame around the commands: help, errors, exit codes."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import bot
from bot.cli.parser import COMMANDS
from tests.cli.conftest import Run

NAMES = [command.__name__.rpartition(".")[2] for command in COMMANDS]


@pytest.mark.parametrize("command", [(), *((name,) for name in NAMES)], ids=" ".join)
def test_help_has_examples_at_every_level(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.code == 0
    assert "examples:" in result.out


def test_the_version_is_the_package_s(run: Run) -> None:
    assert run("--version").out.split()[-1] == bot.__version__


@pytest.mark.parametrize("arguments", [(), ("dance",), ("ask", "--loud"), ("preview", "--port", "65536")], ids=str)
def test_bad_usage_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert "usage:" in result.err


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["ask", "--help"], ["export", "--help"], ["dance"], ["check", "--data", "nowhere"], ["run"]],
)
def test_nothing_heavy_is_imported_for_it(arguments: list[str], environ: Mapping[str, str]) -> None:
    script = (
        "import sys\nfrom bot.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "heavy = {'discord', 'numpy', 'scipy', 'simcord', 'sklearn'} & set(sys.modules)\n"
        "sys.exit(f'imported: {sorted(heavy)}' if heavy else 0)\n"
    )
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, check=False, env=environ, text=True, timeout=60)  # noqa: S603  # our own
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", ["ask", "chat", "topics", "export"])
def test_every_mistake_in_the_files_is_told_once_on_standard_error(run: Run, workplace: Path, command: str) -> None:
    bad = workplace / "bad.txt"
    bad.write_text("An answer to nothing.\nWhat is missing here?\n", encoding="utf-8")
    result = run(command, "--data", bad)
    assert (result.code, result.out) == (1, "")
    assert [place for place in (1, 2) if f"{bad}:{place}: error:" in result.err] == [1, 2]


@pytest.mark.parametrize("command", ["ask", "chat", "topics", "check", "export", "preview", "run", "health"])
def test_a_bad_setting_ends_every_command_with_78(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("ANSWER_CHANNELS", "general")
    result = run(command)
    assert (result.code, result.out) == (78, "")
    assert "ANSWER_CHANNELS: not a channel id: general" in result.err


def test_settings_come_from_the_file_beside(run: Run, workplace: Path, faq: Path) -> None:
    (workplace / ".env").write_text(f"FAQ_DATA={faq.name}\n", encoding="utf-8")
    assert "Shops" in run("topics").out


def test_the_default_data_is_the_folder_of_that_name(run: Run, workplace: Path, faq: Path) -> None:
    (workplace / "data").mkdir()
    faq.rename(workplace / "data" / "faq.txt")
    assert "Shops" in run("topics").out


def test_a_reader_that_goes_away_ends_it_quietly(faq: Path, environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--data", str(faq)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environ, text=True) as process:  # noqa: S603  # our own
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        _, errors = process.communicate("parcel\n" * 3, timeout=60)
    assert (process.returncode, errors) == (141, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_it_without_a_traceback(faq: Path, environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "bot", "chat", "--data", str(faq)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environ, text=True) as process:  # noqa: S603  # our own
        assert process.stdout is not None
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "")
