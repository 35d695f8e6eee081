"""The index of words finds what scikit-learn's defaults and an exhaustive search find."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.retrieval import WordIndex
from bot.retrieval.index import pruned
from tests.retrieval.bases import SOME
from tests.retrieval.index.corpora import assert_best

KNOWN = ["ash", "Birch", "cedar", "elm", "fir", "a", "I", "o.k.", "ash-elm"]
TEXTS = st.lists(st.sampled_from(KNOWN), max_size=7).map(" ".join)
CORPORA = st.lists(TEXTS, min_size=1, max_size=12).map(lambda texts: [*texts, "elm"])
QUERIES = st.lists(st.sampled_from([*KNOWN, "zinc", "ASH"]), max_size=8).map(" ".join)
PATHS = pytest.mark.parametrize(
    ("tiny", "whole"), [(150, 50_000), (-1, 50_000), (-1, 0)], ids=["plain Python", "whole", "pruned"]
)


def cosines(texts: list[str], query: str) -> NDArray[np.float64]:
    vectoriser = TfidfVectorizer()
    rows = vectoriser.fit_transform(texts)
    return np.asarray((rows @ vectoriser.transform([query]).T).toarray().ravel())


@PATHS
@SOME
@given(texts=CORPORA, query=QUERIES, k=st.integers(0, 20))
def test_the_nearest_texts_are_those_of_scikit_learn(
    tiny: int, whole: int, texts: list[str], query: str, k: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pruned, "TINY", tiny)
        patch.setattr(pruned, "WHOLE", whole)
        patch.setattr(pruned, "LONG", 1_000)
        found = WordIndex.build(texts).search(query, k)
    assert_best(found, cosines(texts, query), k)


@PATHS
@SOME
@given(texts=CORPORA, query=QUERIES, copies=st.integers(2, 4))
def test_equal_texts_stand_in_their_order(tiny: int, whole: int, texts: list[str], query: str, copies: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pruned, "TINY", tiny)
        patch.setattr(pruned, "WHOLE", whole)
        patch.setattr(pruned, "LONG", 1_000)
        found = WordIndex.build(texts * copies).search(query, 100)
    for text in set(texts):
        rows = [row for row, _ in found if (texts * copies)[row] == text]
        assert rows == sorted(rows)
        assert len({score for row, score in found if row in rows}) <= 1


@pytest.mark.parametrize("query", ["", "zinc", "?!", "a I"])
def test_a_query_without_a_known_word_finds_nothing(query: str) -> None:
    assert WordIndex.build(["ash elm", "a birch"]).search(query) == []


def test_a_text_that_shares_no_word_is_not_found_however_many_are_asked_for() -> None:
    assert [row for row, _ in WordIndex.build(["ash", "elm", "ash elm", ""]).search("elm", 10)] == [1, 2]


def test_a_text_is_its_own_nearest() -> None:
    (hit,) = WordIndex.build(["ash elm", "ash ash elm", "fir"]).search("ASH, elm! ash", 1)
    assert hit == pytest.approx((1, 1.0))


@pytest.mark.parametrize("k", [0, -1])
def test_of_no_texts_none_is_found(k: int) -> None:
    texts = [f"ash elm fir {number}" for number in range(300)]
    assert WordIndex.build(texts).search("elm", k) == []


@pytest.mark.parametrize("texts", [[], [""], ["?", "a"]], ids=str)
def test_texts_without_a_word_are_refused(texts: list[str]) -> None:
    with pytest.raises(ValueError, match="empty vocabulary"):
        WordIndex.build(texts)


def zipf(seed: int, texts: int) -> list[str]:
    """Texts of some thousand words, a few of them in most texts."""
    random = np.random.default_rng(seed)
    ranks = np.minimum(random.zipf(1.3, (texts, 8)), 5_000)
    return [" ".join(f"word{rank}" for rank in row) for row in ranks.tolist()]


LARGE = zipf(0, 12_000)
QUERIED = zipf(1, 60)


@pytest.mark.parametrize("whole", [0, 50_000], ids=["pruned", "as it is"])
@pytest.mark.parametrize("k", [1, 5, 100])
def test_of_many_texts_the_nearest_are_those_of_scikit_learn(
    whole: int, k: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruned, "WHOLE", whole)
    monkeypatch.setattr(pruned, "LONG", 1_000)
    index, vectoriser = WordIndex.build(LARGE), TfidfVectorizer()
    expected = (vectoriser.fit_transform(LARGE) @ vectoriser.transform(QUERIED).T).toarray()
    for place, query in enumerate(QUERIED):
        assert_best(index.search(query, k), expected[:, place], k)


def test_several_threads_may_search_at_once() -> None:
    index = WordIndex.build(LARGE)
    alone = [index.search(query) for query in QUERIED]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(index.search, QUERIED * 5)) == alone * 5


def test_an_index_that_was_pickled_finds_the_same() -> None:
    index = WordIndex.build(LARGE)
    copy = pickle.loads(pickle.dumps(index))  # noqa: S301 - made here
    assert [copy.search(query) for query in QUERIED] == [index.search(query) for query in QUERIED]
