"""One file that holds named arrays, to be mapped into memory.

It guards against accidents, not against forgery: a file that was cut off, garbled by a disk, written by another version
or is none of ours. Who may write the file could as well write the bot; `cache` says whom to believe.
"""

import math
import os
import sys
import tempfile
import zlib
from io import FileIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from bot.storage.layout import DTYPES, Arrays, Layout, Place, Unusable, bytes_of, lay_out, read_layout

if sys.platform != "win32":
    from mmap import MADV_DONTNEED

CHUNK = 2**20
"""Bytes that are checked at a time."""


class Mapped(dict[str, NDArray[Any]]):
    """The arrays of a mapped file: they cannot be changed, and take memory only as far as they are looked at."""

    def __init__(self, arrays: Arrays, mapped: mmap) -> None:
        """Take the arrays, and what they are views of."""
        super().__init__(arrays)
        self._mapped = mapped

    def release_pages(self) -> None:
        """Take no more memory than before any was looked at: to check them, say, is to look at all of them once.

        What is looked at again comes from the system's cache of files. On Windows this does nothing.
        """
        if sys.platform != "win32":
            self._mapped.madvise(MADV_DONTNEED)


def write_archive(path: Path, arrays: Arrays) -> None:
    """Write a file that appears under its name only when it is whole, for its user alone to read.

    Several processes may write the same file; the last one stays. Raises OSError, and ValueError for an array of
    another dtype than DTYPES; then nothing is left behind.
    """
    plain = {name: _plain(array) for name, array in arrays.items()}
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _write(file, plain)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def read_archive(path: Path) -> Mapped:
    """Check a file, and map its arrays.

    The file is read once for the checksums, by small pieces. Raises FileNotFoundError where there is none, and Unusable
    for whatever else is wrong with it.
    """
    try:
        with path.open("rb", buffering=0) as file:
            layout = read_layout(file)
            for place in layout.places:
                _check(file, layout, place)
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Unusable(f"it cannot be read: {error.strerror or 'unknown error'}") from None
    return Mapped({place.name: _view(mapped, layout, place) for place in layout.places}, mapped)


def _plain(array: NDArray[Any]) -> NDArray[Any]:
    """The array in one piece and little-endian."""
    plain = np.asarray(array, dtype=array.dtype.newbyteorder("<"), order="C")
    if plain.dtype.str not in DTYPES:
        raise ValueError(f"an array of {array.dtype} cannot be saved")
    return plain


def _write(file: BinaryIO, arrays: Arrays) -> None:
    layout, head = lay_out(arrays)
    file.write(head)
    for place in layout.places:
        file.write(bytes(layout.start + place.offset - file.tell()))
        file.write(bytes_of(arrays[place.name]))
    file.write(bytes(layout.end - file.tell()))


def _check(file: FileIO, layout: Layout, place: Place) -> None:
    """Compare the checksum; through a buffer, since a mapped page would count as the process's memory."""
    file.seek(layout.start + place.offset)
    left, checksum, buffer = place.length, 0, memoryview(bytearray(min(CHUNK, place.length)))
    while left and (got := file.readinto(buffer[:left])):
        checksum = zlib.crc32(buffer[:got], checksum)
        left -= got
    if left or checksum != place.checksum:
        raise Unusable("an array is damaged")


def _view(mapped: mmap, layout: Layout, place: Place) -> NDArray[Any]:
    count, offset = math.prod(place.shape), layout.start + place.offset
    flat = np.frombuffer(mapped, place.dtype, count, offset) if count else np.empty(0, place.dtype)
    flat.flags.writeable = False
    return flat.reshape(place.shape)
