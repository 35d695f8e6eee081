"""Small text files that other processes read. They are written atomically, and read without blocking."""

import os
import stat
import tempfile
from pathlib import Path

MAX_BYTES = 1_000_000
"""The bot writes no larger files."""


def read_small_file(path: Path) -> str:
    """The text of a regular file. Raises OSError, also for a FIFO or a device, and ValueError for anything else."""
    # Without O_NONBLOCK, opening a FIFO waits for a writer.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("not a regular file")
        return file.read(MAX_BYTES).decode()


def replace_file(path: Path, text: str) -> None:
    """Write a file as a whole, so that no reader sees a part of it. Raises OSError."""
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
