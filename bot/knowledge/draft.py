"""Drafts: entries as readers return them, with their lines, before they get ids."""

from typing import NamedTuple


class Line(NamedTuple):
    """A piece of text without surrounding white space, and the number of its first line."""

    number: int
    """From 1."""
    text: str


class Draft(NamedTuple):
    """An entry as written in its file, before it gets an id."""

    questions: tuple[Line, ...]
    """At least one, each with words and all different. The first is the canonical one."""
    answer: str
    """Verbatim, without blank lines around it. Never empty."""
    answer_line: int
    """The first line of the answer."""
    topic: str | None
    id: str | None = None
    """The owner's id; None to make one from the first question."""
    synonyms: tuple[str, ...] = ()
    """Words or phrases with the same meaning, in file order."""
    url: str = ""
    """An address that begins with http:// or https://; "" for none."""
    related: tuple[str, ...] = ()
    """Questions or ids of entries to show next to this one, in file order."""
