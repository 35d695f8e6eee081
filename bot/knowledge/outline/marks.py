"""The marks of a document: everything that may be a question, a topic, or the end of an answer."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """How a mark is written."""

    HEADING = "heading"
    BOLD = "bold"
    PREFIXED = "prefixed"
    SUMMARY = "summary"
    ITEM = "item of a list of questions"
    PAIR = "question with its answer, such as a row of a table"
    END = "end of details or of a pair"
    END_OF_LIST = "end of a list or a table of questions"


ENDS = frozenset({Kind.END, Kind.END_OF_LIST})


BELOW_HEADINGS = 7
"""The level of marks that are no headings."""


class Place(NamedTuple):
    """Between two characters of the outline's lines."""

    line: int
    """Counted from 0."""
    column: int


QUOTED, LISTED, MERE = 1, 2, 3
"""How weak a mark is that only ends in "?": a quote, an item of a list, or a mere line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One of them, in the order of the document."""

    kind: Kind
    level: int
    """1 to 6 for headings, else `BELOW_HEADINGS`."""
    text: str
    """On one line, as the source says it; "" for an end."""
    start: Place
    end: Place
    """Where what stands below it begins."""
    anchor: str = ""
    """The name by which an address leads to it; "" for none, or where it follows from the text."""
    answer: str | None = None
    """Its answer in Markdown, where that is known, as in a row of a table; None where it stands below."""
    weak: int = 0
    """Where it is only a question if nothing stronger is: QUOTED, LISTED or MERE; 0 for what is as strong as can be."""


class Attribute(NamedTuple):
    """What the owner says about an entry, such as the comment `<!-- id: opening-hours -->`."""

    line: int
    """Counted from 0."""
    name: str
    value: str
