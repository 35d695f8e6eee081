"""Misspellings and other forms of a word are variants; words that share letters are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval import Retriever
from bot.retrieval.words.edit_distance import edit_distance, is_variant
from tests.retrieval.bases import SOME, base_of

WORDS = st.text("abc", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("", "", 0), ("", "abc", 3), ("final", "finla", 1), ("kruschev", "khrushchev", 2), ("deal", "death", 2)],
)
def test_edits_insert_delete_replace_or_swap_letters(one: str, other: str, count: int) -> None:
    assert edit_distance(one, other) == count


@SOME
@given(WORDS, WORDS)
def test_the_distance_is_symmetric_and_zero_only_for_equal_words(one: str, other: str) -> None:
    assert edit_distance(one, other) == edit_distance(other, one) <= max(len(one), len(other))
    assert (edit_distance(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    ("word", "other"), [("missles", "missiles"), ("viena", "vienna"), ("attendance", "attend"), ("ip", "ip")]
)
def test_a_misspelling_and_another_form_are_variants(word: str, other: str) -> None:
    assert is_variant(word, other)


@pytest.mark.parametrize(
    ("word", "other"), [("deal", "death"), ("summary", "summit"), ("car", "card"), ("founded", "four"), ("", "a")]
)
def test_a_word_that_only_shares_letters_is_no_variant(word: str, other: str) -> None:
    assert not is_variant(word, other)


def test_a_word_that_only_shares_letters_is_not_shown_as_matched() -> None:
    retriever = Retriever.build(base_of(("Who was at the summit?", "Nobody."), ("Where is the lamp?", "Here.")))
    assert retriever.rank("a summary of the lamp").matched == ("lamp",)
    assert retriever.rank("a summary of the summit").matched == ("summit",)
    assert retriever.rank("who was at the sumit").matched == ("sumit",)
