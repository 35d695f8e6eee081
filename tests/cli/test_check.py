"""`check`: what it finds, and its three output formats."""

import json
from pathlib import Path

import pytest

from bot.cli.check_output import as_github
from bot.knowledge import Code, Inspection, KnowledgeBase, Problem
from tests.cli.conftest import Run

SOUND = """\
How do I return a parcel?
Print the label from your account, and hand the parcel in at any post office.
Where is my order?
Open “My orders”.
"""


@pytest.fixture
def sound(workplace: Path) -> Path:
    """A file without problems."""
    file = workplace / "sound.txt"
    file.write_text(SOUND, encoding="utf-8")
    return file


@pytest.fixture
def bad(workplace: Path) -> Path:
    """A file with an error on line 2 and a warning on line 4."""
    file = workplace / "bad.txt"
    file.write_text("# Parcels\n???\nWhere is it?\nAsk @everyone.\n", encoding="utf-8")
    return file


def test_it_says_that_all_is_well(run: Run, sound: Path) -> None:
    result = run("check", sound)
    assert result.code == 0
    assert result.out.splitlines() == [
        "read 1 file: 2 entries, 0 topics, 0 extra phrasings",
        "lines that belong to no entry: 0 of 4 (0%)",
        "entries: 2, questions: 2, errors: 0, warnings: 0",
    ]


def test_it_names_file_and_line_of_an_error(run: Run, bad: Path) -> None:
    result = run("check", bad)
    assert result.code == 1
    assert result.out.startswith(f"{bad}:2: error: ")
    assert result.out.endswith("entries: 1, questions: 1, errors: 1, warnings: 1\n")


def test_it_takes_paths_and_data_together(run: Run, sound: Path, workplace: Path) -> None:
    more = workplace / "more.txt"
    more.write_text("What colour is the logo?\nGreen.\n", encoding="utf-8")
    assert run("check", more, "--data", sound).out.splitlines()[-1].startswith("entries: 3,")


def test_a_missing_file_is_an_error(run: Run) -> None:
    result = run("check", "nowhere.txt")
    assert result.code == 1
    assert result.out.startswith("nowhere.txt: error: ")


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
@pytest.mark.parametrize("way", ["text", "json", "github"])
def test_a_warning_fails_only_with_strict(
    run: Run, workplace: Path, way: str, options: tuple[str, ...], code: int
) -> None:
    file = workplace / "cut.txt"
    file.write_text("Where is my order?\nIt is …\n", encoding="utf-8")
    assert run("check", "--format", way, *options, file).code == code


def test_json_is_one_object_with_the_documented_fields(run: Run, bad: Path) -> None:
    result = run("check", "--format", "json", bad, "nowhere.txt")
    (record,) = result.records
    counts = ["entries", "questions", "errors", "warnings"]
    assert (result.code, list(record)) == (1, [*counts, "problems", "files", "passed_over"])
    assert record["files"] == [{"path": str(bad), "entries": 1, "lines": 3, "lost_lines": []}]
    assert [(each["path"], each["line"], each["severity"], each["code"]) for each in record["problems"]] == [
        (str(bad), 2, "error", "FAQ013"),
        (str(bad), 4, "warning", "FAQ301"),
        ("nowhere.txt", None, "error", "FAQ001"),
    ]
    assert all(each["message"] and each["cure"] for each in record["problems"])


def test_github_shows_each_problem_beside_its_line(run: Run, bad: Path) -> None:
    first, second, *_ = run("check", "--format", "github", bad).out.splitlines()
    assert first.startswith(f"::error file={bad},line=2,title=FAQ013::a question without words")
    assert second == f"::warning file={bad},line=4,title=FAQ301::“@everyone” will not ping anybody (leave it out)"


def test_nothing_in_a_problem_ends_its_annotation() -> None:
    problem = Problem("a,b:c%.txt", 0, Code.NOT_TEXT, "100 %\nbad", "::stop::")
    line, _ = as_github(Inspection(KnowledgeBase(()), (problem,))).splitlines()
    assert line == "::error file=a%2Cb%3Ac%25.txt,title=FAQ003::100 %25%0Abad (::stop::)"


def test_a_question_that_finds_another_entry_first_is_reported(run: Run, workplace: Path) -> None:
    folder = workplace / "faq"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("How much does it cost?\nNone.\n", encoding="utf-8")
    second = folder / "sub" / "b.txt"
    second.write_text("How much did it cost?\nMany.\nWho pays?\nYou.\n", encoding="utf-8")
    (record,) = run("check", "--format", "json", folder).records
    (problem,) = record["problems"]
    assert (problem["path"], problem["line"]) == (str(second), 1)
    assert f"finds the entry in {folder / 'a.txt'}:1 first" in problem["message"]


