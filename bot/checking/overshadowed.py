"""Finds stored questions whose own words find another entry first. Their owner should reword or merge them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.knowledge import Entry, KnowledgeBase
from bot.knowledge.linting.near_duplicates import are_near_duplicates
from bot.retrieval.ranker import Ranker

MOST_ENTRIES = 20_000
"""Maximum number of entries that are ranked. A check of a huge knowledge base must take less memory than the bot."""
MOST_QUESTIONS = 1_000
"""Maximum number of questions that are asked. Asking all of them takes quadratic time."""


@dataclass(frozen=True, slots=True)
class Overshadowed:
    """A stored question whose own words find another entry first."""

    entry: Entry
    question: str
    found: Entry
    """The entry that ranks first; it has another answer."""


def overshadowed(base: KnowledgeBase) -> Iterator[Overshadowed]:
    """Ask each stored question as if it were not stored, in file order. `base` must have an entry.

    The bot recognises a stored question word for word. But members use similar words, which find the same entry as the
    question's own words. Among entries of equal score, the first in the file wins. The linter reports near-duplicates,
    so they are left out here.
    """
    entries = base.entries[:MOST_ENTRIES]
    ranker = Ranker.build(KnowledgeBase(entries, base.synonyms))
    asked = ((number, question) for number, entry in enumerate(entries) for question in entry.questions)
    for number, question in islice(asked, MOST_QUESTIONS):
        ranked = ranker.rank_with_runner_up(ranker.analyze(question))
        if not ranked:
            continue
        entry, found = entries[number], entries[ranked[0][0]]
        if found is entry or found.answer == entry.answer:
            continue
        if not any(are_near_duplicates(question, other) for other in found.questions):
            yield Overshadowed(entry, question, found)
