"""Misspelt words are put right before they are encoded; all others stay as they were written."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.perturb import misspell
from bot.language import ENGLISH
from bot.retrieval.ranker import Ranker
from bot.retrieval.spelling import Speller
from tests.retrieval.bases import SOME, base_of

BASE = base_of(
    ("How do I install the emulator?", "From the website; restart the console afterwards."),
    ("Who moderates the tournament?", "Khrushchev and Kennedy, both with a password."),
    ("Can I mount an NFS folder?", "Yes, with 16 GB of RAM."),
    ("How do I buy a ring?", "At the jeweller, on an instalment plan."),
)
RANKER = Ranker.build(BASE, ENGLISH)
KNOWN = frozenset(("weather", "tourney", "vienna"))
"""What the encoder knows beside the words of the notes."""
SPELLER = Speller(RANKER.index.corpus, RANKER.index.neighbours, ENGLISH, KNOWN.__contains__)
WORDS = RANKER.index.corpus.words


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("emualtor", "emulator"),
        ("emulatr", "emulator"),
        ("tournamnet", "tournament"),
        ("turnament", "tournament"),
        ("kruschev", "khrushchev"),
        ("khruschev", "khrushchev"),
        ("kenedy", "kennedy"),
        ("pasword", "password"),
        ("isntall", "install"),
        ("consle", "console"),
        ("teh", "the"),
        ("hwo", "how"),
        ("whn", "when"),
        ("waht", "what"),
        ("wich", "which"),
        ("KENEDY", "kennedy"),
    ],
)
def test_a_misspelt_word_becomes_the_word_that_was_meant(written: str, right: str) -> None:
    assert SPELLER.correct(written) == right


def test_everything_else_in_a_text_is_unchanged() -> None:
    asked = "So WHERE is\tteh emualtor?? (2nd try!) 😀"
    assert SPELLER.corrected(asked) == "So WHERE is\tthe emulator?? (2nd try!) 😀"


@pytest.mark.parametrize("word", [*WORDS, *sorted(ENGLISH.stop_words | KNOWN | ENGLISH.shorthand.keys())])
def test_a_known_word_is_never_changed(word: str) -> None:
    assert SPELLER.correct(word) == word
    assert SPELLER.correct(word.upper()) == word.upper()


@pytest.mark.parametrize(
    "word",
    [
        "uninstall",  # the opposite of a word of the notes, and no slip for it
        "shouldnt",
        "couldnt",
        "arent",
        "zeppelin",
        "Grafana",
        "кеннеди",
        "コーヒー",
        "straße",
    ],
)
def test_a_word_unlike_any_known_word_is_unchanged(word: str) -> None:
    assert SPELLER.correct(word) == word


@pytest.mark.parametrize("word", ["AMD", "zfs", "smb", "cdn", "vim", "hdd", "rng", "gog", "vram", "wasd", "rang"])
def test_a_short_word_is_no_typo_for_a_similar_one(word: str) -> None:
    assert SPELLER.correct(word) == word


@SOME
@given(st.text(st.characters(exclude_categories=["Lu", "Ll", "Lt", "Lm", "Lo"], codec=None)))
def test_a_text_without_letters_is_unchanged(text: str) -> None:
    assert SPELLER.corrected(text) == text


@SOME
@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_corrected_and_nothing_but_words_changes(text: str) -> None:
    corrected = SPELLER.corrected(text)
    others = [char for char in text if not char.isalpha()]
    assert [char for char in corrected if not char.isalpha()] == others


@SOME
@given(st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join), st.integers(0, 1000).map(np.random.default_rng))
def test_a_corrected_text_is_not_corrected_again(text: str, rng: np.random.Generator) -> None:
    once = SPELLER.corrected(misspell(text, rng) or text)
    assert SPELLER.corrected(once) == once


@SOME
@given(
    st.sampled_from([word for word in WORDS if len(word) > 6 and word.isalpha()]),
    st.integers(0, 1000).map(np.random.default_rng),
)
def test_one_typo_in_a_long_known_word_is_corrected(word: str, rng: np.random.Generator) -> None:
    typo = misspell(word, rng)
    assert typo is not None
    assert SPELLER.correct(typo) == word
