"""Freezes a program and the processes that it has started. For Linux."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def frozen(program: int) -> Iterator[None]:
    """Freeze the process with this id, and its children, for the time of a block."""
    stopped = [program]
    try:
        os.kill(program, signal.SIGSTOP)  # first, so that it starts no more processes
        stopped += [pid for pid in _processes() if parent_of(pid) == program]
        for pid in stopped[1:]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in stopped:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def parent_of(pid: int) -> int:
    """The id of the process that started a process; 0 if it has ended."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
