"""The frame around the commands: help, errors, exit codes."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import bot
from bot.cli.parser import COMMANDS
from tests.cli.conftest import ROOT, Run

HEAVY = (
    "asyncio",
    "discord",
    "importlib.metadata",
    "markdown_it",
    "numpy",
    "scipy",
    "simcord",
    "sklearn",
    "watchfiles",
)


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=" ".join)
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
    ("arguments", "told"),
    [
        (("ask", "--top", "x"), "argument --top: “x” is not a whole number"),
        (("ask", "--top", "0"), "argument --top: 0 is not at least 1"),
        (("preview", "--port", "http"), "argument --port: “http” is not a whole number"),
        (("preview", "--port", "65536"), "argument --port: 65536 is not from 0 to 65535"),
        (("evaluate", "--worst", "-1"), "argument --worst: -1 is not at least 0"),
    ],
    ids=" ".join,
)
def test_a_bad_number_is_explained_in_plain_words(run: Run, arguments: tuple[str, ...], told: str) -> None:
    assert run(*arguments).err.endswith(f"{told}\n")


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["ask", "--help"], ["export", "--help"], ["dance"], ["check", "--data", "nowhere"], ["run"]],
)
def test_nothing_heavy_is_imported_for_it(arguments: list[str], environ: Mapping[str, str]) -> None:
    script = (
        "import sys\nfrom bot.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        f"heavy = {set(HEAVY)} & set(sys.modules)\n"
        "sys.exit(f'imported: {sorted(heavy)}' if heavy else 0)\n"
    )
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, check=False, env=environ, text=True, timeout=60)  # noqa: S603  # our own
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", ["ask", "chat", "topics", "export"])
def test_every_error_in_the_files_is_reported_once_on_standard_error(run: Run, workplace: Path, command: str) -> None:
    bad = workplace / "bad.txt"
    bad.write_text("An answer to nothing.\nWhat is missing here?\n", encoding="utf-8")
    result = run(command, "--data", bad)
    assert (result.code, result.out) == (1, "")
    assert [place for place in (1, 2) if f"{bad}:{place}: error:" in result.err] == [1, 2]


@pytest.mark.parametrize("command", ["ask", "chat", "topics", "check", "export", "preview", "run", "health"])
def test_a_bad_setting_ends_every_command_with_78(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("STRICTNESS", "lenient")
    result = run(command)
    assert (result.code, result.out) == (78, "")
    assert "STRICTNESS: “lenient” is not a choice" in result.err


def test_a_bad_discord_setting_matters_only_to_run(run: Run, faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWER_CHANNELS", "general")
    assert [run(command, "--data", faq).code for command in ("chat", "topics", "check", "run")] == [0, 0, 0, 78]


def test_settings_come_from_dotenv_in_the_same_folder(run: Run, workplace: Path, faq: Path) -> None:
    (workplace / ".env").write_text(f"FAQ_DATA={faq.name}\n", encoding="utf-8")
    assert "Shops" in run("topics").out


@pytest.mark.parametrize("command", ["check", "topics", "export", "init"])
def test_a_misspelled_setting_in_dotenv_is_told_once(run: Run, workplace: Path, faq: Path, command: str) -> None:
    lines = f"FAQ_DATA={faq.name}\nSTRICTNES=eager\nlog_level=debug\nSECRET_KEY=x\nPATH_TO_DOCS=y\nFAQ_DATE=z\n"
    (workplace / ".env").write_text(lines, encoding="utf-8")
    result = run(command)
    assert result.code == 0
    assert result.err.splitlines() == [
        "STRICTNES in .env is no setting: did you mean STRICTNESS?",
        "log_level in .env is no setting: did you mean LOG_LEVEL?",
    ]


def test_the_default_data_is_the_folder_of_that_name(run: Run, workplace: Path, faq: Path) -> None:
    (workplace / "data").mkdir()
    faq.rename(workplace / "data" / "faq.txt")
    assert "Shops" in run("topics").out


@pytest.mark.parametrize("command", ["ask", "chat", "topics", "check", "export", "evaluate"])
def test_without_files_it_says_how_to_name_them(run: Run, command: str) -> None:
    result = run(command)
    assert (result.code, result.out) == (78, "")
    assert "“data” not found here; name your files with --data PATH or in FAQ_DATA" in result.err


def test_a_closed_pipe_ends_it_quietly(faq: Path, environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--data", str(faq)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environ, text=True) as process:  # noqa: S603  # our own
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        _, errors = process.communicate("parcel\n" * 3, timeout=60)
    assert (process.returncode, errors) == (141, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another shell")
@pytest.mark.parametrize(
    ("arguments", "redirection", "told"),
    [
        (("ask",), "<&-", "standard input is closed"),
        (("ask", "--json"), "<&-", "standard input is closed"),
        (("chat",), "<&-", "standard input is closed"),
        (("check",), ">&-", "standard output is closed"),
        (("ask", "parcel"), ">/dev/full", "No space left on device"),
        (("check",), ">/dev/full", "No space left on device"),
        (("export",), ">/dev/full", "No space left on device"),
    ],
    ids=str,
)
def test_an_unusable_stream_ends_it_with_1_and_one_line(
    faq: Path, environ: Mapping[str, str], arguments: tuple[str, ...], redirection: str, told: str
) -> None:
    if "/dev/full" in redirection and not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    shell = ["sh", "-c", f'exec "$@" {redirection}', "sh", sys.executable, "-m", "bot", *arguments, "--data", str(faq)]
    done = subprocess.run(shell, stderr=subprocess.PIPE, check=False, env=environ, text=True, timeout=60)  # noqa: S603  # our own
    headline, line = done.stderr.splitlines()
    assert (done.returncode, headline) == (1, "Reading or writing failed:")
    assert line.endswith(told)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another shell")
@pytest.mark.parametrize(
    "arguments", [("evaluate",), ("benchmark", "--sizes=2", "--queries=1", "--contenders=answer"), ("index", "build")]
)
def test_progress_needs_no_standard_error(environ: Mapping[str, str], arguments: tuple[str, ...]) -> None:
    shell = ["sh", "-c", 'exec "$@" 2>&-', "sh", sys.executable, "-m", "bot", *arguments, f"--data={ROOT / 'data'}"]
    done = subprocess.run(shell, stdout=subprocess.PIPE, check=False, env=environ, timeout=60)  # noqa: S603  # our own
    assert done.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals for one process")
@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 143)])
def test_a_signal_ends_it_without_a_traceback(faq: Path, environ: Mapping[str, str], number: str, code: int) -> None:
    command = [sys.executable, "-m", "bot", "chat", "--data", str(faq)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environ, text=True) as process:  # noqa: S603  # our own
        assert process.stdout is not None
        assert process.stdout.readline()
        process.send_signal(signal.Signals[number])
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (code, "")


def test_without_its_packages_the_bot_says_what_to_install(environ: Mapping[str, str], faq: Path) -> None:
    command = [sys.executable, "-S", "-m", "bot", "check", str(faq)]
    done = subprocess.run(command, capture_output=True, check=False, env=environ, text=True, timeout=60)  # noqa: S603  # our own
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("This Python does not have ")
    assert "pip install" in line
