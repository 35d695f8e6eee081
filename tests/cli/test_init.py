"""`init`: the first command in an empty folder."""

import re
import stat
import sys
from pathlib import Path

import pytest

from bot.cli.init import settings_file
from bot.cli.parser import program_name
from bot.config import Settings, environment
from bot.retrieval.meaning import choice
from tests.cli.conftest import ROOT, Run

FAQ, DOTENV = Path("data/faq.txt"), Path(".env")


def test_it_writes_an_faq_without_faults_that_the_other_commands_find(run: Run) -> None:
    assert run("init").code == 0
    assert run("check", "--strict").out.endswith("entries: 5, questions: 10, errors: 0, warnings: 0\n")
    assert "Game night is every Friday" in run("ask", "when is game night").out
    assert run("topics").out.startswith("Getting started\n")


def test_it_says_what_it_wrote_and_what_comes_next(run: Run) -> None:
    said = run("init").out
    assert all(f"Wrote {path}" in said for path in (FAQ, DOTENV))
    commands = re.findall(rf"^  {re.escape(program_name())} (\w+) ", said.partition("Next:\n")[2], flags=re.MULTILINE)
    assert commands == ["check", "chat", "preview", "run"]


def test_it_says_how_to_install_the_sentence_encoders(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "pip install" not in run("init").out
    monkeypatch.setattr(choice, "is_any_installed", lambda: False)
    assert choice.INSTALL in run("init").out


def test_the_faq_explains_the_format_in_comments(run: Run) -> None:
    run("init")
    comments = "".join(line for line in FAQ.read_text(encoding="utf-8").splitlines() if line.startswith("<!--"))
    assert all(word in comments for word in ("question", "phrasings", "topic"))


def test_the_settings_are_the_defaults_until_they_are_changed(run: Run) -> None:
    run("init")
    assert Settings.from_env(environment(DOTENV, {})) == Settings.from_env({})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_can_read_the_file_for_the_token(run: Run) -> None:
    run("init")
    assert stat.S_IMODE(DOTENV.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def test_existing_files_are_left_as_they_are(run: Run, workplace: Path) -> None:
    own, settings = Path("data/own.txt"), "FAQ_DATA=data\n"
    own.parent.mkdir()
    own.write_text("Open?\nYes.\n", encoding="utf-8")
    DOTENV.write_text(settings, encoding="utf-8")
    said = run("init")
    assert (said.code, said.out.count("exists: left as it is.")) == (0, 2)
    assert {path.name for path in workplace.rglob("*")} == {"data", "own.txt", ".env"}
    assert DOTENV.read_text(encoding="utf-8") == settings


def test_where_the_name_is_taken_it_says_how_to_start_elsewhere(run: Run, workplace: Path) -> None:
    (workplace / "data").mkdir()
    (workplace / "data" / "theirs.txt").write_text("Open?\nYes.\n", encoding="utf-8")
    said = run("init").out
    assert said.startswith("data exists: left as it is.")
    assert "Next:" not in said
    command = re.search(rf"^  {re.escape(program_name())} (.+)$", said, flags=re.MULTILINE)
    assert command
    assert "Wrote my-faq.txt" in run(*command[1].split()).out


def test_a_second_call_changes_nothing(run: Run) -> None:
    run("init")
    FAQ.write_text("Open?\nYes.\n", encoding="utf-8")
    assert "Wrote" not in run("init").out
    assert FAQ.read_text(encoding="utf-8") == "Open?\nYes.\n"


@pytest.mark.parametrize(("named", "written"), [("my-faq.txt", "my-faq.txt"), ("notes", "notes/faq.txt")])
def test_the_faq_goes_where_it_is_asked_to_and_the_settings_say_so(run: Run, named: str, written: str) -> None:
    assert run("init", "--data", named).code == 0
    assert Path(written).is_file()
    assert run("check", "--strict").code == 0


def test_settings_that_name_other_files_are_pointed_out(run: Run) -> None:
    DOTENV.write_text("FAQ_DATA=other.txt\n", encoding="utf-8")
    assert "Set FAQ_DATA=my-faq.txt there" in run("init", "--data", "my-faq.txt").out


def test_it_writes_no_text_under_the_name_of_another_format(run: Run, workplace: Path) -> None:
    assert run("init", "--data", "faq.csv").code == 2
    assert list(workplace.iterdir()) == []


@pytest.mark.parametrize("command", [("check",), ("chat",), ("ask", "hi"), ("topics",), ("preview", "--no-browser")])
def test_without_an_faq_every_command_points_to_it(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.code == 78
    assert "“data” not found here" in result.err
    assert " init`" in result.err


def test_the_example_in_the_repository_is_the_same_file() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == settings_file("data")
