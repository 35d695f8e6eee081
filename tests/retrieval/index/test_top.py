"""The best rows, whichever way they are found, are those that an exhaustive search finds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.retrieval.index import (
    Postings,
    Terms,
    Top,
    best_of,
    partial,
    pruned,
    rows_from,
    shortlist,
    top,
    top_of_all,
    top_of_shortlist,
    top_rows,
)
from tests.retrieval.bases import SOME
from tests.retrieval.index.corpora import (
    MATRICES,
    QUERIES,
    assert_best,
    best_of_all,
    is_clean,
    large,
    lines_of,
    of_unit_length,
    postings_of,
    scores_of,
)

Search = Callable[[Postings, Terms, int], Top]


def pruned_search(postings: Postings, terms: Terms, k: int) -> Top:
    """What is found in a matrix that is rebuilt by row."""
    matrix = np.zeros((postings.count, postings.width), np.float32)
    for column in range(postings.width):
        matrix[postings.rows_of([(column, 1.0)]), column] = postings.weights[postings.span(column)]
    return top_rows(postings, lines_of(matrix), terms, k)


SEARCHES: list[Search] = [top_of_all, pruned_search, top_of_shortlist]
EVERY_SEARCH = pytest.mark.parametrize("search", SEARCHES)
KS = st.integers(1, 40)


@pytest.mark.parametrize("tiny", [-1, 150], ids=["with NumPy", "in plain Python"])
@SOME
@given(matrix=MATRICES, terms=QUERIES, k=KS)
def test_of_few_rows_the_best_are_found_and_equal_ones_in_order(
    tiny: int, matrix: NDArray[np.float32], terms: Terms, k: int
) -> None:
    postings = postings_of(matrix)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(top, "TINY", tiny)
        found = top_of_all(postings, terms, k)
    assert found == best_of_all(scores_of(matrix, terms), k)
    assert is_clean(postings)


LARGE = {rows: large(rows, rows) for rows in (1_000, 4_096, 4_097, 9_999)}
WIDE = st.dictionaries(st.integers(0, 39), st.sampled_from([0.5, 1.0, 2.0]), max_size=8).map(
    lambda weights: list(weights.items())
)


@pytest.mark.parametrize("at_once", [1, 1_000, 16_384])
@pytest.mark.parametrize("many", [0, 4_096, 65_536])
@pytest.mark.parametrize("rows", LARGE)
@SOME
@given(terms=WIDE, k=st.sampled_from([1, 2, 10, 300, 20_000]))
def test_of_many_rows_the_best_are_found_and_equal_ones_in_order(
    at_once: int, many: int, rows: int, terms: Terms, k: int
) -> None:
    postings = postings_of(LARGE[rows])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(top, "AT_ONCE", at_once)
        patch.setattr(top, "MANY", many)
        found = top_of_all(postings, terms, k)
    assert found == best_of_all(scores_of(LARGE[rows], terms), k)
    assert is_clean(postings)


@SOME
@given(scores=st.lists(st.sampled_from([0.0, 0.1, 0.5, 0.7, 0.75, 1.0]), min_size=1, max_size=60), k=KS)
def test_the_best_of_all_scores_are_found(scores: list[float], k: int) -> None:
    array = np.array(scores, np.float32)
    expected = best_of_all(array.astype(np.float64), k)
    for few, at_once, many in product((0, 40), (1, 7, 60), (0, 60)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(top, "FEW", few)
            patch.setattr(top, "AT_ONCE", at_once)
            patch.setattr(top, "MANY", many)
            assert best_of(array.copy(), k) == expected


@SOME
@given(matrix=MATRICES, terms=QUERIES, least=st.sampled_from([0.25, 0.5, 1.0, 3.0]))
def test_rows_from_a_score_on_are_found_best_first(matrix: NDArray[np.float32], terms: Terms, least: float) -> None:
    postings = postings_of(matrix)
    scores = scores_of(matrix, terms)
    assert rows_from(postings, terms, least) == [hit for hit in best_of_all(scores, len(scores)) if hit[1] >= least]
    assert is_clean(postings)


PRUNING = st.fixed_dictionaries(
    {
        "TINY": st.just(-1),
        "WHOLE": st.just(0),
        "LONG": st.just(1_000.0),
        "SHARE": st.sampled_from([0.1, 0.6, 1.0]),
        "LESS": st.sampled_from([0.3, 0.9]),
        "MANY": st.sampled_from([0.0, 0.1, 0.5, 1.0]),
        "PROBES": st.sampled_from([1, 4, 48]),
        "FEW": st.sampled_from([0.0, 0.05, 100.0]),
        "CANDIDATES": st.sampled_from([0.0, 0.01, 0.3, 1.0]),
        "LOOKED_UP": st.sampled_from([0, 3, 100]),
        "PLACES": st.sampled_from([0, 800]),
    }
)


@SOME
@given(matrix=MATRICES, terms=QUERIES, k=KS, settings=PRUNING)
def test_of_few_rows_none_of_the_best_is_pruned(
    matrix: NDArray[np.float32], terms: Terms, k: int, settings: dict[str, float]
) -> None:
    assert_pruned_well(matrix, terms, k, settings)


@SOME
@given(matrix=MATRICES.map(of_unit_length), terms=QUERIES, k=KS, settings=PRUNING)
def test_nor_of_rows_of_one_length(
    matrix: NDArray[np.float32], terms: Terms, k: int, settings: dict[str, float]
) -> None:
    assert_pruned_well(matrix, terms, k, settings)


UNIT = [of_unit_length(large(3, 3_000)), of_unit_length(large(4, 5_000, 12, 0.9)), large(5, 2_000)]
WIDE_UNIT = [postings_of(matrix) for matrix in UNIT]


@pytest.mark.parametrize("place", range(len(UNIT)))
@SOME
@given(terms=st.dictionaries(st.integers(0, 11), st.floats(0.05, 5), min_size=1).map(lambda d: list(d.items())),
       k=st.sampled_from([1, 3, 10, 100]), settings=PRUNING)  # fmt: skip
def test_of_many_rows_none_of_the_best_is_pruned(place: int, terms: Terms, k: int, settings: dict[str, float]) -> None:
    assert_pruned_well(UNIT[place], terms, k, settings, WIDE_UNIT[place])


def assert_pruned_well(
    matrix: NDArray[np.float32], terms: Terms, k: int, settings: dict[str, float], postings: Postings | None = None
) -> None:
    postings = postings or postings_of(matrix)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setattr(partial if name == "PLACES" else pruned, name, value)
        found = top_rows(postings, lines_of(matrix), terms, k)
    assert_best(found, scores_of(matrix, terms), k)
    assert is_clean(postings)


def test_what_rare_terms_settle_is_found_without_adding_the_common_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = of_unit_length(np.array([[1, 1, 1]] * 3 + [[1, 0, 0], [1, 1, 0]] * 500, np.float32))
    postings = postings_of(matrix)
    monkeypatch.setattr(pruned, "WHOLE", 0)
    monkeypatch.setattr(pruned, "LONG", 1_000)
    monkeypatch.setattr(pruned, "added_together", None)
    terms: Terms = [(0, 0.1), (1, 0.1), (2, 1.0)]
    assert_best(top_rows(postings, lines_of(matrix), terms, 3), scores_of(matrix, terms), 3)
    assert is_clean(postings, 1)


@SOME
@given(matrix=MATRICES, terms=QUERIES, k=KS, share=st.sampled_from([0.01, 0.2, 1.0]), found=st.integers(1, 10))
def test_a_shortlist_gives_rows_their_whole_scores(
    matrix: NDArray[np.float32], terms: Terms, k: int, share: float, found: int
) -> None:
    postings, scores = postings_of(matrix), scores_of(matrix, terms)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shortlist, "SHARE", share)
        patch.setattr(shortlist, "FOUND", found)
        hits = top_of_shortlist(postings, terms, k)
    assert hits == sorted(((row, scores[row]) for row, _ in hits), key=lambda hit: (-hit[1], hit[0]))
    assert len({row for row, _ in hits}) == len(hits) <= k
    assert share < 1 or hits == best_of_all(scores, k)
    assert is_clean(postings)


@EVERY_SEARCH
@pytest.mark.parametrize("terms", [[], [(0, 1.0)]], ids=["no term", "a term of no row"])
def test_nothing_is_found_where_there_is_nothing(search: Search, terms: Terms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruned, "WHOLE", -1)
    monkeypatch.setattr(pruned, "LONG", 1_000)
    monkeypatch.setattr(pruned, "TINY", -1)
    monkeypatch.setattr(top, "TINY", -1)
    postings = postings_of(np.array([[0, 1], [0, 1]], np.float32))
    assert search(postings, terms, 3) == []
    assert is_clean(postings)


@EVERY_SEARCH
@pytest.mark.parametrize("whole", [0, 50_000], ids=["pruned", "whole"])
def test_several_threads_may_search_at_once(search: Search, whole: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruned, "WHOLE", whole)
    monkeypatch.setattr(pruned, "LONG", 1_000)
    postings = postings_of(UNIT[0])
    random = np.random.default_rng(0)
    queries: list[Terms] = [
        [(int(column), 1.0 + column / 7) for column in random.choice(40, 5, replace=False)] for _ in range(40)
    ] * 4
    alone = [search(postings, terms, 10) for terms in queries]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda terms: search(postings, terms, 10), queries)) == alone
    assert is_clean(postings)
