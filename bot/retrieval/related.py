"""Finds entries that are related to an entry."""

from bot.knowledge import Entry, KnowledgeBase
from bot.retrieval.ranker import MAX_SAME_ANSWER, RANKED, Ranker
from bot.retrieval.term_index import WIDEN

MIN_RELATED = 0.05
"""Minimum score, by content words alone, for an entry to be related to another."""


def related_entries(entry: Entry, limit: int, base: KnowledgeBase, ranker: Ranker) -> tuple[Entry, ...]:
    """Entries that share content words with an entry's question, most similar first, each with another answer."""
    words = ranker.analyze(entry.question)
    content = [word for word in words if word.folded not in ranker.language.stop_words]
    k = RANKED
    while True:
        top = ranker.index.top_by_terms(content, k)
        found: dict[str, Entry] = {}
        for number, score in top:
            if score >= MIN_RELATED:
                other = base.entries[number]
                found.setdefault(other.answer, other)
        found.pop(entry.answer, None)
        if len(found) >= limit or len(top) < k or k > MAX_SAME_ANSWER or top[-1][1] < MIN_RELATED:
            return tuple(found.values())[:limit]
        k *= WIDEN
