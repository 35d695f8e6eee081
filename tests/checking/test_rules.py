"""The rules in words: every code is explained, and its example is reported."""

import re
from pathlib import Path

import pytest

from bot.checking import RULES, check
from bot.cli.console import progress
from bot.knowledge import Code

README = Path(__file__).parents[2] / "data" / "README.md"
NO_FILE = {
    *(Code.NOT_FOUND, Code.UNREADABLE, Code.NOT_TEXT, Code.NOT_UTF_8, Code.TOO_LARGE, Code.NO_FILE),
    *(Code.MORE_ERRORS, Code.REPEATED_FILE, Code.FILE_WITHOUT_ENTRY, Code.READ_AS_WINDOWS_1252, Code.MORE_WARNINGS),
    *(Code.MORE_NOTES, Code.PASSED_OVER, Code.INVISIBLE_CHARACTER, Code.LONG_QUESTION, Code.LONG_ANSWER, Code.CUT_FILE),
    *(Code.STALE_EDIT, Code.MODERATED),
}
"""Their examples are commands or descriptions."""
NEEDS_MORE = (Code.MISSING_ANSWER, Code.MISSING_QUESTION)
"""They need several ordinary entries around them."""
NOT_KNOWLEDGE = {Code.IGNORE_FILE, Code.LONELY_SYNONYM}
NAMES = {
    Code.NO_ENTRY: "notes.md",
    Code.SYNTAX: "faq.json",
    Code.QUESTIONS_INSIDE: "faq.md",
    Code.FIELD: "faq.jsonl",
    Code.IGNORE_FILE: ".faqignore",
    Code.LONELY_SYNONYM: "synonyms.txt",
    Code.GUESSED_COLUMNS: "faq.csv",
    Code.NOT_AN_ADDRESS: "faq.csv",
    Code.HOW_READ: "faq.csv",
    Code.LEFT_OUT: "faq.json",
    Code.LOST_TEXT: "notes.md",
    Code.HALF_ENTRY: "faq.csv",
    Code.SHARED_NUMBER: "faq.csv",
    Code.NOTHING_ASKS: "faq.md",
}


def test_every_code_has_a_rule_in_order() -> None:
    assert list(RULES) == list(Code)


@pytest.mark.parametrize("code", [code for code in Code if code not in {*NO_FILE, *NEEDS_MORE}], ids=str)
def test_the_example_is_reported_under_its_code(tmp_path: Path, code: Code) -> None:
    if code in NOT_KNOWLEDGE:
        (tmp_path / "faq.txt").write_text("Who sings?\nA choir.\n", encoding="utf-8")
    (tmp_path / NAMES.get(code, "faq.txt")).write_text(RULES[code].example, encoding="utf-8")
    assert code in {problem.code for problem in check([tmp_path], progress).problems}


@pytest.mark.parametrize("code", NEEDS_MORE)
def test_the_example_is_reported_among_others(tmp_path: Path, code: Code) -> None:
    others = "".join(f"What is number {number}{number}?\nIt is a quite long thing.\n" for number in range(10))
    (tmp_path / "faq.txt").write_text(others + RULES[code].example, encoding="utf-8")
    assert code in {problem.code for problem in check([tmp_path], progress).problems}


def test_the_owner_s_guide_lists_every_rule() -> None:
    rows = re.findall(r"^\| `(FAQ\d+)` \| (\w+) \| (.+) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(code.value, code.severity.value, rule.what) for code, rule in RULES.items()]
