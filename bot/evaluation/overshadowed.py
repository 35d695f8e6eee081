"""Questions that the ranking takes for another entry's: what their owner should reword or join."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.knowledge import Entry, KnowledgeBase
from bot.knowledge.near_duplicates import are_near_duplicates
from bot.retrieval.search import Search
from bot.retrieval.words.analysis import MAX_CHARACTERS

MOST_ENTRIES = 20_000
"""Those that are ranked, the first of the knowledge base: a check of a huge one shall not take the memory of a bot."""
MOST_QUESTIONS = 1_000
"""How many are asked, from the first on: to ask all of a large knowledge base takes time in the square of its size."""


@dataclass(frozen=True, slots=True)
class Overshadowed:
    """A stored question whose own words find another entry first."""

    entry: Entry
    question: str
    found: Entry
    """What stands first; its answer is another one."""


def overshadowed(base: KnowledgeBase) -> Iterator[Overshadowed]:
    """Ask each stored question as if it were not stored, in file order; `base` has at least one entry.

    Word for word it would be recognised. But members ask in words that come near it, and those find what its words
    find. Where several entries rank alike the first in the file stands first. Near-duplicates are left to the linter.
    """
    entries = base.entries[:MOST_ENTRIES]
    search = Search.build(KnowledgeBase(entries, base.synonyms))
    asked = ((number, question) for number, entry in enumerate(entries) for question in entry.questions)
    for number, question in islice(asked, MOST_QUESTIONS):
        ranked = search.ranked_with_runner_up(search.scorer.analyse(question[:MAX_CHARACTERS]))
        if not ranked:
            continue
        entry, found = entries[number], entries[ranked[0][0]]
        if found is entry or found.answer == entry.answer:
            continue
        if not any(are_near_duplicates(question, other) for other in found.questions):
            yield Overshadowed(entry, question, found)
