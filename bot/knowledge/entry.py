"""Entries, and the topics that group them."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer and the questions that it answers."""

    id: str
    """Short and stable: set by the owner or made from the first question, so that it survives other edits."""
    questions: tuple[str, ...]
    """At least one: the canonical question, then its other phrasings in file order."""
    answer: str
    """Verbatim, without blank lines at either end. Line breaks are "\\n". Never empty."""
    topic: str | None
    """The heading above it; None without one."""
    source: str
    """The file, relative to the loaded folder, or the bare name of a loaded file: safe to show to anyone."""
    line: int
    """The line of the first question, from 1."""
    synonyms: tuple[str, ...] = ()
    """Words or phrases with the same meaning, from this entry. They are also a group of the knowledge base."""
    url: str = ""
    """Where members can read more: an address that begins with http:// or https://; "" for none."""

    edited: str = ""
    """The day on which a moderator wrote this, such as 2026-11-27; "" for an entry as in the file."""
    related: tuple[str, ...] = ()
    """Questions or ids of the entries that its owner names as related, in file order."""

    @property
    def question(self) -> str:
        """The canonical question."""
        return self.questions[0]


@dataclass(frozen=True, slots=True)
class Topic:
    """A named group of entries."""

    name: str
    entries: tuple[Entry, ...]
    """In file order. Never empty."""


def made_id(question: str) -> str:
    """The id that the bot makes for an entry: ten hex digits of its first question, ignoring case and spacing."""
    return hashlib.blake2b(folded(question).encode(), digest_size=5).hexdigest()


def folded(question: str) -> str:
    """The question in a form that ignores case and spacing, to compare questions."""
    return " ".join(question.casefold().split())
