"""The knowledge base: every entry that was loaded, in order, found by id."""

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.entry import Entry

PLAIN = 0
"""The version of marshal's format in which the same values are the same bytes, however often they are referred to."""


@dataclass(frozen=True)
class KnowledgeBase:
    """All entries, in the order of the files and of their lines."""

    entries: tuple[Entry, ...]
    """Never empty where it came from `load`; ids are unique."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words or phrases that mean the same to the owner; the first of a group is what the others become."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], source: str = "notes") -> "KnowledgeBase":
        """Questions and answers that stand in no file: their numbers, counted from 1, are their ids and lines.

        Neither may be empty. `source` stands where answers name their file.
        """
        return cls(
            tuple(
                Entry(str(number), (question,), answer, None, source, number)
                for number, (question, answer) in enumerate(pairs, start=1)
            )
        )

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    def get(self, entry_id: str) -> Entry | None:
        """The entry with that id; None if there is none (any more)."""
        return self._by_id.get(entry_id)

    @cached_property
    def version(self) -> str:
        """Eight hex digits that change with any question, answer, topic or their order."""
        digest = hashlib.blake2b(digest_size=4)
        for entry in self.entries:
            parts = entry.id, *entry.questions, entry.answer, entry.topic or "", "\1"
            digest.update("\0".join(parts).encode())
        for group in self.synonyms:
            digest.update("\0".join((*group, "\2")).encode())
        return digest.hexdigest()

    @cached_property
    def digest(self) -> str:
        """Thirty-two hex digits that change with everything but the lines on which the entries stand."""
        digest = hashlib.blake2b(digest_size=16)
        for entry in self.entries:
            parts = entry.id, entry.questions, entry.answer, entry.topic, entry.source, entry.synonyms, entry.url
            digest.update(marshal.dumps(parts, PLAIN))
        digest.update(marshal.dumps(self.synonyms, PLAIN))
        return digest.hexdigest()
