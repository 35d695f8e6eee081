"""Text that is safe to print and easy to read in a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.text import on_one_line, printable, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, “curly”, ünïcode, 👩‍🚀", "plain, “curly”, ünïcode, 👩‍🚀"),
        ("two\nlines", "two\nlines"),
        ("a\tb", "a   b"),
        ("\x1b]0;title\x07red \x1b[31m", "]0;titlered [31m"),
        ("over\rwrite\x7f\x9b2J", "overwrite2J"),
        ("\u202egnirts\u202c \u2066x\u2069", "gnirts x"),
    ],
)
def test_only_printable_characters_are_left(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_line_breaks_are_the_only_control_characters_left(text: str) -> None:
    assert {sign for sign in printable(text) if unicodedata.category(sign) == "Cc"} <= {"\n"}


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(on_one_line(text).splitlines()) <= 1


@given(st.text(alphabet="ab \n", max_size=200), st.integers(min_value=5, max_value=40))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    assert wrapped(text, width).split() == text.split()


@given(st.text(alphabet="ab \n", max_size=200), st.integers(min_value=5, max_value=40))
def test_only_a_long_word_is_wider_than_the_width(text: str, width: int) -> None:
    assert all(len(line) <= width or " " not in line.strip() for line in wrapped(text, width).split("\n"))


def test_paragraphs_stay_apart() -> None:
    assert wrapped("one\n\ntwo three", 5) == "one\n\ntwo\nthree"


def test_code_blocks_are_not_wrapped() -> None:
    code = "```\nvery long line of code\n```"
    assert wrapped(f"{code}\nvery long line", 10) == f"{code}\nvery long\nline"
