"""A matrix by column says what the matrix says."""

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.retrieval.index import Postings, Terms, adding, postings
from tests.retrieval.bases import SOME
from tests.retrieval.index.corpora import COLUMNS, MATRICES, QUERIES, is_clean, large, postings_of, scores_of

ADDS = pytest.mark.parametrize("add", [adding.add_by_numpy, adding.fastest()], ids=["NumPy", "SciPy"])


def test_scipy_has_the_loops() -> None:
    assert adding.fastest() is not adding.add_by_numpy


@ADDS
@pytest.mark.parametrize("few", [0, 5, 8_192], ids=["one by one", "either", "together"])
@pytest.mark.parametrize("step", [1, 3, 32_768])
@SOME
@given(matrix=MATRICES, terms=QUERIES)
def test_what_is_added_is_the_product(
    add: adding.Add, few: int, step: int, matrix: NDArray[np.float32], terms: Terms
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adding, "FEW", few)
        patch.setattr(adding, "STEP", step)
        found = postings_of(matrix)
        sums = found.take_sums()
        add(found, terms, sums)
    assert sums[: len(matrix)].tolist() == scores_of(matrix, terms).tolist()
    assert not sums[len(matrix) :].any()


@ADDS
@pytest.mark.parametrize("factor", [1.0, 0.5])
def test_a_long_column_is_added_whole(add: adding.Add, factor: float) -> None:
    matrix = np.ones((70_001, 1), np.float32)
    found = postings_of(matrix)
    sums = found.take_sums()
    add(found, [(0, factor)], sums)
    assert sums[:70_001].tolist() == [factor] * 70_001


