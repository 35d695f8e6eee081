"""What is compared: something that is built of texts, and can then be searched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

TOP = 5
"""Texts that every contender has to find for a query."""


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Built:
    """An index that is ready."""

    search: Callable[[str], object]
    """Finds the TOP best texts for a query, any text."""
    save: Callable[[], object] = _nothing
    """Saves it, where the build has not done so."""
    load: Callable[[], object] | None = None
    """Opens what has been saved, and returns None if it cannot be used; None where nothing is saved."""
    disk: Path | None = None
    """The folder that the index lies in; None where it lies in memory."""
    forget: Callable[[], None] = _nothing
    """Drops what is remembered of earlier queries: each query is asked several times."""
    close: Callable[[], object] = _nothing
    """Lets go of the files."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to find texts."""

    key: str
    """How the command line calls it."""
    name: str
    build: Callable[[Sequence[str], Path], Built]
    """Takes distinct texts, and an empty folder for files that the index keeps on disk."""
    needs: tuple[str, ...] = ()
    """Modules that have to be installed."""
    most: int | None = None
    """Texts up to which it is built; None for any number."""

    @property
    def missing(self) -> bool:
        """Whether something that it needs is not installed."""
        return any(find_spec(module) is None for module in self.needs)
