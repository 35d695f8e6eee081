"""Questions with known answers, made of the phrasings that a knowledge base holds."""

from dataclasses import dataclass
from enum import Enum
from random import Random

from bot.knowledge import Entry, KnowledgeBase

MOST_ENTRIES = 80
"""Of so many entries at most phrasings are held out: to learn more of them takes long."""
MOST_HELD_OUT = 900
MOST_REMOVED = 400
HELD_OUT = 0.2
"""The share of an entry's phrasings that is held out, where there are enough of them."""
REMOVED = 1 / 7
"""The least share of the entries that is left out whole."""

NOBODY = frozenset[int]()


class Kind(Enum):
    """Where an example comes from."""

    STORED = "stored"
    """A phrasing that was held out."""
    REMOVED = "removed"
    """The question of an entry that is left out: the hardest of the unanswerable, since others are near."""
    LABELLED = "labelled"
    """A question that the owner has labelled."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question."""

    text: str
    kind: Kind
    entries: frozenset[int]
    """The numbers, in the knowledge base that is asked, of the entries that answer it; empty where there is none."""


def held_out(base: KnowledgeBase, random: Random) -> tuple[KnowledgeBase, list[Example]]:
    """A part of a knowledge base with several phrasings an entry, and phrasings that it does not hold as examples.

    Some of them belong to entries that are no part of it.
    """
    count = min(MOST_ENTRIES, max(2, round(len(base.entries) * (1 - REMOVED))))
    kept = set(random.sample(range(len(base.entries)), min(count, len(base.entries))))
    entries, stored, removed = list[Entry](), list[Example](), list[Example]()
    for number, entry in enumerate(base.entries):
        phrasings = random.sample(entry.questions, len(entry.questions))
        if number not in kept:
            removed += [Example(text, Kind.REMOVED, NOBODY) for text in phrasings[:20]]
            continue
        count = max(1, round(HELD_OUT * len(phrasings))) if len(phrasings) > 1 else 0
        stored += [Example(text, Kind.STORED, frozenset({len(entries)})) for text in phrasings[:count]]
        entries.append(Entry(entry.id, tuple(phrasings[count:]), entry.answer, entry.topic, entry.source, entry.line))
    return KnowledgeBase(tuple(entries)), [
        *random.sample(stored, min(MOST_HELD_OUT, len(stored))),
        *random.sample(removed, min(MOST_REMOVED, len(removed))),
    ]
