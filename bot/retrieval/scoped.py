"""Ranks only some entries of a knowledge base, with what was fitted to all of them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Entry
from bot.retrieval.index import TopK
from bot.retrieval.ranker import Ranker, Scores
from bot.retrieval.ranking import Ranking
from bot.retrieval.retriever import HITS, Retriever
from bot.retrieval.words.analysis import Word

SEARCHED_RELATED = 50
"""Related entries to look through for those that are ranked."""


class ScopedRanker(Ranker):
    """A ranker of some entries."""

    def __init__(self, whole: Ranker, entries: NDArray[np.int64]) -> None:
        """Take the ranker of all entries, and the numbers of those to rank, ascending."""
        super().__init__(whole.index, whole.terms, whole.encoder, whole.vectors)
        self._entries, self._numbers = entries, frozenset(entries.tolist())

    def related(self, question: str, answer: str, limit: int) -> list[int]:
        """As for all entries, but the most distant ones may be missing."""
        found = super().related(question, answer, SEARCHED_RELATED)
        return [number for number in found if number in self._numbers][:limit]

    def _top(self, question: Sequence[Word], k: int) -> TopK:
        return self.index.top_among(self._entries, question, k)

    def _kept(self, scores: Scores) -> Scores:
        kept = np.zeros_like(scores)
        kept[self._entries] = scores[self._entries]
        return kept

    def _of_those(self, entries: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.intersect1d(entries, self._entries)


class ScopedRetriever(Retriever):
    """A retriever of some entries."""

    def __init__(self, whole: Retriever, entries: Sequence[Entry]) -> None:
        """Take the retriever of all entries, and those to find, at least one."""
        wanted = {entry.id for entry in entries}
        numbers = [number for number, entry in enumerate(whole.base.entries) if entry.id in wanted]
        found = np.array(numbers, np.int64)
        super().__init__(whole.base, ScopedRanker(whole._ranker, found), whole._confidence, whole._stored)  # noqa: SLF001
        self._numbers = frozenset(numbers)

    def rank_readings(self, readings: Sequence[str], message: str, k: int = HITS) -> list[Ranking]:
        """Rank the entries for each reading of one message. Needs at least one reading."""
        return self._rank(readings, message, k, self._find_kept)

    def _exact_or_read(self, text: str, words: Sequence[Word]) -> int | None:
        return self._if_kept(super()._exact_or_read(text, words))

    def _find_kept(self, text: str, words: Sequence[Word]) -> int | None:
        return self._if_kept(self._stored.find(text, words))

    def _if_kept(self, number: int | None) -> int | None:
        return number if number in self._numbers else None
