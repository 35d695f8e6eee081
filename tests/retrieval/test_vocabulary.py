"""Terms have the weights of scikit-learn, except that unknown words count too."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.knowledge import KnowledgeBase
from bot.language import ENGLISH
from bot.retrieval.features.fitting import fit_terms
from bot.retrieval.features.vocabulary import Vocabulary
from bot.retrieval.index import Postings
from bot.retrieval.ranking_params import RankingParams
from bot.retrieval.words.corpus import tokenize
from bot.retrieval.words.synonyms import analyzer_for
from tests.retrieval.bases import SOME, analyze, base_of

TERMS = st.sampled_from(["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine"])
UNKNOWN = st.sampled_from(["zinc", "iron", "lead"])
PAIRS = pytest.mark.parametrize("pairs", [True, False], ids=["words and pairs", "words"])


def texts_of(words: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[str]:
    return st.lists(words, min_size=least, max_size=8).map(" ".join)


ENTRIES = st.tuples(st.lists(texts_of(TERMS, 0), min_size=1, max_size=3), texts_of(TERMS, 0))
FORESTS = st.lists(ENTRIES, min_size=1, max_size=6).map(lambda pairs: base_of(*pairs))
FIXED = base_of((("Oak visits pine?", "Elm oak oak?"), "Pine and larch."), ("Ash, fir?", "Oak ash."))


def terms_of(texts: tuple[str, ...], *, pairs: bool) -> list[str]:
    """The stems of texts and, where told, what neighbours what within one of them."""
    found = []
    for text in texts:
        stems = [word.stem for word in analyze(text)]
        found += stems + [" ".join(pair) for pair in pairwise(stems) if pairs]
    return found


BARE = RankingParams(answer=0.0, empty=1.0, pivot=1.0, phrasings_exponent=0.0)
"""TF-IDF as scikit-learn has it, with pairs of words."""


def learnt(base: KnowledgeBase, *, pairs: bool = True, answer: float = 0.5) -> tuple[Vocabulary, Postings]:
    return fit_terms(tokenize(base, analyzer_for(base, ENGLISH)), ENGLISH, replace(BARE, pairs=pairs, answer=answer))


def by_scikit_learn(base: KnowledgeBase, *, pairs: bool) -> TfidfVectorizer | None:
    """Fitted on the whole entries; None where there is no word."""
    vectoriser = TfidfVectorizer(analyzer=lambda texts: terms_of(texts, pairs=pairs), sublinear_tf=True)
    entries = [(*entry.questions, entry.answer) for entry in base.entries]
    return vectoriser.fit(entries) if any(terms_of(texts, pairs=False) for texts in entries) else None


def expected_rows(base: KnowledgeBase, vectoriser: TfidfVectorizer, answer: float) -> NDArray[np.float64]:
    """A row for each question, a share of its answer added."""
    questions = vectoriser.transform([(question,) for entry in base.entries for question in entry.questions])
    answers = vectoriser.transform([(entry.answer,) for entry in base.entries for _ in entry.questions])
    return np.asarray((questions + answer * answers).todense())


def products(vocabulary: Vocabulary, rows: Postings, query: str, unknown_idf: float) -> NDArray[np.float32]:
    """What each row has in common with a question of unit length."""
    weighed = vocabulary.vectorize([word.stem for word in analyze(query)], unknown_idf)
    sums = np.zeros(rows.count, np.float32)
    rows.add([(column, weight / weighed.length) for column, weight in weighed.weights.items()], sums)
    return sums


def columns_of(vocabulary: Vocabulary, terms: list[str]) -> list[int]:
    """The column of each term, a pair being two stems with a space between them."""
    keys = vocabulary.state()["pairs"].tolist()
    size = len(vocabulary.stems)
    found = []
    for term in terms:
        left, *right = (vocabulary.columns[stem] for stem in term.split())
        found.append(size + keys.index(left * size + right[0]) if right else left)
    return found


@PAIRS
@SOME
@given(base=FORESTS, answer=st.sampled_from([0.0, 0.5, 1.0]))
def test_rows_are_those_of_scikit_learn(base: KnowledgeBase, answer: float, *, pairs: bool) -> None:
    vectoriser = by_scikit_learn(base, pairs=pairs)
    vocabulary, rows = learnt(base, pairs=pairs, answer=answer)
    if vectoriser is None:
        assert not len(rows.rows)
        return
    expected = expected_rows(base, vectoriser, answer)
    terms = vectoriser.get_feature_names_out().tolist()
    found = np.array(
        [rows.weights_of(column, np.arange(rows.count, dtype=np.int32)) for column in columns_of(vocabulary, terms)]
    )
    assert len(rows.bounds) == len(terms) + 1
    assert np.abs(found.T - expected).max() < 1e-6


@PAIRS
@SOME
@given(base=FORESTS, query=texts_of(TERMS | UNKNOWN, 0), answer=st.sampled_from([0.0, 0.5]))
def test_products_are_those_of_scikit_learn(base: KnowledgeBase, query: str, answer: float, *, pairs: bool) -> None:
    vectoriser = by_scikit_learn(base, pairs=pairs)
    vocabulary, rows = learnt(base, pairs=pairs, answer=answer)
    expected = np.zeros(rows.count)
    if vectoriser is not None:
        expected = expected_rows(base, vectoriser, answer) @ vectoriser.transform([(query,)]).toarray().ravel()
    assert products(vocabulary, rows, query, unknown_idf=0) == pytest.approx(expected, abs=1e-6)


@PAIRS
@SOME
@given(base=FORESTS, known=texts_of(TERMS), unknown=texts_of(UNKNOWN), idf=st.floats(0.1, 10))
def test_an_unknown_term_lengthens_the_question_by_its_own_weight(
    base: KnowledgeBase, known: str, unknown: str, idf: float, *, pairs: bool
) -> None:
    vocabulary, _ = learnt(base, pairs=pairs)
    vectoriser = by_scikit_learn(base, pairs=pairs)
    idfs = {} if vectoriser is None else dict(zip(vectoriser.get_feature_names_out(), vectoriser.idf_, strict=True))
    asked = f"{known} {unknown}"
    # A vocabulary that holds no pair at all counts none, not even as unknown.
    counted = pairs and any(" " in term for term in idfs)
    weights = {
        term: (1 + log(count)) * idfs.get(term, idf)
        for term, count in Counter(terms_of((asked,), pairs=counted)).items()
    }
    found = vocabulary.vectorize([word.stem for word in analyze(asked)], idf)
    held = [term for term in weights if term in idfs]
    assert found.length == pytest.approx(sqrt(sum(weight * weight for weight in weights.values())))
    assert found.weights == pytest.approx(
        dict(zip(columns_of(vocabulary, held), (weights[term] for term in held), strict=True))
    )


@PAIRS
@SOME
@given(base=FORESTS, query=texts_of(TERMS), unknown=texts_of(UNKNOWN))
def test_an_unknown_word_counts_against_every_row(
    base: KnowledgeBase, query: str, unknown: str, *, pairs: bool
) -> None:
    vocabulary, rows = learnt(base, pairs=pairs)
    without = products(vocabulary, rows, query, 2.0)
    assert (products(vocabulary, rows, f"{query} {unknown}", 2.0)[without > 0] < without[without > 0]).all()


@pytest.mark.parametrize("query", ["zinc iron", ""])
def test_a_question_of_unknown_words_has_no_weights(query: str) -> None:
    assert learnt(FIXED)[0].vectorize([word.stem for word in analyze(query)], 1.0).weights == {}


def test_a_question_without_words_has_length_one() -> None:
    assert learnt(FIXED)[0].vectorize([], 1.0).length == 1


def test_idf_counts_entries_and_not_repetitions() -> None:
    base = base_of((("Oak, oak, oak?", "Oak elm?"), "Oak."), ("Pine?", "Fir."))
    vocabulary, _ = learnt(base)
    assert vocabulary.idf[vocabulary.columns["oak"]] == vocabulary.idf[vocabulary.columns["elm"]]


def test_pairs_capture_word_order() -> None:
    base = base_of(("Oak visits pine?", "Yes."), ("Pine visits oak?", "Yes."))
    one, other = products(*learnt(base), "oak visits pine", 1.0)
    assert one > other


def test_the_last_word_of_a_text_and_the_first_of_the_next_are_no_pair() -> None:
    vocabulary, _ = learnt(base_of((("Oak?", "Pine?"), "Elm."), ("Fir?", "Ash larch.")))
    assert len(vocabulary.state()["pairs"]) == 1


def test_texts_without_words_have_empty_rows() -> None:
    assert products(*learnt(base_of(("?", "!"), ("😀?", "!"))), "oak", 1.0).tolist() == [0, 0]
    assert products(*learnt(base_of(("?", "!"), ("Oak?", "!"))), "oak", 1.0).tolist() == [0, 1]


@SOME
@given(base=FORESTS)
def test_fitting_is_deterministic(base: KnowledgeBase) -> None:
    (one, rows), (other, again) = learnt(base), learnt(base)
    assert one.stems == other.stems
    for some, same in ((one.state(), other.state()), (rows.state(), again.state())):
        assert {name: array.tolist() for name, array in some.items()} == {n: a.tolist() for n, a in same.items()}


EMPTY = base_of(("Is a cat on the mat?", "It is on the mat."), ("Why is the dog in?", "It rains."))


@pytest.mark.parametrize(("pair", "share"), [("on the", 0.5), ("why is", 1), ("a cat", 1)])
def test_a_pair_of_stop_words_counts_less_unless_it_begins_a_question(pair: str, share: float) -> None:
    tokens = tokenize(EMPTY, analyzer_for(EMPTY, ENGLISH))
    whole, damped = (fit_terms(tokens, ENGLISH, replace(BARE, empty=empty))[0] for empty in (1.0, 0.5))
    stems = [word.stem for word in analyze(pair)]
    (column,) = columns_of(whole, [" ".join(stems)])
    assert damped.state()["idf"][column] == pytest.approx(share * whole.state()["idf"][column])


def test_with_a_pivot_a_longer_question_has_a_longer_row() -> None:
    base = base_of(("Where is the oak?", "There."), ("Where is the oak beside the old mill?", "Here."))
    tokens = tokenize(base, analyzer_for(base, ENGLISH))
    plain, pivoted = (
        np.bincount(rows.rows, rows.weights**2)
        for _, rows in (fit_terms(tokens, ENGLISH, replace(BARE, pivot=pivot)) for pivot in (1.0, 0.5))
    )
    assert plain == pytest.approx([1, 1], abs=1e-6)
    assert pivoted[0] < 1 < pivoted[1]
