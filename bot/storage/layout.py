"""How a file of named arrays is laid out, and whether a file is laid out so.

A header, a directory as JSON, and each array's bytes, little-endian, at multiples of ALIGNMENT::

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
"""Of the layout; what the arrays mean is for the file's key to tell."""
ALIGNMENT = 64
"""Bytes: a line of the processor's cache."""
DTYPES = frozenset(("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8"))
LONGEST_DIRECTORY = 2**24
"""Bytes; an honest one takes less than two hundred for each array."""
_HEADER = struct.Struct("<8sIIQI")


class Unusable(Exception):  # noqa: N818 - it says what is so, as KeyboardInterrupt does
    """A file that holds no arrays to be believed; the text says why, and names no path."""


@dataclass(frozen=True, slots=True)
class Place:
    """An array's line of the directory."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int
    """In bytes, from where the first array begins."""
    checksum: int
    """CRC-32 of its bytes: at more than a gigabyte a second, fast enough for every start."""

    @property
    def length(self) -> int:
        """Its bytes."""
        return np.dtype(self.dtype).itemsize * math.prod(self.shape)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a file each array stands."""

    places: Sequence[Place]
    start: int
    """Where the first array begins, in bytes."""
    end: int
    """The length of the file."""


def lay_out(arrays: Arrays) -> tuple[Layout, bytes]:
    """Give every array its place; and what stands before the first. The arrays are in one piece and little-endian."""
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
    """Read and check everything but the arrays themselves. Raises Unusable."""
    size = os.fstat(file.fileno()).st_size
    header = file.read(_HEADER.size)
    if len(header) < _HEADER.size or not header.startswith(MAGIC):
        raise Unusable("it is no saved index")
    _, version, length, end, checksum = _HEADER.unpack(header)
    if version != VERSION:
        raise Unusable("it has another format")
    if size != end or length > min(size, LONGEST_DIRECTORY):
        raise Unusable("it is not whole")
    directory = file.read(length)
    if zlib.crc32(directory) != checksum:
        raise Unusable("its directory is damaged")
    start = _aligned(_HEADER.size + length)
    try:
        places = [Place(**{**line, "shape": tuple(line["shape"])}) for line in json.loads(directory)]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Unusable("its directory is none of ours") from None
    if not _are_sound(places, end - start):
        raise Unusable("its directory is none of ours")
    return Layout(places, start, end)


def bytes_of(array: NDArray[Any]) -> memoryview:
    """The bytes of an array in one piece, not copied."""
    return array.reshape(-1).view(np.uint8).data


def _are_sound(places: Iterable[Place], room: int) -> bool:
    """Whether each line describes an array that lies within the file."""
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
