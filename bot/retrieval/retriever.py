"""Finds the entries nearest to a question, and says how sure it is of the best."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.knowledge.progress import Progress, silent
from bot.retrieval.checks import checked
from bot.retrieval.confidence import Confidence
from bot.retrieval.hit import Hit
from bot.retrieval.index import Top
from bot.retrieval.ingredients import DEFAULT, Ingredients
from bot.retrieval.labelled import Labelled
from bot.retrieval.remembering import remembered
from bot.retrieval.scoring import MORE, RANKED, Scorer
from bot.retrieval.search import MOST_TWINS, Search
from bot.retrieval.signals import best_two, measure
from bot.retrieval.stored_questions import StoredQuestions
from bot.retrieval.topics import find_topics
from bot.retrieval.words.analysis import MAX_CHARACTERS, Word
from bot.retrieval.words.lexicon import STOP_WORDS
from bot.retrieval.words.tokens import Analysed
from bot.storage import Arrays, nested, part

RANKS = 75
"""About so many per cent of the work are done when questions can be ranked; what is left is the confidence."""
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
    """How much of what the first hit's question asks for the question keeps, in [0, 1]; see `Holdings.kept`. 1 where a
    classifier knows from many phrasings which words matter."""
    lead: float
    """How far the first hit is ahead of the first with another answer, as a share of its score, in [0, 1]."""
    matched: tuple[str, ...]
    """The words of substance that the first hit holds, as they were asked and in that order, each once."""
    unknown: tuple[str, ...]
    """Those that no entry holds, nor any word spelt like them."""


NOTHING = Ranking((), 0.0, exact=False, kept=0.0, lead=0.0, matched=(), unknown=())


class Retriever:
    """A knowledge base that can be searched. Nothing in it changes, so that threads may share it."""

    def __init__(self, base: KnowledgeBase, search: Search, confidence: Confidence, stored: StoredQuestions) -> None:
        """Take what `build` has fitted."""
        self._base = base
        self._search = search
        self._confidence = confidence
        self._stored = stored
        self._remembered = remembered(self._find_related, RELATED_REMEMBERED)

    @classmethod
    def build(
        cls,
        base: KnowledgeBase,
        labelled: Sequence[Labelled] = (),
        ingredients: Ingredients = DEFAULT,
        show: Progress = silent,
        before: Analysed | None = None,
    ) -> "Retriever":
        """Fit scikit-learn's vectorisers on the knowledge base, and the confidence to what they find.

        Questions that the owner has labelled make the confidence truer; the ranking does not learn from them. Where an
        earlier version has been analysed, what it has in common with this one is not analysed again: the result is the
        same.
        """
        from bot.retrieval.calibration.calibrating import calibrate

        search = Search.around(base, Scorer.build(base, ingredients, show, before))
        show(RANKS, 100)
        stored = StoredQuestions.build(base, search.scorer.tokens)
        return cls(base, search, calibrate(base, search, labelled), stored)

    @classmethod
    def restore(cls, base: KnowledgeBase, state: Arrays) -> "Retriever":
        """What `build` once made of this knowledge base, of its `state`.

        Raises ValueError if the state does not fit the knowledge base.
        """
        try:
            if checked(state["base"], np.uint8).tobytes() != bytes.fromhex(base.digest):
                raise ValueError("this is the state of another knowledge base")
            search = Search.restore(base, part("search", state))
            stored = StoredQuestions.restore(base, search.scorer.tokens, part("stored", state))
            return cls(base, search, Confidence.restore(part("confidence", state)), stored)
        except KeyError:
            raise ValueError("an array is missing") from None

    def state(self) -> Arrays:
        """Everything that was fitted, as arrays; of the defaults' ingredients."""
        return {
            "base": np.frombuffer(bytes.fromhex(self._base.digest), np.uint8),
            **nested("search", self._search.state()),
            **nested("confidence", self._confidence.state()),
            **nested("stored", self._stored.state()),
        }

    def analysed(self) -> Analysed:
        """What the next version need not analyse again."""
        return Analysed.of(self._base, self._search.scorer.analyst, self._search.scorer.tokens)

    def topics(self) -> tuple[Topic, ...]:
        """The topics of the knowledge base; see `find_topics`."""
        return find_topics(self._base, self._search.scorer)

    def search(self, query: str, k: int = HITS) -> tuple[Hit, ...]:
        """The k nearest entries, best first, equal scores in file order; fewer where fewer share anything.

        The hits of `rank` without what only the confidence needs. Where very many entries have the same answer, `rank`
        looks further for another one, and may find others among the last of its hits.
        """
        words, exact = self._understood(query)
        return self._hits(_with_exact(self._search.ranked(words, max(k, RANKED)) if words else [], exact), k)

    def rank(self, query: str, k: int = HITS) -> Ranking:
        """Rank the entries for any text. Of one that is not stored, only the first MAX_CHARACTERS are read."""
        words, exact = self._understood(query)
        if not words and exact is None:
            return NOTHING
        ranked = _with_exact(self._search.ranked_with_runner_up(words, max(k, RANKED)), exact)
        (best, score), (_, second) = best_two(self._search.holdings, ranked)
        if best is None:
            return NOTHING
        matched, unknown, resembles = self._evidence(words, best)
        kept = self._search.kept(words, best)
        if exact is not None:
            confidence = EXACT_CONFIDENCE
        elif resembles:
            modelled = self._confidence.of(measure(self._search.holdings, words, ranked))
            confidence = min(EXACT_CONFIDENCE, modelled * sqrt(kept))
        else:
            confidence = 0.0
        lead = 1 - second / score
        return Ranking(self._hits(ranked, k), confidence, exact is not None, kept, lead, matched, unknown)

    def related(self, entry: Entry, limit: int) -> tuple[Entry, ...]:
        """Entries that share words of substance with an entry's question, most first; no answer among them twice.

        Remembers what it found.
        """
        return self._remembered(entry, limit)

    def forget(self) -> None:
        """Forget what was found before: for whoever measures how long it takes."""
        self._remembered.cache_clear()

    def _find_related(self, entry: Entry, limit: int) -> tuple[Entry, ...]:
        substance = [word for word in self._search.scorer.analyse(entry.question) if word.folded not in STOP_WORDS]
        asked = RANKED
        while True:
            ranked = self._search.scorer.similar(substance, asked)
            found: dict[str, Entry] = {}
            for number, score in ranked:
                if score >= LEAST_RELATED:
                    other = self._base.entries[number]
                    found.setdefault(other.answer, other)
            found.pop(entry.answer, None)
            if len(found) >= limit or len(ranked) < asked or asked > MOST_TWINS or ranked[-1][1] < LEAST_RELATED:
                return tuple(found.values())[:limit]
            asked *= MORE

    def _understood(self, query: str) -> tuple[list[Word], int | None]:
        """The words of a text, and the entry whose question it is, if it is a stored one."""
        text = query.strip()
        words = self._search.scorer.analyse(text[:MAX_CHARACTERS])
        return words, self._stored.find(text, words)

    def _hits(self, ranked: Top, k: int) -> tuple[Hit, ...]:
        return tuple(Hit(self._base.entries[number], score) for number, score in ranked[: max(0, k)])

    def _evidence(self, words: Sequence[Word], entry: int) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """The words of substance that the entry holds, those that no entry does, and whether any resembles one."""
        matched, unknown = dict[str, str](), dict[str, str]()
        holdings, resembles = self._search.holdings, False
        held = holdings.columns(entry)
        for word in words:
            if word.folded not in STOP_WORDS and any(char.isalpha() for char in word.folded):
                meant = holdings.stands_for(word.stem)
                resembles = resembles or bool(meant or holdings.resembles(word.stem))
                if meant & held:
                    matched.setdefault(word.stem, word.written)
                elif not meant:
                    unknown.setdefault(word.stem, word.written)
        return tuple(dict.fromkeys(matched.values())), tuple(dict.fromkeys(unknown.values())), resembles


def _with_exact(ranked: Top, exact: int | None) -> Top:
    """The entries with the one first whose question was asked word for word, if there is one."""
    if exact is None:
        return ranked
    score = (ranked[0][1] if ranked else 0.0) + EXACT_SCORE
    return [(exact, score), *(hit for hit in ranked if hit[0] != exact)]
