"""A file of named arrays that is mapped into memory.

Checksums detect files that are incomplete, damaged, from another version or not the bot's. They do not detect forgery:
someone who can write the file could also change the bot. `cache` checks who can write it.
"""

import math
import os
import stat
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
"""Bytes per step of the checksum."""


class Mapped(dict[str, NDArray[Any]]):
    """The arrays of a mapped file. They are read-only. Only the parts that have been read are in memory."""

    def __init__(self, arrays: Arrays, mapped: mmap) -> None:
        """Take the arrays, which are views of the mapping."""
        super().__init__(arrays)
        self._mapped = mapped

    def release_pages(self) -> None:
        """Release the memory of pages that have been read, for example by checks of all arrays.

        Reading them again uses the system's file cache. On Windows, this does nothing.
        """
        if sys.platform != "win32":
            self._mapped.madvise(MADV_DONTNEED)


def write_archive(path: Path, arrays: Arrays) -> None:
    """Write a file that only its user can read. It appears under its name only when it is complete.

    If several processes write the same file, the last one wins. Raises OSError, and ValueError for a dtype that is not
    in DTYPES; it then leaves nothing behind.
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

    Reads the file once for the checksums, in small pieces. Raises FileNotFoundError, and Unusable for all other errors.
    """
    try:
        with open(path, "rb", buffering=0, opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unusable("it is not a file")
            layout = read_layout(file)
            for place in layout.places:
                _check(file, layout, place)
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Unusable(f"it cannot be read: {error.strerror or 'unknown error'}") from None
    return Mapped({place.name: _view(mapped, layout, place) for place in layout.places}, mapped)


def _open_at_once(path: str, flags: int) -> int:
    """Open a file. Without O_NONBLOCK, opening a FIFO would wait for a writer."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _plain(array: NDArray[Any]) -> NDArray[Any]:
    """The array contiguous and little-endian."""
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
    """Compare the checksum, through a buffer, because mapped pages would count as memory of the process."""
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
