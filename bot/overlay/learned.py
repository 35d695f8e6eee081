"""Moderators' edits and labels as one text, for the process that answers and for the builder."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.knowledge import KnowledgeBase
from bot.knowledge.entry import folded
from bot.overlay.applying import apply_edits, in_effect
from bot.store import Content, Edit, EditKind, Label, StoreError

if TYPE_CHECKING:
    from bot.store.store import Store


@dataclass(frozen=True, slots=True)
class Learned:
    """Edits and labels."""

    edits: tuple[Edit, ...] = ()
    """Those in effect, oldest first."""
    labels: tuple[Label, ...] = ()

    def apply(self, files: KnowledgeBase) -> KnowledgeBase:
        """The knowledge base with the edits."""
        return apply_edits(files, self.edits)

    def labelled(self, base: KnowledgeBase) -> list[tuple[str, frozenset[str]]]:
        """The labels that the confidence can be calibrated on: each question with the ids of its entry, or none.

        Leaves out questions that are now phrasings, because the bot finds these with certainty, and questions of
        removed entries.
        """
        stored = {folded(question) for entry in base.entries for question in entry.questions}
        return [
            (label.text, frozenset({label.entry} if label.entry else ()))
            for label in self.labels
            if folded(label.text) not in stored and (not label.entry or base.get(label.entry))
        ]

    def as_text(self) -> str:
        """One line of JSON; "" if there is nothing. Equal texts mean equal values."""
        if not self.edits and not self.labels:
            return ""
        edits = [
            [edit.number, int(edit.at.timestamp()), edit.kind.value, edit.entry, edit.after and _fields(edit.after)]
            for edit in self.edits
        ]
        return json.dumps([edits, [[label.text, label.entry, label.day.isoformat()] for label in self.labels]])

    @classmethod
    def of_text(cls, text: str) -> "Learned":
        """What `as_text` wrote, without who edited and what was there before."""
        if not text:
            return cls()
        edits, labels = json.loads(text)
        return cls(
            tuple(
                Edit(number, datetime.fromtimestamp(at, UTC), EditKind(kind), entry, _content(after), None, "", 0)
                for number, at, kind, entry, after in edits
            ),
            tuple(Label(question, entry, date.fromisoformat(day)) for question, entry, day in labels),
        )


class LearnedFrom:
    """Reads edits and labels from a store, and only if they have changed. Not thread-safe."""

    def __init__(self, store: "Store") -> None:
        """Take the store."""
        self._store = store
        self._revision: tuple[int, ...] | None = None
        self._text = ""

    def __call__(self) -> str:
        """The current `Learned.as_text` of the store; the last one while the store cannot be read."""
        with suppress(StoreError):
            revision = self._store.revision().result()
            if revision != self._revision:
                learned = Learned(in_effect(self._store.history().result()), self._store.labels().result())
                self._text, self._revision = learned.as_text(), revision
        return self._text


def _fields(content: Content) -> Sequence[object]:
    return [content.questions, content.answer, content.topic, content.synonyms, content.url]


def _content(fields: Sequence[object] | None) -> Content | None:
    if fields is None:
        return None
    questions, answer, topic, synonyms, url = fields
    return Content(tuple(questions), answer, topic, tuple(synonyms), url)  # type: ignore[arg-type]
