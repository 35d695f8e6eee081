"""What people say around a question: the words that it may begin and end with are told before anything is matched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.retrieval.words.analysis import analyse
from bot.retrieval.words.lexicon import (
    CLOSING,
    LAST_OF_CLOSING,
    OPENING,
    OPENS,
    OPENS_AS_PAIR,
    OPENS_AS_TRIPLE,
)
from tests.retrieval.bases import SOME

OPENINGS = st.from_regex(OPENING, fullmatch=True)
CLOSINGS = st.from_regex(CLOSING, fullmatch=True)
MANY = settings(max_examples=200)
"""For each alternative to be made several times."""


@MANY
@given(OPENINGS)
def test_every_opening_begins_with_words_that_are_told(opening: str) -> None:
    words = opening.split()
    told = [
        len(words) >= len(begin) and all(word in these for word, these in zip(words, begin, strict=False))
        for begin in ((OPENS,), OPENS_AS_PAIR, OPENS_AS_TRIPLE)
    ]
    assert any(told)


@MANY
@given(CLOSINGS)
def test_every_closing_ends_with_a_word_that_is_told(closing: str) -> None:
    assert closing.rsplit(maxsplit=1)[-1] in LAST_OF_CLOSING


@SOME
@given(opening=st.just("") | OPENINGS, closing=st.just("") | CLOSINGS)
def test_whatever_stands_around_a_question_is_dropped(opening: str, closing: str) -> None:
    assert [word.folded for word in analyse(f"{opening} giraffes {closing}")] == ["giraffes"]


@pytest.mark.parametrize("word", sorted(OPENS | OPENS_AS_PAIR[0] | OPENS_AS_TRIPLE[0]))
def test_each_word_that_is_told_begins_an_opening(word: str) -> None:
    follow = ["", "morning", "me", "you know", "you tell me", "want to know", "wondering", "question"]
    assert any(OPENING.match(f"{word} {rest}".strip()) for rest in follow)


@pytest.mark.parametrize("word", sorted(LAST_OF_CLOSING))
def test_each_word_that_is_told_ends_a_closing(word: str) -> None:
    before = ["", "thank", "thanks a", "thank you so", "thanks in"]
    assert any(CLOSING.search(f"{rest} {word}".strip()) for rest in before)


@pytest.mark.parametrize(
    "text", ["i want to return a lamp", "I'd like to return a lamp", "I'm trying to return a lamp"]
)
def test_a_wish_is_asked_for_like_the_deed_itself(text: str) -> None:
    assert [word.folded for word in analyse(text)] == ["return", "a", "lamp"]


def test_a_wish_alone_is_kept() -> None:
    assert [word.folded for word in analyse("i want to")] == ["i", "want", "to"]
