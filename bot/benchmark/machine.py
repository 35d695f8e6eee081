"""The machine: its description, pinning to one core, and the memory of this process."""

import ctypes
import gc
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from threadpoolctl import threadpool_limits  # scikit-learn brings it along

PACKAGES = ("numpy", "scipy", "scikit-learn", "bm25s", "numba", "rank-bm25", "tantivy", "rapidfuzz")
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine of a measurement."""

    cpu: str
    """The processor's name; "" if unknown."""
    cores: int
    system: str
    versions: dict[str, str]
    """Of Python and of the installed packages."""


def this_machine() -> Machine:
    """Describe this machine."""
    versions = {"Python": platform.python_version()}
    for package in PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return Machine(_cpu(), os.cpu_count() or 1, f"{platform.system()} {platform.machine()}", versions)


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


@contextmanager
def one_core() -> Iterator[bool]:
    """Limit this process to one core and its libraries to one thread; yields whether the system can pin to a core."""
    with threadpool_limits(1):
        if sys.platform != "linux":
            yield False
            return
        allowed = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {max(allowed)})
        try:
            yield True
        finally:
            os.sched_setaffinity(0, allowed)


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect garbage once, then pause the collector: a pass over a million objects must not count as latency."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def resident_bytes() -> int | None:
    """Memory of this process after it returns free memory; None if the system does not report it."""
    gc.collect()
    if sys.platform != "linux":
        return None
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
    return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
