"""An entry as a reader hands it on: what stands in the file, and where, before ids are given."""

from typing import NamedTuple


class Line(NamedTuple):
    """A piece of the file without the white space around it, and the line that it begins on."""

    number: int
    """Counted from 1."""
    text: str


class Draft(NamedTuple):
    """An entry as it stands in its file, before it has an id."""

    questions: tuple[Line, ...]
    """At least one; each with words in it, and no two alike. The first is the canonical one."""
    answer: str
    """Verbatim, without blank lines around it. Never empty."""
    answer_line: int
    """Of the first line of the answer."""
    topic: str | None
    id: str | None = None
    """The id that the owner gave it; None where one is to be made from its first question."""
    synonyms: tuple[str, ...] = ()
    """Words or phrases that the owner uses alike, in this file order; () where none are given."""
    url: str = ""
    """An address that begins with http:// or https://; "" where none is given."""
