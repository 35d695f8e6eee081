"""The rows that stand out in unfinished sums are those that an exhaustive look finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.retrieval.index import partial
from bot.retrieval.index.partial import Named, Swept
from bot.retrieval.index.postings import LANES
from tests.retrieval.bases import SOME

SUMS = st.lists(st.sampled_from([0.0, 0.0, 0.1, 0.25, 0.5, 2.0]), min_size=1, max_size=400).map(
    lambda values: np.array(values + [0.0] * (-len(values) % LANES), np.float32)
)


@pytest.mark.parametrize("places", [0, 2, 800])
@SOME
@given(sums=SUMS, least=st.sampled_from([0.0, 0.1, 0.2, 0.5, 3.0]), count=st.integers(1, 50))
def test_rows_that_stand_out_are_found(places: int, sums: NDArray[np.float32], least: float, count: int) -> None:
    named = np.repeat(sums.nonzero()[0].astype(np.int32), 2)
    wanted = [row for row, value in enumerate(sums.tolist()) if value and value >= np.float32(least)]
    best = sorted((value for value in sums.tolist() if value), reverse=True)[:count]
    for kind in (Named, Swept):
        here = sums.copy()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(partial, "PLACES", places)
            seen = Named(here, named) if kind is Named else Swept(here)
            assert seen.above(least).tolist() == wanted
            found = seen.best(count)
        assert np.all(np.diff(found) > 0)
        assert sorted(sums[found].tolist(), reverse=True)[: len(best)] == best
        seen.clear()
        assert not here.any()
