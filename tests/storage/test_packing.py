"""Strings as arrays."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.storage import Strings, pack


@given(st.lists(st.text(st.characters(codec=None))))
def test_any_strings_come_back(strings: list[str]) -> None:
    read = Strings(pack(strings))
    assert list(read) == strings
    assert [read[place] for place in range(len(read))] == strings


def test_it_is_a_sequence() -> None:
    read = Strings(pack(["a", "", "ää", "🙂"]))
    assert (len(read), read[-1], read[1:3], "ää" in read) == (4, "🙂", ["", "ää"], True)
    with pytest.raises(IndexError):
        read[4]


@pytest.mark.parametrize(
    "change",
    [
        {"ends": np.array([2, 1, 3])},
        {"ends": np.array([1, 2, 4])},
        {"ends": np.array([-1, 2, 3])},
        {"ends": np.array([[1, 2, 3]])},
        {"ends": np.array([1.0, 2.0, 3.0])},
        {"ends": np.array([], np.int64)},
        {"text": np.array([97, 98, 99])},
    ],
    ids=str,
)
def test_other_arrays_are_refused(change: dict[str, NDArray[Any]]) -> None:
    packed = pack("abc")
    assert list(Strings(packed)) == ["a", "b", "c"]
    with pytest.raises(ValueError, match="strings"):
        Strings({**packed, **change})
    with pytest.raises(ValueError, match="strings"):
        Strings({"text": packed["text"]})
