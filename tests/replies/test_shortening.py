"""Texts shortened for labels and titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies import length, shorten


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Open on Sunday?", 15, "Open on Sunday?"),
        ("Open on Sunday?", 14, "Open on…"),
        ("Open on Sunday?", 8, "Open on…"),
        ("Donaudampfschiff fahren", 12, "Donaudampfs…"),
        ("ab abcdefghijklmnop", 12, "ab abcdefgh…"),
        ("abc", 1, "…"),
        ("", 1, ""),
        ("👍🏽👍🏽", 6, "👍🏽…"),
    ],
)
def test_a_text_is_cut_between_words_if_that_keeps_half(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@given(st.text() | st.text("ab 😀e\u0301", max_size=60), st.integers(1, 50))
def test_a_shortened_text_fits_and_is_a_prefix(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert length(short) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(st.text())
def test_a_length_is_at_least_the_number_of_code_points(text: str) -> None:
    assert len(text) <= length(text) <= 2 * len(text)
