"""What people say around a question: the words that it may begin and end with are told before anything is matched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import ENGLISH
from tests.retrieval.bases import SOME, analyze

COURTESIES = ENGLISH.courtesies
OPENINGS = st.from_regex(COURTESIES.opening, fullmatch=True)
CLOSINGS = st.from_regex(COURTESIES.closing, fullmatch=True)
MANY = settings(max_examples=200)
"""For each alternative to be made several times."""


@MANY
@given(OPENINGS)
def test_every_opening_begins_with_words_that_are_told(opening: str) -> None:
    words = opening.split()
    told = [
        len(words) >= len(begin) and all(word in these for word, these in zip(words, begin, strict=False))
        for begin in COURTESIES.opening_starts
    ]
    assert any(told)


@MANY
@given(CLOSINGS)
def test_every_closing_ends_with_a_word_that_is_told(closing: str) -> None:
    assert closing.rsplit(maxsplit=1)[-1] in COURTESIES.closing_ends


@SOME
@given(opening=st.just("") | OPENINGS, closing=st.just("") | CLOSINGS)
def test_whatever_stands_around_a_question_is_dropped(opening: str, closing: str) -> None:
    assert [word.folded for word in analyze(f"{opening} giraffes {closing}")] == ["giraffes"]


@pytest.mark.parametrize("word", sorted(frozenset().union(*(start[0] for start in COURTESIES.opening_starts))))
def test_each_word_that_is_told_begins_an_opening(word: str) -> None:
    follow = ["", "morning", "me", "you know", "you tell me", "want to know", "wondering", "question"]
    assert any(COURTESIES.opening.match(f"{word} {rest}".strip()) for rest in follow)


@pytest.mark.parametrize("word", sorted(COURTESIES.closing_ends))
def test_each_word_that_is_told_ends_a_closing(word: str) -> None:
    before = ["", "thank", "thanks a", "thank you so", "thanks in"]
    assert any(COURTESIES.closing.search(f"{rest} {word}".strip()) for rest in before)


@pytest.mark.parametrize(
    "text", ["i want to return a lamp", "I'd like to return a lamp", "I'm trying to return a lamp"]
)
def test_a_wish_is_asked_for_like_the_deed_itself(text: str) -> None:
    assert [word.folded for word in analyze(text)] == ["return", "a", "lamp"]


def test_a_wish_alone_is_kept() -> None:
    assert [word.folded for word in analyze("i want to")] == ["i", "want", "to"]
