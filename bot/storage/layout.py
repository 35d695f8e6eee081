"""The layout of a file of named arrays, and its validation.

The file has a header, a directory in JSON, and the bytes of each array, little-endian, at multiples of ALIGNMENT::

    magic, version, length of the directory, length of the file, checksum of the directory
    [{"name": …, "dtype": …, "shape": […], "offset": …, "checksum": …}, …]
"""

import json
import math
import os
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import FileIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

MAGIC = b"\x89FAQidx\n"
VERSION = 1
"""Version of the layout. The file's key covers the meaning of the arrays."""
ALIGNMENT = 64
"""Bytes of a CPU cache line."""
DTYPES = frozenset(("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8"))
MAX_DIRECTORY_BYTES = 2**24
"""Bytes. A real directory has fewer than two hundred per array."""
_HEADER = struct.Struct("<8sIIQI")


class Unusable(Exception):  # noqa: N818 - named for its state, like KeyboardInterrupt
    """A file whose arrays cannot be trusted. The message says why, without a path."""


@dataclass(frozen=True, slots=True)
class Place:
    """The directory entry of an array."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int
    """Bytes from the start of the first array."""
    checksum: int
    """CRC-32 of its bytes. Computing it takes less than a second per gigabyte, fast enough for every start."""

    @property
    def length(self) -> int:
        """The array's number of bytes."""
        return np.dtype(self.dtype).itemsize * math.prod(self.shape)


@dataclass(frozen=True, slots=True)
class Layout:
    """The place of each array in a file."""

    places: Sequence[Place]
    start: int
    """Where the first array begins, in bytes."""
    end: int
    """The length of the file, in bytes."""


def lay_out(arrays: Arrays) -> tuple[Layout, bytes]:
    """The place of every array, and the bytes before the first. The arrays must be contiguous and little-endian."""
    places, offset = list[Place](), 0
    for name, array in arrays.items():
        places.append(Place(name, array.dtype.str, array.shape, offset, zlib.crc32(bytes_of(array))))
        offset = _aligned(offset + array.nbytes)
    directory = json.dumps([asdict(place) for place in places]).encode()
    start = _aligned(_HEADER.size + len(directory))
    end = start + offset
    header = _HEADER.pack(MAGIC, VERSION, len(directory), end, zlib.crc32(directory))
    return Layout(places, start, end), header + directory


def read_layout(file: FileIO) -> Layout:
    """Read and check everything except the arrays. Raises Unusable."""
    size = os.fstat(file.fileno()).st_size
    header = file.read(_HEADER.size)
    if len(header) < _HEADER.size or not header.startswith(MAGIC):
        raise Unusable("it is not a saved index")
    _, version, length, end, checksum = _HEADER.unpack(header)
    if version != VERSION:
        raise Unusable("it has another format")
    if size != end or length > min(size, MAX_DIRECTORY_BYTES):
        raise Unusable("it is incomplete")
    directory = file.read(length)
    if zlib.crc32(directory) != checksum:
        raise Unusable("its directory is damaged")
    start = _aligned(_HEADER.size + length)
    try:
        places = [Place(**{**line, "shape": tuple(line["shape"])}) for line in json.loads(directory)]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Unusable("its directory is invalid") from None
    if not _are_sound(places, end - start):
        raise Unusable("its directory is invalid")
    return Layout(places, start, end)


def bytes_of(array: NDArray[Any]) -> memoryview:
    """The bytes of a contiguous array, without a copy."""
    return array.reshape(-1).view(np.uint8).data


def _are_sound(places: Iterable[Place], room: int) -> bool:
    """Whether each entry describes an array within the file."""
    return all(
        isinstance(place.name, str)
        and isinstance(place.dtype, str)
        and place.dtype in DTYPES
        and all(type(number) is int and number >= 0 for number in (place.offset, place.checksum, *place.shape))
        and place.offset % ALIGNMENT == 0
        and place.offset + place.length <= room
        for place in places
    )


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNMENT) * ALIGNMENT
