"""A contender: something that is built from texts and can then be searched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

TOP = 5
"""Texts that every contender must find for a query."""


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Built:
    """An index that is ready."""

    search: Callable[[str], object]
    """Finds the TOP best texts for any query."""
    save: Callable[[], object] = _nothing
    """Saves the index, if the build has not done so."""
    load: Callable[[], object] | None = None
    """Opens the saved index, and returns None if it is unusable; None if nothing is saved."""
    disk: Path | None = None
    """The folder with the index; None if it is in memory."""
    forget: Callable[[], None] = _nothing
    """Clears caches of earlier queries, since each query is asked several times."""
    close: Callable[[], object] = _nothing
    """Closes the files."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to find texts."""

    key: str
    """Its name on the command line."""
    name: str
    build: Callable[[Sequence[str], Path], Built]
    """Takes distinct texts, and an empty folder for files that the index keeps on disk."""
    needs: tuple[str, ...] = ()
    """Modules that must be installed."""
    most: int | None = None
    """Maximum texts to build it from; None for no limit."""

    @property
    def missing(self) -> bool:
        """Whether a module that it needs is not installed."""
        return any(find_spec(module) is None for module in self.needs)
