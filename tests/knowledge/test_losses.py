"""Text that stands in no entry, and entries that are none."""

from pathlib import Path

import pytest

from bot.knowledge import Code, inspect
from bot.knowledge.draft import Draft, Line
from bot.knowledge.linting.coverage import coverage
from bot.knowledge.linting.suspects import suspicions

OPEN = Draft((Line(1, "Is it *open*?"),), "Yes,\n\n- from nine\n- to [five](https://example.org/five)", 3, "Hours")


def test_every_line_of_an_entry_is_known() -> None:
    text = "# Hours\n\n## 1. Is it *open*?\n\n**A:** Yes,\n\n- from nine\n- to [five](five.md)\n\n---\n\nBye.\n"
    found = coverage(text, [OPEN])
    assert (found.lines, found.lost, found.numbers) == (6, 1, (12,))


def test_what_is_never_shown_does_not_count() -> None:
    text = "---\ntitle: Help\n---\n<!-- a remark\nof two lines -->\n# FAQ\n\n<summary>Is it open?</summary>\nYes,\n"
    assert coverage(text, [OPEN]).lost == 0


def test_rows_of_tables_are_known_by_their_cells() -> None:
    drafts = [Draft((Line(3, "Far?"),), "No.", 3, None)]
    assert coverage("| Question | Answer |\n|---|---|\n| Far? | No. |\n| Dear? | Yes. |", drafts).numbers == (1, 4)


def test_much_lost_text_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    lost = "\n\n".join(f"Word number {number}." for number in range(9))
    path.write_text(f"# Notes\n\n{lost}\n\n## Is it open?\n\nYes.\n", encoding="utf-8")
    (problem,) = inspect([path]).problems
    assert (problem.code, problem.line) == (Code.LOST_TEXT, 3)
    assert problem.message == "9 of 12 lines (75%) belong to no entry"


@pytest.mark.parametrize(
    ("question", "answer", "line", "code"),
    [
        ("Frage", "Antwort", 1, Code.LIKE_HEADER),
        ("Question", "Response", 1, Code.LIKE_HEADER),
        ("Is it {{ state }}?", "Yes.", 1, Code.PLACEHOLDER),
        ("Is it open?", "Since\n{% include x %}", 4, Code.PLACEHOLDER),
        ("Is it open?", "TODO", 3, Code.PLACEHOLDER),
        ("What is here?", "- [Hours](#hours)\n- [Prices](#prices)", 3, Code.CONTENTS),
        ("FAQ", "Hi.\n**Open?**\nYes.\n**Far?**\nNo.", 4, Code.QUESTIONS_INSIDE),
        ("FAQ", "*Open?*\nYes.\n\n_Far?_\nNo.", 3, Code.QUESTIONS_INSIDE),
        ("FAQ", "| Question | Answer |\n|---|---|\n| Open? | Yes. |\n| Far? | No. |", 5, Code.QUESTIONS_INSIDE),
        ("Open?", "Yes.\n\n- Is it far?\n\n  No.\n- And dear?\n\n  No.", 5, Code.QUESTIONS_INSIDE),
        ("Open?", "Yes.\n" + "\nThe dogs bark\nThrow them a bone.\n" * 4, 5, Code.QUESTIONS_INSIDE),
        ("Open?", "- Until five.\n\nI want to bring a dog.\n- Keep it on a lead.", 5, Code.QUESTIONS_INSIDE),
    ],
)
def test_an_entry_that_is_probably_none_is_suspected(question: str, answer: str, line: int, code: Code) -> None:
    (finding,) = suspicions(Draft((Line(1, question),), answer, 3, None))
    assert finding[:2] == (line, code)


@pytest.mark.parametrize(
    "answer",
    [
        "Use `{{ user.name }}` there.",
        "```jinja\n{{ user }}\n{% if x %}\n```",
        "Ask yourself:\n- Is it plugged in?\n- Is it on?",
        "- Until five.\n\nOn Sundays:\n- Until four.",
        "- Until five.\n- Later in summer.\n\nWe close on Mondays.\n\n- Until four.",
        "See below.\n\nLinux\nType this.\n\nWindows\nClick there.\n\nMac\nSwipe up.",
        "**Really?** Yes.",
        "The answer.",
    ],
)
def test_a_sound_answer_is_not_suspected(answer: str) -> None:
    assert list(suspicions(Draft((Line(1, "Is it open?"),), answer, 3, None))) == []


def test_the_lines_of_a_long_question_are_no_loss() -> None:
    text = "1. Q: It says\n   no oil in tank 3\n   What now?\nA: Fill it.\nAnd then?\n"
    asked = Draft((Line(1, "It says no oil in tank 3 What now?"),), "Fill it.", 4, None)
    assert coverage(text, [asked]).numbers == (5,)
