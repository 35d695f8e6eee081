"""Postings hold what the matrix holds."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.retrieval.index import Postings, QueryVector, postings
from bot.retrieval.index.loops import compiled_loops
from tests.retrieval.bases import SOME
from tests.retrieval.index.corpora import COLUMNS, MATRICES, QUERIES, is_clean, large, postings_of, scores_of


@pytest.fixture
def other_loops() -> Iterator[None]:
    """Lets a test replace the loops, and restores them afterwards."""
    compiled_loops.cache_clear()
    yield
    compiled_loops.cache_clear()


@pytest.mark.parametrize("direct", [0, 5, 1_500], ids=["one by one", "either", "together"])
@SOME
@given(matrix=MATRICES, query=QUERIES)
def test_the_sums_are_the_dot_products(direct: int, matrix: NDArray[np.float32], query: QueryVector) -> None:
    found = postings_of(matrix)
    sums = found.acquire_accumulator()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "DIRECT_POSTINGS", direct)
        found.add(query, sums)
    assert sums.tolist() == scores_of(matrix, query).tolist()


class Changed:
    """Stands for a SciPy whose private loops have changed."""

    def __init__(self, **loops: Callable[..., object]) -> None:
        vars(self).update(loops)


def nothing(*_: object) -> None:
    """Adds nothing."""


@pytest.mark.usefixtures("other_loops")
@pytest.mark.parametrize("module", [Changed(), Changed(csc_matvec=nothing, csr_row_index=nothing)])
def test_public_scipy_stands_in_for_loops_that_are_missing_or_changed(
    module: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.sparse._sparsetools", module)
    assert compiled_loops() is None
    matrix = large(1, 100)
    found, query = postings_of(matrix), [(3, 2.0), (0, 0.5)]
    sums = found.acquire_accumulator()
    found.add(query, sums)
    assert sums.tolist() == scores_of(matrix, query).tolist()


def test_the_loops_are_loaded_without_the_rest_of_scipy() -> None:
    steps = """
import sys
from bot.retrieval.index.loops import compiled_loops
print(compiled_loops() is not None, "scipy.sparse" in sys.modules)
import scipy.sparse
print((scipy.sparse.eye_array(2) @ [1, 2]).tolist())
"""
    ran = subprocess.run([sys.executable, "-c", steps], check=True, capture_output=True, text=True)  # noqa: S603
    assert ran.stdout.splitlines() == ["True False", "[1.0, 2.0]"]


@pytest.mark.parametrize("dense", [0, 24], ids=["looked up", "dense"])
@SOME
@given(matrix=MATRICES, column=st.integers(0, COLUMNS - 1), data=st.data())
def test_rows_are_looked_up_in_a_column(
    dense: int, matrix: NDArray[np.float32], column: int, data: st.DataObject
) -> None:
    rows = sorted(data.draw(st.sets(st.integers(0, len(matrix) - 1))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "MAX_DENSE_COLUMNS", dense)
        found = postings_of(matrix).weights_of(column, np.array(rows, np.int32))
    assert found.tolist() == matrix[rows, column].tolist()


@SOME
@given(matrix=MATRICES, query=QUERIES)
def test_postings_are_counted(matrix: NDArray[np.float32], query: QueryVector) -> None:
    found = postings_of(matrix)
    assert [found.size(column) for column in range(COLUMNS)] == np.count_nonzero(matrix, axis=0).tolist()
    assert found.touched(query) == np.count_nonzero(matrix[:, [column for column, _ in query]])


def test_an_accumulator_belongs_to_one_search_and_is_reused() -> None:
    found = postings_of(large(1, 100))
    one, other = found.acquire_accumulator(), found.acquire_accumulator()
    assert one is not other
    one[:] = 1
    found.release_accumulator(one)
    assert found.acquire_accumulator() is one
    assert one.tolist() == [0] * 100


def test_caches_do_not_grow_without_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "MAX_DENSE_COLUMNS", 2)
    monkeypatch.setattr(postings, "MAX_FREE_ACCUMULATORS", 2)
    matrix = large(1, 50)
    found = postings_of(matrix)
    for sums in [found.acquire_accumulator() for _ in range(5)]:
        found.release_accumulator(sums)
    assert is_clean(found, 2)
    for column in [*range(8), *range(8)]:
        assert found.weights_of(column, np.arange(50, dtype=np.int32)).tolist() == matrix[:, column].tolist()
    assert len(found._dense) == 2  # noqa: SLF001 - nothing public shows it


@SOME
@given(matrix=MATRICES, query=QUERIES)
def test_restored_postings_give_the_same_sums(matrix: NDArray[np.float32], query: QueryVector) -> None:
    found = postings_of(matrix)
    again = Postings.restore(found.state())
    sums = again.acquire_accumulator()
    again.add(query, sums)
    assert (again.count, again.width) == (found.count, found.width)
    assert sums.tolist() == scores_of(matrix, query).tolist()


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
        ("count", [2]),
        ("count", [-3]),
        ("count", [3, 3]),
        ("count", []),
    ],
    ids=str,
)
def test_an_invalid_state_is_refused(name: str, value: list[float]) -> None:
    kind = np.float64 if name == "rows" and isinstance(value[0], float) else SOUND[name].dtype
    with pytest.raises(ValueError):  # noqa: PT011 - each has its own message
        Postings.restore({**SOUND, name: np.array(value, kind)})
