"""What the owner wrote: entries, and the topics that group them."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer and the questions that it answers."""

    id: str
    """Short and stable: the owner's own, or made from the first question; so it survives edits of other lines."""
    questions: tuple[str, ...]
    """At least one; the first is the canonical question, the rest are other phrasings of it, in file order."""
    answer: str
    """Verbatim, without leading or trailing blank lines; inner line breaks are kept as "\\n". Never empty."""
    topic: str | None
    """The heading that it stands under; None where its file has none above it."""
    source: str
    """The file, relative to the folder that was loaded (its bare name where a file was): safe to show to anyone."""
    line: int
    """The line of the first question, counted from 1."""
    synonyms: tuple[str, ...] = ()
    """Words or phrases that the owner gave with this entry as meaning the same; they are also a group of the base's."""
    url: str = ""
    """Where members can read more: an address that begins with http:// or https://; "" where none is given."""

    @property
    def question(self) -> str:
        """The canonical question."""
        return self.questions[0]


@dataclass(frozen=True, slots=True)
class Topic:
    """A named group of entries."""

    name: str
    entries: tuple[Entry, ...]
    """In file order; never empty."""


def made_id(question: str) -> str:
    """The id of an entry without one of its own: ten hex digits of its first question, whatever case and spacing."""
    return hashlib.blake2b(" ".join(question.casefold().split()).encode(), digest_size=5).hexdigest()
