"""The marks of a document: possible questions, topics and ends of answers."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """How a mark is written."""

    HEADING = "heading"
    BOLD = "bold"
    PREFIXED = "prefixed"
    SUMMARY = "summary"
    TERM = "term of a definition"
    ITEM = "item of a list of questions"
    PAIR = "question with its answer, such as a row of a table"
    END = "end of details or of a pair"
    END_OF_LIST = "end of a list or a table of questions"


ENDS = frozenset({Kind.END, Kind.END_OF_LIST})
UNFOLDING = frozenset({Kind.SUMMARY, Kind.TERM})


BELOW_HEADINGS = 7
"""The level of marks that are not headings."""


class Place(NamedTuple):
    """A position between two characters of the outline's lines."""

    line: int
    """Counted from 0."""
    column: int


QUOTED, LISTED, MERE = 1, 2, 3
"""The kinds of weak marks, which only end in "?": a quote, a list item, or a plain line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark."""

    kind: Kind
    level: int
    """1 to 6 for headings, else `BELOW_HEADINGS`."""
    text: str
    """The text of the source, on one line; "" for an end."""
    start: Place
    end: Place
    """The place where the text below it begins."""
    anchor: str = ""
    """Its anchor in addresses; "" for none, or if the text determines it."""
    answer: str | None = None
    """Its answer in Markdown if known, as in a row of a table; None if the answer is the text below."""
    weak: int = 0
    """QUOTED, LISTED or MERE for a weak mark, which is a question only if there are no stronger ones; otherwise 0."""


class Attribute(NamedTuple):
    """A property that the owner gives an entry, such as the comment `<!-- id: opening-hours -->`."""

    line: int
    """Counted from 0."""
    name: str
    value: str
