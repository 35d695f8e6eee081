"""Words are found by words that are spelt alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.perturb import misspell
from bot.retrieval.features.fitting import fit_letters
from bot.retrieval.features.neighbours import MIN_SIMILARITY
from tests.retrieval.bases import SOME

KNOWN = [
    "kennedy",
    "khrushchev",
    "missile",
    "miss",
    "blockade",
    "quarantine",
    "vienna",
    "berlin",
    "invasion",
    "tea",
    "oak",
    "embassy",
    "ambassador",
]
NEIGHBOURS = fit_letters(tuple(KNOWN))


def nearest(word: str) -> str | None:
    found = NEIGHBOURS.of(word)
    return KNOWN[found[0][0]] if found else None


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("kruschev", "khrushchev"),
        ("khruschev", "khrushchev"),
        ("kenedy", "kennedy"),
        ("kennnedy", "kennedy"),
        ("misile", "missile"),
        ("missle", "missile"),
        ("blokade", "blockade"),
        ("quarentine", "quarantine"),
        ("viena", "vienna"),
        ("ambasador", "ambassador"),
    ],
)
def test_the_first_neighbour_of_a_misspelt_word_is_the_meant_one(typo: str, meant: str) -> None:
    assert nearest(typo) == meant


@pytest.mark.parametrize("word", KNOWN)
def test_the_first_neighbour_of_a_known_word_is_itself(word: str) -> None:
    assert nearest(word) == word


@pytest.mark.parametrize("word", ["rocket", "xylophone", "12345", "заказ", "z"])
def test_a_word_similar_to_no_other_has_no_neighbours(word: str) -> None:
    assert nearest(word) is None


@SOME
@given(st.text(min_size=1, max_size=12) | st.sampled_from(KNOWN))
def test_similarities_fall_and_only_the_word_itself_has_one(word: str) -> None:
    found = NEIGHBOURS.of(word)
    alikeness = [each for _, each in found]
    assert alikeness == sorted(alikeness, reverse=True)
    assert all(MIN_SIMILARITY <= each <= 1 for each in alikeness)
    assert [KNOWN[column] for column, each in found if each == 1] == ([word] if word in KNOWN else [])


@SOME
@given(st.sampled_from([word for word in KNOWN if len(word) > 6]), st.integers(0, 1000).map(np.random.default_rng))
def test_a_long_word_with_one_typo_is_found(word: str, rng: np.random.Generator) -> None:
    typo = misspell(word, rng)
    assert typo is not None
    assert word in {KNOWN[column] for column, _ in NEIGHBOURS.of(typo)}
