"""Finds the entries nearest to a question."""

from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.knowledge import Entry, KnowledgeBase
from bot.retrieval.hit import Hit


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the retriever has to say about one question."""

    hits: tuple[Hit, ...]
    confidence: float
    matched: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class Retriever:
    """TF-IDF over questions and answers."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._vec = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._rows = [(e, t) for e in base.entries for t in (*e.questions, e.question + " " + e.answer)]
        self._m = self._vec.fit_transform([t for _, t in self._rows])

    @classmethod
    def build(cls, base: KnowledgeBase) -> "Retriever":
        return cls(base)

    def search(self, query: str, k: int = 5) -> tuple[Hit, ...]:
        return self.rank(query).hits[:k]

    def rank(self, query: str) -> Ranking:
        scores = (self._m @ self._vec.transform([query]).T).toarray().ravel()
        best: dict[str, float] = {}
        for (e, _), s in zip(self._rows, scores, strict=True):
            best[e.id] = max(best.get(e.id, 0.0), float(s))
        order = np.argsort([-best[e.id] for e in self._base.entries], kind="stable")
        hits = tuple(
            Hit(self._base.entries[i], best[self._base.entries[i].id])
            for i in order
            if best[self._base.entries[i].id] > 0
        )
        return Ranking(hits, min(1.0, hits[0].score) if hits else 0.0)

    def related(self, entry: Entry, limit: int = 4) -> tuple[Entry, ...]:
        return tuple(h.entry for h in self.rank(entry.question).hits if h.entry.answer != entry.answer)[:limit]
