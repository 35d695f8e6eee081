"""What comes of several files together: problems in order, synonyms, ids."""

from pathlib import Path

import pytest

from bot.knowledge import Code, KnowledgeError, Severity, inspect, load
from tests.knowledge.folders import told, write


def test_problems_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Stray.\nOpen?\nYes.\nShut?")
    write(tmp_path / "b.txt", "Stray.\nOpen?\nNo.")
    places = [(Path(problem.path).name, problem.line) for problem in inspect([tmp_path]).problems]
    assert places == [("a.txt", 1), ("a.txt", 4), ("b.txt", 1), ("b.txt", 2)]


def test_a_question_in_two_files_is_warned_of_with_both_places(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt"), write(tmp_path / "b.txt", "\nopen ?\nNo.")
    (line,) = told(tmp_path)
    assert line.startswith(f"{second}:2: warning: the same question as in {first}:1, with another entry: “open ?”")


def test_a_file_without_questions_is_a_warning_beside_others_and_an_error_alone(tmp_path: Path) -> None:
    empty, full = write(tmp_path / "a.txt", "# Hours\n"), write(tmp_path / "b.txt")
    assert [problem.severity for problem in inspect([empty]).problems] == [Severity.ERROR]
    assert [problem.severity for problem in inspect([empty, full]).problems] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("a.txt", "write a line that ends in “?”, and its answer below it"),
        ("a.MD", "write a heading that ends in “?”, and its answer below it"),
        ("a.csv", "write a row with a question and its answer"),
        ("a.jsonl", "write an object with “question” and “answer”"),
    ],
)
def test_a_file_without_questions_is_told_of_with_how_to_ask_in_it(tmp_path: Path, name: str, hint: str) -> None:
    path = write(tmp_path / name, "\n\n")
    assert told(path) == [f"{path}: error: no question in this file ({hint})"]


def test_loading_raises_every_error_at_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Open?\nYes …\n???\nNo.\nShut?")
    missing = tmp_path / "missing.txt"
    with pytest.raises(KnowledgeError) as raised:
        load([missing, tmp_path])
    problems = inspect([missing, tmp_path]).problems
    assert raised.value.problems == tuple(each for each in problems if each.severity is Severity.ERROR)
    assert len(str(raised.value).splitlines()) == 3


def test_loading_takes_warnings(tmp_path: Path) -> None:
    assert len(load([write(tmp_path / "a.txt", "Open?\nYes …")]).entries) == 1


def test_the_synonyms_of_a_folder_are_no_questions(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Open?\n[synonyms: shop, store]\nYes.")
    write(tmp_path / "b" / "synonyms", "jfk, John  F Kennedy,kennedy\n\n# people\nussr, Soviet Union?\n")
    write(tmp_path / "synonyms.txt", "shop, store\nlonely\n")
    found = inspect([tmp_path])
    assert found.base.synonyms == (("jfk", "John F Kennedy", "kennedy"), ("ussr", "Soviet Union?"), ("shop", "store"))
    assert [entry.question for entry in found.base.entries] == ["Open?"]
    hint = "write words with the same meaning on one line, separated by commas"
    assert told(tmp_path) == [f"{tmp_path}/synonyms.txt:2: warning: a synonym without a partner: “lonely” ({hint})"]


def test_synonyms_alone_are_no_knowledge(tmp_path: Path) -> None:
    assert told(write(tmp_path / "synonyms.txt", "jfk, kennedy"))[0].startswith("(no path): error: ")


def test_an_id_that_two_entries_have_is_an_error_with_both_places(tmp_path: Path) -> None:
    first = write(tmp_path / "a.txt", "Open now?\n[id: open]\nYes.\nShut now?\n[id: open]\nNo.")
    second = write(tmp_path / "b.md", "# Where is it?\n<!-- id: open -->\nHere.")
    assert [line for line in told(tmp_path) if "the same id" in line] == [
        f"{first}:4: error: the same id as in line 1: “open” (give each entry its own id)",
        f"{second}:1: error: the same id as in {first}:1: “open” (give each entry its own id)",
    ]
    ids = [entry.id for entry in inspect([tmp_path]).base.entries]
    assert len(set(ids)) == 3


def test_a_made_id_gives_way_to_an_owners_own(tmp_path: Path) -> None:
    made = inspect([write(tmp_path / "a.txt", "Open?\nYes.")]).base.entries[0].id
    path = write(tmp_path / "a.txt", f"Open?\nYes.\nWhere?\n[id: {made}]\nHere.")
    assert [entry.id for entry in inspect([path]).base.entries] == [f"{made}-2", made]


def test_a_file_that_is_wrong_throughout_is_not_told_of_line_by_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Open?\n# A\n" * 300)
    lines = told(path)
    assert len(lines) == 101
    assert f"{path}: error: 200 more errors in this file (fix the others first)" in lines


def test_a_text_about_something_else_does_not_stop_the_bot(tmp_path: Path) -> None:
    (tmp_path / "faq.txt").write_text("Open?\nYes.\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("Buy milk.\n", encoding="utf-8")
    found = inspect([tmp_path])
    assert [problem.code for problem in found.problems] == [Code.FILE_WITHOUT_ENTRY]
    assert len(load([tmp_path]).entries) == 1
    (problem,) = inspect([tmp_path / "notes.txt"]).problems
    assert (problem.code, problem.line) == (Code.NO_QUESTION, 1)
