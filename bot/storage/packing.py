"""Packs strings into arrays, and adds prefixes to names to combine the arrays of several objects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from bot.storage.layout import Arrays

Packed = Mapping[str, NDArray[Any]]


def pack(strings: Iterable[str]) -> dict[str, NDArray[Any]]:
    """Two arrays: "text", the UTF-8 of all strings concatenated; and "ends", where each string ends, in bytes."""
    encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
    return {
        "text": np.frombuffer(b"".join(encoded), "u1"),
        "ends": np.fromiter(accumulate(map(len, encoded)), "<i8", len(encoded)),
    }


class Strings(Sequence[str]):
    """Packed strings. Each is decoded when it is read."""

    def __init__(self, packed: Packed) -> None:
        """Take the arrays of `pack`, perhaps mapped from a file. Raises ValueError for other arrays."""
        try:
            self._text, self._ends = packed["text"], packed["ends"]
        except KeyError:
            raise ValueError("an array of the strings is missing") from None
        if (
            (self._text.dtype.str, self._ends.dtype.str) != ("|u1", "<i8")
            or self._text.ndim != 1
            or self._ends.ndim != 1
        ):
            raise ValueError("these arrays do not contain strings")
        last = int(self._ends[-1]) if len(self._ends) else 0
        if last != len(self._text) or (np.diff(self._ends, prepend=0) < 0).any():
            raise ValueError("the strings do not end where they should")

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        start = self._ends[place - 1] if place else 0
        return self._text[start : self._ends[place]].tobytes().decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        """All strings, several times as fast as reading them one by one."""
        text, start = self._text.tobytes(), 0
        for end in self._ends.tolist():
            yield text[start:end].decode("utf-8", "surrogatepass")
            start = end


def add_prefix(name: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays, each name with the prefix before it."""
    return {f"{name}.{key}": array for key, array in arrays.items()}


def strip_prefix(name: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays whose names have this prefix, without it."""
    prefix = f"{name}."
    return {key.removeprefix(prefix): array for key, array in arrays.items() if key.startswith(prefix)}
