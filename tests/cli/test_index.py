"""`index`, and how the other commands use the saved index."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

QUESTION = "how can i return a parcel"


def files(cache: Path) -> list[Path]:
    return sorted(cache.iterdir())


def test_it_is_built_once_reported_and_deleted(run: Run, faq: Path, cache: Path) -> None:
    before = run("index", "info", "--data", faq)
    assert (before.code, before.out.splitlines()[0]) == (0, "Not saved: no command has built it yet.")
    built = run("index", "build", "--data", faq)
    assert (built.code, built.err) == (0, "")
    assert built.out.startswith("Saved: 3 entries, ")
    (file,) = files(cache)
    assert built.out.splitlines()[1:] == [str(file), f"In the folder: 1 index, {file.stat().st_size / 1000:.1f} kB."]
    content = file.stat().st_mtime_ns, file.read_bytes()
    assert run("index", "build", "--data", faq).out == built.out
    assert run("index", "info", "--data", faq).out == built.out
    assert file.read_bytes() == content[1]
    assert run("index", "clear").out.startswith("Deleted: 1 index, ")
    assert files(cache) == []


def test_json_is_one_object_per_action(run: Run, faq: Path, cache: Path) -> None:
    (missing,) = run("index", "info", "--json", "--data", faq).records
    assert missing["wrong"]
    assert (missing["saved"], missing["bytes"], missing["folder"]) == (False, None, {"indexes": 0, "bytes": 0})
    (built,) = run("index", "build", "--json", "--data", faq).records
    (file,) = files(cache)
    size = file.stat().st_size
    assert built == {
        "saved": True,
        "wrong": None,
        "entries": 3,
        "path": str(file),
        "bytes": size,
        "folder": {"indexes": 1, "bytes": size},
    }
    assert run("index", "clear", "--json").records == [{"indexes": 1, "bytes": size}]


@pytest.mark.parametrize("command", [("ask", QUESTION), ("topics",), ("chat",)], ids=lambda command: command[0])
def test_every_command_that_answers_saves_it_and_opens_it_again(
    run: Run, faq: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    first = run(*command, "--data", faq, stdin=QUESTION.encode())
    assert first.code == 0
    assert len(files(cache)) == 1
    monkeypatch.setattr("bot.answering.Assistant.build", None)
    assert run(*command, "--data", faq, stdin=QUESTION.encode()) == first


def test_other_files_and_other_labelled_questions_have_other_indexes(
    run: Run, faq: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled = faq.with_name("asked.tsv")
    monkeypatch.setenv("LABELLED_QUESTIONS", str(labelled))
    for text in ("parcel back\tHow do I return a parcel?\n", "who are you\tOOS\n"):
        labelled.write_text(text, encoding="utf-8")
        assert run("ask", "parcel", "--data", faq).code == 0
    assert len(files(cache)) == 2
    faq.write_text(faq.read_text(encoding="utf-8").replace("Sunday.", "Monday."), encoding="utf-8")
    assert run("ask", "parcel", "--data", faq).code == 0
    assert len(files(cache)) == 3


def test_it_does_not_depend_on_the_strictness(
    run: Run, faq: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for strictness in ("careful", "eager"):
        monkeypatch.setenv("STRICTNESS", strictness)
        run("ask", "parcel", "--data", faq)
    assert len(files(cache)) == 1


@pytest.mark.parametrize("command", ["check", "export", "evaluate"])
def test_commands_that_measure_or_copy_leave_it_alone(run: Run, faq: Path, cache: Path, command: str) -> None:
    run(command, "--data", faq)
    assert files(cache) == []


def test_a_damaged_one_is_reported_and_built_again(run: Run, faq: Path, cache: Path) -> None:
    answer = run("ask", "--json", QUESTION, "--data", faq)
    (file,) = files(cache)
    whole = file.read_bytes()
    file.write_bytes(whole[:100])
    assert run("index", "info", "--data", faq).out.startswith("Not saved: it is incomplete.")
    assert run("ask", "--json", QUESTION, "--data", faq) == answer
    assert file.read_bytes() == whole


def test_an_intact_one_for_other_files_is_built_again(run: Run, faq: Path, cache: Path) -> None:
    answer = run("ask", "--json", QUESTION, "--data", faq)
    (file,) = files(cache)
    mine = file.read_bytes()
    other = faq.with_name("other.txt")
    other.write_text("Open?\nYes.\n", encoding="utf-8")
    run("index", "build", "--data", other)
    (foreign,) = set(files(cache)) - {file}
    file.write_bytes(foreign.read_bytes())
    assert run("ask", "--json", QUESTION, "--data", faq) == answer
    assert file.read_bytes() == mine


def test_everything_else_works_without_a_cache_folder(
    run: Run, faq: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = run("ask", QUESTION, "--data", faq)
    for folder in ("none", str(faq / "cache"), f"long{'g' * 300}"):
        monkeypatch.setenv("CACHE_DIR", folder)
        assert run("ask", QUESTION, "--data", faq) == answer
    assert len(files(cache)) == 1


def test_build_reports_in_one_line_why_it_cannot_save(run: Run, faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_DIR", str(faq / "cache"))
    result = run("index", "build", "--data", faq)
    assert (result.code, result.out) == (1, "")
    headline, line = result.err.splitlines()
    assert headline == "The index cannot be saved:"
    assert line == f"  {faq / 'cache'}: Not a directory; fix that, or name another folder in CACHE_DIR"


@pytest.mark.parametrize("action", ["build", "info", "clear"])
def test_without_a_folder_the_settings_are_invalid(
    run: Run, faq: Path, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    monkeypatch.setenv("CACHE_DIR", "none")
    result = run("index", action, "--data", faq)
    assert (result.code, result.out) == (78, "")
    assert "CACHE_DIR: no folder is set" in result.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_folder_that_others_may_write_to_is_not_used(run: Run, faq: Path, cache: Path) -> None:
    run("index", "build", "--data", faq)
    cache.chmod(0o777)
    assert run("index", "info", "--data", faq).out.startswith("Not saved: others may write to the folder.")
    result = run("index", "build", "--data", faq)
    assert result.code == 1
    assert "others may write to the folder" in result.err
    assert run("ask", QUESTION, "--data", faq).code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="each platform has its own")
def test_the_default_is_the_user_s_cache_folder(
    run: Run, faq: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(workplace / "caches"))
    run("index", "build", "--data", faq)
    assert len(files(workplace / "caches" / "faq-bot")) == 1


def test_errors_in_the_files_are_reported(run: Run, workplace: Path) -> None:
    bad = workplace / "bad.txt"
    bad.write_text("What is missing here?\n", encoding="utf-8")
    result = run("index", "build", "--data", bad)
    assert (result.code, result.out) == (1, "")
    assert f"{bad}:1: error: " in result.err


def test_build_prints_nothing_but_its_object_for_scripts(run_apart: Run, faq: Path) -> None:
    result = run_apart("index", "build", "--json", "--data", faq)
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["saved"]
