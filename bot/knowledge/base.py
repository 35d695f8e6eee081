"""The knowledge base: all entries in order, with access by id."""

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.entry import Entry, folded

PLAIN = 0
"""The version of marshal's format that encodes equal values as equal bytes, however often they are referenced."""


@dataclass(frozen=True)
class KnowledgeBase:
    """All entries, in the order of files and lines."""

    entries: tuple[Entry, ...]
    """With unique ids. Never empty if it comes from `load`."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words or phrases with the same meaning. The first of a group replaces the others."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], source: str = "notes") -> "KnowledgeBase":
        """A knowledge base of questions and answers without a file. Their numbers, from 1, are their ids and lines.

        Neither may be empty. `source` is used as the file name.
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
        """The entry with that id; None if there is none."""
        return self._by_id.get(entry_id)

    @cached_property
    def _by_question(self) -> Mapping[str, Entry]:
        return {folded(entry.question): entry for entry in reversed(self.entries)}

    def related(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries that its owner names as related, in file order, except unknown ones and itself."""
        found = (self.get(name) or self._by_question.get(folded(name)) for name in entry.related)
        return tuple(dict.fromkeys(other for other in found if other and other.id != entry.id))

    @cached_property
    def version(self) -> str:
        """Eight hex digits that change if a question, an answer, a topic or their order changes."""
        digest = hashlib.blake2b(digest_size=4)
        for entry in self.entries:
            parts = entry.id, *entry.questions, entry.answer, entry.topic or "", "\1"
            digest.update("\0".join(parts).encode())
        for group in self.synonyms:
            digest.update("\0".join((*group, "\2")).encode())
        return digest.hexdigest()

    @cached_property
    def digest(self) -> str:
        """Thirty-two hex digits that change if anything but the lines of the entries changes."""
        digest = hashlib.blake2b(digest_size=16)
        for entry in self.entries:
            parts = (
                entry.id,
                entry.questions,
                entry.answer,
                entry.topic,
                entry.source,
                entry.synonyms,
                entry.url,
                entry.edited,
                entry.related,
            )
            digest.update(marshal.dumps(parts, PLAIN))
        digest.update(marshal.dumps(self.synonyms, PLAIN))
        return digest.hexdigest()
