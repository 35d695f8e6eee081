"""What comes of a document with generators' markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.markdown.generators.openings import Opening


@dataclass(frozen=True, slots=True)
class Container:
    """A block that a generator shows in a frame, or unfolds. Its title stands in bold on its first line."""

    opening: Opening
    start: int
    """The line of its title, from 0."""
    end: int
    """The line behind it."""
    depth: int
    """How many others it stands in."""
    column: int
    """Where what is inside begins on the line of the title; 0 where it begins on the next line."""
    body: int
    """The line where what is inside begins, unless it begins on that of the title."""
    answer: str | None = None
    """What is inside where that is not text of the document."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """A document without generators' markup."""

    lines: list[str]
    containers: Sequence[Container] = ()
    """In order of their beginnings."""
    unknown: Sequence[int] = ()
    """The lines where the generator fills in what is not known here."""
