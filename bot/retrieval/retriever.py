"""Finds the entries nearest to a question, and says how sure it is of the best."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Entry, KnowledgeBase
from bot.retrieval.analysis import MAX_CHARACTERS, Word
from bot.retrieval.calibration import Labelled, calibrate
from bot.retrieval.confidence import Confidence
from bot.retrieval.hit import Hit
from bot.retrieval.lexicon import STOP_WORDS
from bot.retrieval.scoring import DEFAULT, Ingredients, Scores
from bot.retrieval.search import Search
from bot.retrieval.signals import best_two, measure

HITS = 10
"""Hits of a ranking, where not told otherwise."""
EXACT_SCORE = 1.0
"""What an entry's score is raised by, above all others, where its question was asked word for word."""
EXACT_CONFIDENCE = 0.99
"""The confidence then: only a file that holds the same question twice can make it wrong. No other is surer."""
RELATED_REMEMBERED = 1_000
"""Entries whose related ones are remembered: the same answers are shown again and again."""
LEAST_RELATED = 0.05
"""The least score, of the words of substance alone, from which an entry is related to another."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the retriever has to say about one question."""

    hits: tuple[Hit, ...]
    """Best first; empty where no word is known."""
    confidence: float
    """In [0, 1]: the probability that the first hit answers the question, less where `kept` is less. 0.0 without a
    known word of substance, be there only stop words, numbers or gibberish, unless it is a stored question."""
    exact: bool
    """Whether the question is a stored one, but for case, punctuation and courtesy."""
    kept: float
    """How much of what the first hit's question names the question keeps, in [0, 1]; see `Holdings.kept`. 1 where a
    classifier knows from many phrasings which names matter."""
    lead: float
    """How far the first hit is ahead of the first with another answer, as a share of its score, in [0, 1]."""
    matched: tuple[str, ...]
    """The words of substance that the first hit holds, as they were asked and in that order, each once."""
    unknown: tuple[str, ...]
    """Those that no entry holds, nor any word spelt like them."""


NOTHING = Ranking((), 0.0, exact=False, kept=0.0, lead=0.0, matched=(), unknown=())


class Retriever:
    """A knowledge base that can be searched. Nothing in it changes, so that threads may share it."""

    def __init__(self, base: KnowledgeBase, search: Search, confidence: Confidence) -> None:
        """Take what `build` has fitted."""
        self._base = base
        self._search = search
        self._confidence = confidence
        self.related = lru_cache(maxsize=RELATED_REMEMBERED)(self._related)
        self._verbatim: dict[str, int] = {}
        owners: dict[str, set[int]] = {}
        for number, phrasings in enumerate(search.scorer.questions):
            for text, words in zip(base.entries[number].questions, phrasings, strict=True):
                self._verbatim.setdefault(text.strip(), number)
                owners.setdefault(_key(words), set()).add(number)
        self._exact = {key: min(numbers) for key, numbers in owners.items() if len(numbers) == 1}

    @classmethod
    def build(
        cls, base: KnowledgeBase, labelled: Sequence[Labelled] = (), ingredients: Ingredients = DEFAULT
    ) -> "Retriever":
        """Fit scikit-learn's vectorisers on the knowledge base, and the confidence to what they find.

        Questions that the owner has labelled make the confidence truer; the ranking does not learn from them.
        """
        search = Search.build(base, ingredients)
        return cls(base, search, calibrate(base, search, labelled))

    def search(self, query: str, k: int = HITS) -> tuple[Hit, ...]:
        """The k nearest entries, best first, equal scores in file order; fewer where fewer share anything."""
        return self.rank(query, k).hits

    def rank(self, query: str, k: int = HITS) -> Ranking:
        """Rank the entries for any text. Of one that is not stored, only the first MAX_CHARACTERS are read."""
        text = query.strip()
        words = self._search.scorer.analyse(text[:MAX_CHARACTERS])
        exact = self._verbatim.get(text, self._exact.get(_key(words)) if words else None)
        if not words and exact is None:
            return NOTHING
        scores = self._search.scores(words)
        if exact is not None:
            scores[exact] = scores.max() + EXACT_SCORE
        best, second = best_two(self._search.holdings, scores)
        if scores[best] <= 0:
            return NOTHING
        matched, elsewhere, unknown = self._evidence(words, best)
        kept = self._search.kept(words, best)
        if exact is not None:
            confidence = EXACT_CONFIDENCE
        elif matched or elsewhere:
            modelled = self._confidence.of(measure(self._search.holdings, words, scores))
            confidence = min(EXACT_CONFIDENCE, modelled * sqrt(kept))
        else:
            confidence = 0.0
        lead = 1.0 if second is None else 1 - float(scores[second] / scores[best])
        return Ranking(self._hits(scores, k), confidence, exact is not None, kept, lead, matched, unknown)

    def _related(self, entry: Entry, limit: int) -> tuple[Entry, ...]:
        """Entries that share words of substance with an entry's question, most first; no answer among them twice."""
        substance = [word for word in self._search.scorer.analyse(entry.question) if word.folded not in STOP_WORDS]
        scores = self._search.scorer.similarities(substance)
        answers, found = {entry.answer}, list[Entry]()
        for number in _best(scores, len(scores)).tolist():
            if len(found) == limit or scores[number] < LEAST_RELATED:
                break
            other = self._base.entries[number]
            if other.answer not in answers:
                answers.add(other.answer)
                found.append(other)
        return tuple(found)

    def _hits(self, scores: Scores, k: int) -> tuple[Hit, ...]:
        numbers = [number for number in _best(scores, k).tolist() if scores[number] > 0]
        return tuple(Hit(self._base.entries[number], float(scores[number])) for number in numbers)

    def _evidence(self, words: Sequence[Word], entry: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The words of substance that the entry holds, those that only others hold, and those that none does."""
        matched, elsewhere, unknown = dict[str, str](), dict[str, str](), dict[str, str]()
        held = self._search.holdings.columns(entry)
        for word in words:
            if word.folded not in STOP_WORDS and any(char.isalpha() for char in word.folded):
                meant = self._search.holdings.stands_for(word.stem)
                group = matched if meant & held else elsewhere if meant else unknown
                group.setdefault(word.stem, word.written)
        return (
            tuple(dict.fromkeys(matched.values())),
            tuple(dict.fromkeys(elsewhere.values())),
            tuple(dict.fromkeys(unknown.values())),
        )


def _best(scores: Scores, k: int) -> NDArray[np.int64]:
    """The numbers of the k largest scores, largest first, equal ones in ascending order."""
    if 0 < k < len(scores):
        least = np.partition(scores, len(scores) - k)[len(scores) - k]
        candidates = np.flatnonzero(scores >= least)
    else:
        candidates = np.arange(len(scores))
    return candidates[np.argsort(-scores[candidates], kind="stable")][:k]


def _key(words: Sequence[Word]) -> str:
    return " ".join(word.folded for word in words)
