"""Keeps the garbage collector out of work whose results stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let the collector neither run meanwhile nor look at what is there in the end, now and later.

    Among a hundred thousand entries a single pass stops all threads for a third of a second. What is made goes with its
    last user; circles among it would stay for ever. Within itself it does nothing, not even look once more.
    """
    if not gc.isenabled():
        yield
        return
    gc.collect(1)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