def test_problems_stand_in_the_order_of_files_and_lines(run: Run, workplace: Path) -> None:
    lines = ["How much does it cost?", "None.", "How much did it cost?", "Many.", "Who pays?", "I do …"]
    (workplace / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    (workplace / "b.txt").write_text("Who came?\nAll …", encoding="utf-8")
    (record,) = run("check", "--format", "json", "a.txt", "b.txt").records
    assert [(each["path"], each["line"]) for each in record["problems"]] == [("a.txt", 3), ("a.txt", 6), ("b.txt", 2)]


def test_control_characters_of_a_file_do_not_reach_the_terminal(run: Run, workplace: Path) -> None:
    file = workplace / "evil.txt"
    file.write_text("Text \x1b[31mbefore.\nWhy?\nSo.", encoding="utf-8")
    for way in ("text", "github", "json"):
        assert "\x1b" not in run("check", "--format", way, file).out


def test_json_is_readable_in_any_encoding(run: Run, workplace: Path) -> None:
    file = workplace / "cut.txt"
    file.write_text("Where is the café?\nHere …", encoding="utf-8")
    out = run("check", "--format", "json", file).out
    assert out.isascii()
    assert json.loads(out)["warnings"] == 1


def test_cost_prints_time_and_memory(run: Run, sound: Path) -> None:
    plain, told = run("check", sound), run("check", "--cost", sound)
    assert (plain.err, plain.out) == ("", told.out)
    assert " s of processor time" in told.err


@pytest.mark.parametrize("way", [("--ignore", "FAQ206"), ("--ignore", "faq301, FAQ206"), ("--ignore", "FAQ206,")])
def test_an_ignored_warning_is_neither_printed_nor_counted(run: Run, workplace: Path, way: tuple[str, ...]) -> None:
    (workplace / "cut.txt").write_text("Where is my order?\nIt is …\n", encoding="utf-8")
    result = run("check", "--strict", *way, "cut.txt")
    assert (result.code, result.err) == (0, "")
    assert [line for line in result.out.splitlines() if line.startswith("cut.txt")] == []
    assert result.out.endswith("entries: 1, questions: 1, errors: 0, warnings: 0\n")


def test_ignore_may_be_repeated(run: Run, workplace: Path) -> None:
    (workplace / "cut.txt").write_text("Where is my order?\nAsk @everyone …\n", encoding="utf-8")
    assert run("check", "--ignore", "FAQ206", "cut.txt").out.endswith("warnings: 1\n")
    assert run("check", "--ignore", "FAQ206", "--ignore", "FAQ301", "cut.txt").out.endswith("warnings: 0\n")


def test_a_question_that_finds_another_entry_can_be_ignored(run: Run, workplace: Path) -> None:
    lines = ["How much does it cost?", "None.", "How much did it cost?", "Many.", "Who pays?", "I do."]
    (workplace / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    assert "[FAQ203]\n" in run("check", "a.txt").out
    assert run("check", "--ignore", "FAQ203", "a.txt").out.endswith("warnings: 0\n")


@pytest.mark.parametrize(
    ("option", "code", "told"),
    [
        ("--ignore", "FAQ20", "unknown code “FAQ20”; did you mean FAQ2"),
        ("--explain", "lines", "unknown code “lines”; `python -m bot check --explain all` lists all codes"),
        ("--ignore", "FAQ011", "FAQ011 is an error; only warnings can be ignored"),
    ],
)
def test_a_code_that_cannot_be_used_is_bad_usage(run: Run, sound: Path, option: str, code: str, told: str) -> None:
    result = run("check", sound, option, code)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_a_rule_is_explained_without_any_file(run: Run) -> None:
    result = run("check", "--explain", "faq202")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("FAQ202 (warning): two questions ")
    assert "\nExample:\n\n    How do I install it on Windows?\n" in result.out
    assert "\nHow to fix it: Merge the two entries" in result.out


@pytest.mark.parametrize("words", [("--explain",), ("--explain", "all")])
def test_every_rule_is_listed_on_a_line(run: Run, words: tuple[str, ...]) -> None:
    lines = run("check", *words).out.splitlines()
    assert [line.split()[0] for line in lines] == [code.value for code in Code]


def test_it_ends_with_what_was_read_and_passed_over(run: Run, workplace: Path) -> None:
    folder = workplace / "notes"
    folder.mkdir()
    lines = ["Some words first.", "", "And more.", "", "# Is it open?", "", "Yes.", "", "# Is it far?", "", "No."]
    (folder / "info.md").write_text("\n".join(lines), encoding="utf-8")
    for name in ("old.docx", "logo.png", "README.md"):
        (folder / name).write_bytes(b"x")
    (folder / "hours.csv").write_text("Frage,Antwort\nWann ist offen?,Um neun.\n", encoding="utf-8")
    result = run("check", "notes")
    assert "notes/old.docx: warning: skipped: a Word file" in result.out
    assert "“Frage” is the question, “Antwort” is the answer" in result.out
    about, picture = "notes/README.md (describes the folder)", "notes/logo.png (.png is not read)"
    beside = [about, picture, "notes/old.docx (a Word file)"]
    assert result.out.splitlines()[-5:] == [
        "read 2 files: 3 entries, 0 topics, 0 extra phrasings",
        "lines that belong to no entry: 2 of 6 (33%)",
        "  notes/info.md: lines 1, 3",
        f"skipped 3 files: {', '.join(beside)}",
        "entries: 3, questions: 3, errors: 0, warnings: 1",
    ]


def test_a_note_is_no_warning(run: Run, workplace: Path) -> None:
    (workplace / "faq.csv").write_text("Frage,Antwort\nIst offen?,Ja.\n", encoding="utf-8")
    result = run("check", "--strict", "faq.csv")
    assert (result.code, "faq.csv:1: note: " in result.out) == (0, True)
    assert run("check", "--format", "github", "faq.csv").out.startswith("::notice file=faq.csv,line=1")


def test_it_shows_the_first_entries_as_the_bot_does(run: Run, sound: Path) -> None:
    shown = run("check", "--show", "1", sound).out.partition("warnings: 0\n")[2]
    assert "How do I return a parcel?" in shown
    assert "sound.txt, line 1" in shown
    assert "Where is my order?" not in shown
    assert len(run("check", "--show", "--format", "json", sound).records) == 1
