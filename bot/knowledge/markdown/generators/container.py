"""The result of rewriting a document with generators' markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.markdown.generators.openings import Opening


@dataclass(frozen=True, slots=True)
class Container:
    """A block that a generator shows in a frame or as a collapsible section. Its title is in bold on its first line."""

    opening: Opening
    start: int
    """The line of its title, from 0."""
    end: int
    """The line after it."""
    depth: int
    """The number of blocks around it."""
    column: int
    """The column where its content begins on the title's line; 0 if it begins on a later line."""
    body: int
    """The line where its content begins, if not on the title's line."""
    answer: str | None = None
    """Its content, if that is not in the text of the document."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """A document without generators' markup."""

    lines: list[str]
    containers: Sequence[Container] = ()
    """In the order of their beginnings."""
    unknown: Sequence[int] = ()
    """The lines where the generator fills in text that is not in the file."""
