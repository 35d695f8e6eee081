"""The features are scikit-learn's TF-IDF; only words that nobody has written count in a way of their own."""

from collections import Counter
from collections.abc import Callable, Sequence
from math import log, sqrt

import numpy as np
import pytest
from bot.retrieval.features import FeatureSpace, Postings, stems, stems_and_pairs
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.retrieval.analysis import Word, analyse
from tests.retrieval.bases import SOME

TERMS = st.sampled_from(["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine"])
UNKNOWN = st.sampled_from(["zinc", "iron", "lead"])
ANALYSERS = pytest.mark.parametrize("analyser", [stems, stems_and_pairs])

Analyser = Callable[[Sequence[Word]], list[str]]


def texts_of(words: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[list[Word]]:
    return st.lists(words, min_size=least, max_size=8).map(lambda found: analyse(" ".join(found)))


CORPORA = st.lists(texts_of(TERMS), min_size=1, max_size=8)


@ANALYSERS
@SOME
@given(corpus=CORPORA, query=texts_of(TERMS | UNKNOWN, 0))
def test_products_are_those_of_scikit_learn(analyser: Analyser, corpus: list[list[Word]], query: list[Word]) -> None:
    vectoriser = TfidfVectorizer(analyzer=analyser, sublinear_tf=True)
    expected = (vectoriser.fit_transform(corpus) @ vectoriser.transform([query]).T).toarray().ravel()
    space = FeatureSpace(analyser, corpus)
    found = Postings(space.rows(corpus)).products(space.weigh(query, unknown_idf=0))
    assert found == pytest.approx(expected, abs=1e-6)


@ANALYSERS
@SOME
@given(corpus=CORPORA, known=texts_of(TERMS), unknown=texts_of(UNKNOWN), idf=st.floats(0.1, 10))
def test_an_unknown_term_lengthens_the_question_by_its_own_weight(
    analyser: Analyser, corpus: list[list[Word]], known: list[Word], unknown: list[Word], idf: float
) -> None:
    space = FeatureSpace(analyser, corpus)
    counts = Counter(analyser([*known, *unknown]))
    weights = {
        term: (1 + log(count)) * (space.idf[space.vocabulary[term]] if term in space.vocabulary else idf)
        for term, count in counts.items()
    }
    length = sqrt(sum(weight * weight for weight in weights.values()))
    found = space.weigh([*known, *unknown], idf)
    by_column = dict(zip(found.columns.tolist(), found.weights.tolist(), strict=True))
    expected = {space.vocabulary[term]: weights[term] / length for term in counts if term in space.vocabulary}
    assert by_column == pytest.approx(expected, abs=1e-6)


@SOME
@given(corpus=CORPORA, query=texts_of(TERMS), unknown=texts_of(UNKNOWN))
def test_an_unknown_word_counts_against_every_row(
    corpus: list[list[Word]], query: list[Word], unknown: list[Word]
) -> None:
    space = FeatureSpace(stems, corpus)
    rows = Postings(space.rows(corpus))
    without = rows.products(space.weigh(query, 2.0))
    assert (rows.products(space.weigh([*query, *unknown], 2.0))[without > 0] < without[without > 0]).all()


def test_a_question_of_unknown_words_has_no_weights() -> None:
    space = FeatureSpace(stems, [analyse("oak and pine")])
    assert space.weigh(analyse("zinc iron"), 1.0).columns.tolist() == []


def test_idf_counts_entries_and_not_repetitions_within_one() -> None:
    space = FeatureSpace(stems, [analyse("oak oak oak elm"), analyse("pine")])
    assert space.idf[space.vocabulary["oak"]] == space.idf[space.vocabulary["elm"]]


def test_the_order_of_words_is_told_by_pairs() -> None:
    space = FeatureSpace(stems_and_pairs, [analyse("oak visits pine"), analyse("pine visits oak")])
    rows = Postings(space.rows([analyse("oak visits pine"), analyse("pine visits oak")]))
    one, other = rows.products(space.weigh(analyse("oak visits pine"), 1.0))
    assert one > other


def test_texts_without_a_word_have_empty_rows() -> None:
    space = FeatureSpace[Sequence[Word]](stems, [[], []])
    assert Postings(space.rows([[], []])).products(space.weigh(analyse("oak"), 1.0)).tolist() == [0, 0]


@SOME
@given(corpus=CORPORA)
def test_two_spaces_of_one_corpus_are_the_same(corpus: list[list[Word]]) -> None:
    one, other = FeatureSpace(stems_and_pairs, corpus), FeatureSpace(stems_and_pairs, corpus)
    assert (one.vocabulary, one.idf) == (other.vocabulary, other.idf)
    assert np.array_equal(one.rows(corpus).toarray(), other.rows(corpus).toarray())
