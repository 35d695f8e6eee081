"""The shipped file with parts of it lost, or run together: it can still be read, but what is meant can be guessed."""

from pathlib import Path

import pytest

from bot.knowledge import inspect
from tests.knowledge.damage import SOUND, Edit, both, change, drop, insert, matches, told

LINES = SOUND.split("\n")

DAMAGE: dict[str, tuple[Edit, list[str]]] = {
    "question and answer have changed places": (
        both(drop(20), insert(19, LINES[19])),
        ["19: warning: a second paragraph, which no other|above it", "20: warning: no answer of its own|below it"],
    ),
    "the file is cut off in an answer": (
        lambda lines: [*lines[:26], lines[26][:100]],
        ["27: warning: the last answer has no full stop, as if the file were cut off|rest is missing"],
    ),
    "the file is cut off in a question": (
        lambda lines: [*lines[:25], lines[25][:20]],
        [
            "26: warning: taken as part of an answer: “Why did Khrushchev w”|with “?”",
            "26: warning: the last answer has no full stop|rest is missing",
        ],
    ),
    "a question's mark became a full stop": (
        change(5, "?", "."),
        ["5: warning: taken as part of an answer: “What happened|with “?”"],
    ),
    "a wording lost its mark": (change(22, "?", ""), ["22: warning: taken as part of an answer: “Why did|with “?”"]),
    "a question was pasted in bold": (
        both(change(5, "What", "**What"), change(5, "?", "?**")),
        ["5: warning: taken as part of an answer: “**What|nothing after it"],
    ),
    "a question was pasted in HTML": (
        both(change(5, "What", '<p class="q">What'), change(5, "?", "?</p>")),
        ["5: warning: taken as part of an answer: “<p|nothing after it"],
    ),
    "a question and its answer are on one line": (
        both(change(5, "?", "? Talks."), drop(6)),
        ["5: warning: taken as part of an answer: “What happened|the answer on the next line"],
    ),
    "a question and its answer have a tab between them": (
        both(change(5, "?", "?\tTalks."), drop(6)),
        ["5: warning: taken as part of an answer: “What happened|the answer on the next line"],
    ),
    "an answer and the next question are on one line": (
        lambda lines: [*lines[:5], f"{lines[5]} {lines[6]}", *lines[7:]],
        ["6: warning: a question of several sentences: “At the|start a new line before the question"],
    ),
    "two edits were not merged": (
        both(insert(7, "=======", "Nothing.", ">>>>>>> theirs"), insert(6, "<<<<<<< HEAD")),
        ["6: error: a merge conflict, up to line 10|keep one version"],
    ),
    "two edits to a question were not merged": (
        both(insert(6, "=======", "Why so?", ">>>>>>> theirs"), insert(5, "<<<<<<< HEAD")),
        ["5: error: a merge conflict, up to line 9|keep one version"],
    ),
    "curly quotes came through another encoding": (
        change(6, "’", "â€™"),
        ["6: warning: characters of another encoding: “â€™”|correct them"],
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_was_lost_is_named_with_its_line_and_cure(name: str, tmp_path: Path) -> None:
    edit, expected = DAMAGE[name]
    path = tmp_path / "faq.txt"
    path.write_text("\n".join(edit(LINES)), encoding="utf-8")
    lines = told(path)
    assert len(lines) == len(expected), lines
    assert all(map(matches, lines, expected)), lines


@pytest.mark.parametrize("line", [number for number, text in enumerate(LINES, start=1) if text and text[-1] != "?"])
def test_every_answer_that_is_left_out_is_missed(line: int, tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    path.write_text("\n".join(drop(line)(LINES)), encoding="utf-8")
    (told_of,) = told(path)
    assert told_of.startswith(f"{line - 1}: ")
    assert "no answer" in told_of


@pytest.mark.parametrize("line", [number for number, text in enumerate(LINES, start=1) if text and text[-1] == "?"])
def test_every_question_that_is_left_out_is_missed(line: int, tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    path.write_text("\n".join(drop(line)(LINES)), encoding="utf-8")
    lines = told(path)
    if LINES[line - 2][-1] == "?" or LINES[line][-1] == "?":  # another wording is left
        assert lines == []
    else:
        (told_of,) = lines
        assert told_of.startswith(f"{line}: ")
        assert "a second paragraph" in told_of or "text before the first question" in told_of


def test_wordings_that_differ_are_not_wondered_at_where_entries_have_several(tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    entries = "\n".join(f"How do I get item{n}?\nWhere is thing{n}?\nIn room{n}.\n" for n in range(8))
    path.write_text(entries, encoding="utf-8")
    assert told(path) == []


OTHERS = [f"What is number {n}{n}?\nIt is a thing." for n in range(6)]
PHRASINGS = "How do I join the club?", "How can I become a member?"


@pytest.mark.parametrize(
    ("between_entries", "between_phrasings", "warnings"),
    [("\n\n", "\n", 0), ("\n\n", "\n\n", 1), ("\n", "\n", 0), ("\n", "\n\n", 1)],
)
def test_phrasings_on_consecutive_lines_lost_no_answer(
    between_entries: str, between_phrasings: str, warnings: int, tmp_path: Path
) -> None:
    path = tmp_path / "faq.txt"
    entry = f"{between_phrasings.join(PHRASINGS)}\nFill in the form."
    path.write_text(between_entries.join([*OTHERS, entry]) + "\n", encoding="utf-8")
    assert [line.partition(":")[2][:27] for line in told(path)] == [" warning: no answer of its "] * warnings


def test_an_answer_prefix_below_a_question_begins_an_entry(tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    path.write_text("Who came?\nA: All. Who else?\nReally?\n\nWho left?\nA: Nobody.\n", encoding="utf-8")
    assert told(path) == []
    first, second = inspect([path]).base.entries
    assert (first.answer, second.question, second.line) == ("All. Who else?\nReally?", "Who left?", 5)
