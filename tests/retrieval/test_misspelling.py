"""What members are told to be matched is a misspelling or another form, not a word that shares letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval import Retriever
from bot.retrieval.words.misspelling import may_stand_for, slips
from tests.retrieval.bases import SOME, base_of

WORDS = st.text("abc", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("", "", 0), ("", "abc", 3), ("final", "finla", 1), ("kruschev", "khrushchev", 2), ("deal", "death", 2)],
)
def test_slips_are_letters_put_in_left_out_replaced_or_swapped(one: str, other: str, count: int) -> None:
    assert slips(one, other) == count


@SOME
@given(WORDS, WORDS)
def test_slips_are_the_same_from_either_side_and_none_only_within_a_word(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one) <= max(len(one), len(other))
    assert (slips(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    ("word", "other"), [("missles", "missiles"), ("viena", "vienna"), ("attendance", "attend"), ("ip", "ip")]
)
def test_a_misspelling_or_another_form_may_stand_for_a_word(word: str, other: str) -> None:
    assert may_stand_for(word, other)


@pytest.mark.parametrize(
    ("word", "other"), [("deal", "death"), ("summary", "summit"), ("car", "card"), ("founded", "four"), ("", "a")]
)
def test_a_word_that_only_shares_letters_may_not(word: str, other: str) -> None:
    assert not may_stand_for(word, other)


def test_a_word_that_only_shares_letters_is_not_told_to_be_matched() -> None:
    retriever = Retriever.build(base_of(("Who was at the summit?", "Nobody."), ("Where is the lamp?", "Here.")))
    assert retriever.rank("a summary of the lamp").matched == ("lamp",)
    assert retriever.rank("a summary of the summit").matched == ("summit",)
    assert retriever.rank("who was at the sumit").matched == ("sumit",)
