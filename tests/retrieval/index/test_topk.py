"""Searches find the rows that an exhaustive search finds."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.retrieval.index import (
    Postings,
    QueryVector,
    TopK,
    best_of,
    postings,
    rows_from,
    top_of_all,
    top_of_shortlist,
    topk,
)
from tests.retrieval.bases import SOME
from tests.retrieval.index.corpora import MATRICES, QUERIES, best_of_all, is_clean, large, postings_of, scores_of

Search = Callable[[Postings, QueryVector, int], TopK]

EVERY_SEARCH = pytest.mark.parametrize("search", [top_of_all, top_of_shortlist])
KS = st.integers(1, 40)


@SOME
@given(matrix=MATRICES, query=QUERIES, k=KS)
def test_the_best_of_few_rows_are_found_and_ties_are_in_order(
    matrix: NDArray[np.float32], query: QueryVector, k: int
) -> None:
    found = postings_of(matrix)
    assert top_of_all(found, query, k) == best_of_all(scores_of(matrix, query), k)
    assert is_clean(found)


LARGE = {rows: large(rows, rows) for rows in (1_000, 4_096, 4_097, 9_999)}
WIDE = st.dictionaries(st.integers(0, 39), st.sampled_from([0.5, 1.0, 2.0]), max_size=8).map(
    lambda weights: list(weights.items())
)


@pytest.mark.parametrize("rows", LARGE)
@SOME
@given(query=WIDE, k=st.sampled_from([1, 2, 10, 300, 20_000]))
def test_the_best_of_many_rows_are_found_and_ties_are_in_order(rows: int, query: QueryVector, k: int) -> None:
    found = postings_of(LARGE[rows])
    assert top_of_all(found, query, k) == best_of_all(scores_of(LARGE[rows], query), k)
    assert is_clean(found)


@pytest.mark.parametrize("grouped", [0, 4_096])
@SOME
@given(scores=st.lists(st.sampled_from([0.0, 0.1, 0.5, 0.7, 0.75, 1.0]), min_size=1, max_size=300), k=KS)
def test_the_best_scores_are_found_with_and_without_groups(grouped: int, scores: list[float], k: int) -> None:
    array = np.array(scores, np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(topk, "MIN_GROUPED_ROWS", grouped)
        patch.setattr(topk, "GROUP_ROWS", 8)
        assert best_of(array, k) == best_of_all(array.astype(np.float64), k)
    assert array.tolist() == np.array(scores, np.float32).tolist()


@pytest.mark.parametrize("k", [0, -1])
def test_no_rows_are_found_if_none_are_asked_for(k: int) -> None:
    assert best_of(np.ones(3, np.float32), k) == []


@SOME
@given(matrix=MATRICES, query=QUERIES, least=st.sampled_from([0.25, 0.5, 1.0, 3.0]))
def test_all_rows_from_a_score_on_are_found_best_first(
    matrix: NDArray[np.float32], query: QueryVector, least: float
) -> None:
    found = postings_of(matrix)
    scores = scores_of(matrix, query)
    assert rows_from(found, query, least) == [hit for hit in best_of_all(scores, len(scores)) if hit[1] >= least]
    assert is_clean(found)


@pytest.mark.parametrize("dense", [0, 24])
@SOME
@given(matrix=MATRICES, query=QUERIES, k=KS, share=st.sampled_from([0.01, 0.2, 1.0]), rows=st.integers(1, 10))
def test_rows_of_a_shortlist_have_their_full_scores(  # noqa: PLR0913 - all are varied
    dense: int, *, matrix: NDArray[np.float32], query: QueryVector, k: int, share: float, rows: int
) -> None:
    found, scores = postings_of(matrix), scores_of(matrix, query)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "MAX_DENSE_COLUMNS", dense)
        patch.setattr(topk, "SHORTLIST_POSTINGS", share)
        patch.setattr(topk, "SHORTLIST_ROWS", rows)
        hits = top_of_shortlist(found, query, k)
    assert hits == sorted(((row, scores[row]) for row, _ in hits), key=lambda hit: (-hit[1], hit[0]))
    assert len({row for row, _ in hits}) == len(hits) <= k
    assert share < 1 or hits == best_of_all(scores, k)
    assert is_clean(found)


@EVERY_SEARCH
@pytest.mark.parametrize("query", [[], [(0, 1.0)]], ids=["no term", "a term of no row"])
def test_a_query_without_postings_finds_nothing(search: Search, query: QueryVector) -> None:
    found = postings_of(np.array([[0, 1], [0, 1]], np.float32))
    assert search(found, query, 3) == []
    assert is_clean(found)


@EVERY_SEARCH
def test_several_threads_can_search_at_once(search: Search) -> None:
    found = postings_of(large(3, 5_000))
    random = np.random.default_rng(0)
    queries: Sequence[QueryVector] = [
        [(int(column), 1.0 + column / 7) for column in random.choice(40, 5, replace=False)] for _ in range(40)
    ] * 4
    alone = [search(found, query, 10) for query in queries]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda query: search(found, query, 10), queries)) == alone
    assert is_clean(found)
