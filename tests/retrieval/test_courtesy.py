"""Courtesies around a question: the quick test lets every one of them through to the patterns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import ENGLISH
from tests.retrieval.bases import SOME, analyze

COURTESIES = ENGLISH.courtesies
OPENINGS = st.from_regex(COURTESIES.opening, fullmatch=True)
CLOSINGS = st.from_regex(COURTESIES.closing, fullmatch=True)
MANY = settings(max_examples=200)
"""Enough examples to generate each alternative several times."""


@MANY
@given(OPENINGS)
def test_every_opening_passes_the_quick_test(opening: str) -> None:
    words = opening.split()
    told = [
        len(words) >= len(begin) and all(word in these for word, these in zip(words, begin, strict=False))
        for begin in COURTESIES.opening_starts
    ]
    assert any(told)


@MANY
@given(CLOSINGS)
def test_every_closing_passes_the_quick_test(closing: str) -> None:
    assert closing.rsplit(maxsplit=1)[-1] in COURTESIES.closing_ends


@SOME
@given(opening=st.just("") | OPENINGS, closing=st.just("") | CLOSINGS)
def test_courtesies_around_a_question_are_dropped(opening: str, closing: str) -> None:
    assert [word.folded for word in analyze(f"{opening} giraffes {closing}")] == ["giraffes"]


@pytest.mark.parametrize("word", sorted(frozenset().union(*(start[0] for start in COURTESIES.opening_starts))))
def test_each_first_word_begins_an_opening(word: str) -> None:
    follow = ["", "morning", "me", "you know", "you tell me", "want to know", "wondering", "question"]
    assert any(COURTESIES.opening.match(f"{word} {rest}".strip()) for rest in follow)


@pytest.mark.parametrize("word", sorted(COURTESIES.closing_ends))
def test_each_last_word_ends_a_closing(word: str) -> None:
    before = ["", "thank", "thanks a", "thank you so", "thanks in"]
    assert any(COURTESIES.closing.search(f"{rest} {word}".strip()) for rest in before)


@pytest.mark.parametrize(
    "text", ["i want to return a lamp", "I'd like to return a lamp", "I'm trying to return a lamp"]
)
def test_i_want_to_is_dropped_before_a_verb(text: str) -> None:
    assert [word.folded for word in analyze(text)] == ["return", "a", "lamp"]


def test_i_want_to_alone_is_kept() -> None:
    assert [word.folded for word in analyze("i want to")] == ["i", "want", "to"]