def test_scipy_is_loaded_for_very_many_postings_alone() -> None:
    steps = """
import sys
from bot.retrieval.index import adding
print(adding.fastest(adding.LARGE).__name__, "scipy" in sys.modules)
print(adding.fastest(adding.LARGE + 1).__name__, "scipy" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", steps], check=True, capture_output=True, text=True)  # noqa: S603
    assert ran.stdout.split() == ["add_by_numpy", "False", "add", "True"]


class Changed:
    """Stands for a SciPy whose loops have changed."""

    def __init__(self, **loops: Callable[..., object]) -> None:
        vars(self).update(loops)


def nothing(*_: object) -> None:
    """Adds nothing."""


@pytest.mark.parametrize("tools", [None, Changed(), Changed(csc_matvec=nothing, csr_row_index=nothing)])
def test_loops_that_are_missing_or_do_something_else_are_not_used(
    tools: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.sparse._sparsetools", tools)
    assert adding.fastest() is adding.add_by_numpy


@pytest.mark.parametrize(("spread", "many"), [(24, 600), (0, 600), (0, 0)], ids=["spread", "looked up", "marked"])
@SOME
@given(matrix=MATRICES, column=st.integers(0, COLUMNS - 1), data=st.data())
def test_a_column_tells_what_some_rows_have_in_it(
    spread: int, many: int, matrix: NDArray[np.float32], column: int, data: st.DataObject
) -> None:
    rows = sorted(data.draw(st.sets(st.integers(0, len(matrix) - 1))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "SPREAD", spread)
        patch.setattr(postings, "MANY", many)
        found = postings_of(matrix).weights_of(column, np.array(rows, np.int32))
    assert found.tolist() == matrix[rows, column].tolist()


@SOME
@given(matrix=MATRICES, terms=QUERIES)
def test_lists_sizes_and_rows_are_those_of_the_columns(matrix: NDArray[np.float32], terms: Terms) -> None:
    found = postings_of(matrix)
    for column in range(COLUMNS):
        expected = [(row, value) for row, value in enumerate(matrix[:, column].tolist()) if value]
        assert found.listed(column) == found.listed(column) == expected
        assert found.size(column) == len(expected)
    columns = [column for column, _ in terms]
    assert found.touched(terms) == np.count_nonzero(matrix[:, columns])
    if terms:
        assert sorted(found.rows_of(terms).tolist()) == sorted(np.nonzero(matrix[:, columns])[0].tolist())


@SOME
@given(matrix=MATRICES)
def test_no_row_is_longer_than_the_longest(matrix: NDArray[np.float32]) -> None:
    assert postings_of(matrix).longest == pytest.approx(np.linalg.norm(matrix, axis=1).max())


def test_working_memory_is_lent_to_one_at_a_time_and_used_again() -> None:
    found = postings_of(large(1, 100))
    one, other = found.take_sums(), found.take_sums()
    assert one is not other
    assert not one.any()
    assert len(one) >= 100
    found.give_back(one)
    assert found.take_sums() is one


def test_what_is_kept_for_the_next_search_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "LISTED", 3)
    monkeypatch.setattr(postings, "KEPT", 2)
    matrix = large(1, 50)
    found = postings_of(matrix)
    for sums in [found.take_sums() for _ in range(5)]:
        found.give_back(sums)
    assert is_clean(found, 2)
    for column in [*range(8), *range(8)]:
        assert [row for row, _ in found.listed(column)] == np.flatnonzero(matrix[:, column]).tolist()
        assert len(found._lists) <= 3  # noqa: SLF001 - nobody else can see it


def test_nor_do_the_columns_that_rows_are_looked_for_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "SPREAD", 2)
    monkeypatch.setattr(postings, "MARKED", 3)
    monkeypatch.setattr(postings, "MANY", 0)
    matrix = large(1, 50)
    found = postings_of(matrix)
    for column in [*range(8), *range(8)]:
        assert found.weights_of(column, np.arange(50, dtype=np.int32)).tolist() == matrix[:, column].tolist()
        assert len(found._spreads) <= 2  # noqa: SLF001 - nobody else can see it
        assert len(found._marks) <= 3  # noqa: SLF001 - nobody else can see it


@SOME
@given(matrix=MATRICES, terms=QUERIES)
def test_what_is_restored_is_what_was_there(matrix: NDArray[np.float32], terms: Terms) -> None:
    found = postings_of(matrix)
    again = Postings.restore(found.state())
    sums = again.take_sums()
    again.add(terms, sums)
    assert (again.count, again.longest) == (found.count, found.longest)
    assert sums[: len(matrix)].tolist() == scores_of(matrix, terms).tolist()


SOUND = postings_of(np.array([[1, 0, 0.5], [0, 0, 0.5], [0.25, 0, 0]], np.float32)).state()
"""Bounds 0, 2, 2, 4; rows 0, 2, 0, 1."""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bounds", []),
        ("bounds", [0, 2, 2, 3]),
        ("bounds", [0, 2, 2, 5]),
        ("bounds", [1, 2, 2, 4]),
        ("bounds", [0, 3, 2, 4]),
        ("bounds", [-1, 2, 2, 4]),
        ("bounds", [[0, 2, 2, 4]]),
        ("rows", [0, 2, 0]),
        ("rows", [0, 3, 0, 1]),
        ("rows", [0, 2, -1, 1]),
        ("rows", [2, 0, 0, 1]),
        ("rows", [0, 2, 1, 1]),
        ("rows", [0.0, 2.0, 0.0, 1.0]),
        ("weights", [1, 1, 1]),
        ("weights", [1, 1, 1, float("nan")]),
        ("weights", [1, 1, 1, float("inf")]),
        ("weights", [1, 1, 1, -1]),
        ("shape", [2.0, 1.0]),
        ("shape", [-3.0, 1.0]),
        ("shape", [3.0, float("nan")]),
        ("shape", [3.0]),
        ("shape", []),
    ],
    ids=str,
)
def test_what_no_matrix_can_have_said_is_refused(name: str, value: list[float]) -> None:
    kind = np.float64 if name == "rows" and isinstance(value[0], float) else SOUND[name].dtype
    with pytest.raises(ValueError):  # noqa: PT011 - each says something else, and nobody reads it
        Postings.restore({**SOUND, name: np.array(value, kind)})
