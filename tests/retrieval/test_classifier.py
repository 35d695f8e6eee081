"""The classifier learns from the phrasings, and counts only if there are enough of them."""

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.language import ENGLISH
from bot.retrieval.features.classifier import (
    Classifier,
    _Block,
    _fit_block,
    letter_terms,
    ordered_terms,
    pair_terms,
    trust,
)
from bot.retrieval.term_index import TermIndex
from bot.retrieval.words.analysis import Word
from tests.retrieval.bases import GREENHOUSE, LIBRARY, SOME, TEXTS, Pair, analyze, base_of

TermAnalyzer = Callable[[Sequence[Word]], list[str]]
TRAINING = [[analyze(question) for question in entry.questions] for entry in GREENHOUSE.entries]
FLAT = list(chain.from_iterable(TRAINING))
OWNERS = np.repeat(np.arange(len(TRAINING), dtype=np.int32), [len(phrasings) for phrasings in TRAINING])
CLASSIFIER = Classifier.fit(FLAT, OWNERS)


def block_of(analyzer: TermAnalyzer, texts: Sequence[Sequence[Word]]) -> tuple[_Block, NDArray[np.float32]]:
    """What has learnt from texts, with a border for each term that lets its weight through; and their rows."""
    vocabulary, idf, rows = _fit_block(analyzer, texts, 0.7)
    return _Block(analyzer, 0.7, vocabulary, idf, np.eye(len(vocabulary), dtype=np.float32)), rows.toarray()


@SOME
@pytest.mark.parametrize("analyzer", [ordered_terms, pair_terms, letter_terms])
@given(texts=st.lists(TEXTS.map(analyze), min_size=1, max_size=5))
def test_a_training_text_has_the_weights_of_the_fit(analyzer: TermAnalyzer, texts: list[list[Word]]) -> None:
    block, rows = block_of(analyzer, texts)
    for row, text in zip(rows, texts, strict=True):
        assert block.margins(text) == pytest.approx(row, abs=1e-6)


def test_a_text_of_unknown_terms_has_no_weight() -> None:
    block, _ = block_of(pair_terms, FLAT)
    assert not block.margins(analyze("zeppelin zinc")).any()


@pytest.mark.parametrize("number", range(len(FLAT)))
def test_a_training_text_is_inside_the_boundary_of_its_entry_only(number: int) -> None:
    margins = CLASSIFIER.margins(FLAT[number])
    assert np.flatnonzero(margins > 0).tolist() == [OWNERS[number]]


@given(TEXTS)
def test_any_text_has_one_margin_for_each_entry(text: str) -> None:
    margins = CLASSIFIER.margins(analyze(text))
    assert margins.shape == (len(TRAINING),)
    assert np.isfinite(margins).all()


@pytest.mark.parametrize("number", [0, 1])
def test_two_entries_have_a_boundary_each(number: int) -> None:
    pair = TRAINING[:2]
    classifier = Classifier.fit(list(chain.from_iterable(pair)), np.repeat(np.arange(2, dtype=np.int32), 3))
    assert [classifier.margins(text).argmax() for text in pair[number]] == [number] * 3
    margins = classifier.margins(pair[number][0])
    assert margins[0] == pytest.approx(-margins[1], abs=1e-6)


TWO: Pair = (("Where is the boat?", "Which pier is the boat at?"), "Here.")
ONE: Pair = ("Who steers?", "Ida.")
THREE: Pair = (("When does it leave?", "What time do you sail?", "At what hour do we start?"), "At noon.")


@pytest.mark.parametrize(
    ("entries", "joins"),
    [((TWO, THREE), True), ((ONE, THREE), True), ((ONE, TWO), False), ((ONE, ONE), False), ((THREE,), False)],
)
def test_it_needs_two_phrasings_per_entry_and_two_entries(entries: tuple[Pair, ...], *, joins: bool) -> None:
    assert (TermIndex.build(base_of(*entries), ENGLISH).classifier is not None) is joins


def test_it_does_not_join_without_phrasings() -> None:
    assert TermIndex.build(LIBRARY, ENGLISH).classifier is None


@pytest.mark.parametrize(
    ("analyzer", "terms"),
    [
        (ordered_terms, ["ash", "elm", "< ash", "ash elm", "elm >", "< ash elm", "ash elm >", "< _ elm", "ash _ >"]),
        (pair_terms, ["ash", "elm", "ash & elm"]),
        (letter_terms, [" ", "a", "s", "h", " ", " a", "as", "sh", "h ", " as", "ash", "sh ", " ash", "ash "]),
    ],
)
def test_terms(analyzer: TermAnalyzer, terms: list[str]) -> None:
    text = analyze("ash elm")
    assert analyzer(text)[: len(terms)] == terms


def test_pairs_are_the_same_in_either_order() -> None:
    assert sorted(pair_terms(analyze("oak elm"))) == sorted(pair_terms(analyze("elm oak")))


def test_distant_words_are_no_pair() -> None:
    assert "ash & oak" not in pair_terms(analyze("ash bud crown dew earth fern oak"))


def test_its_weight_rises_with_the_number_of_phrasings() -> None:
    counted = [trust([phrasings] * 8) for phrasings in (2, 3, 5, 10, 20, 100)]
    assert counted == sorted(counted)
    assert 0 <= counted[0] < counted[-1] < 1


def test_its_weight_falls_if_few_entries_have_several() -> None:
    counted = [trust([20] * several + [1] * (8 - several)) for several in range(9)]
    assert counted == sorted(counted)
    assert counted[0] == 0
