"""The scores of the entries for a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, log, sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import KnowledgeBase
from bot.language import Language
from bot.retrieval.features.neighbours import WordNeighbours
from bot.retrieval.features.space import TermSpace
from bot.retrieval.index import Postings, QueryVector, TopK, best_of, top_of_all, top_of_shortlist
from bot.retrieval.ingredients import DEFAULT, Ingredients
from bot.retrieval.words.analysis import Analyzer, Word
from bot.retrieval.words.corpus import Analyzed, TokenizedCorpus, tokenize
from bot.retrieval.words.synonyms import analyzer_for
from bot.runtime import Progress, silent
from bot.storage import Arrays, add_prefix, strip_prefix

if TYPE_CHECKING:
    from bot.retrieval.features.classifier import Classifier

RANKED = 20
"""Entries that are ranked: hits, choices and the runner-up are among the first few."""
MOST_ROWS = 1_024
"""So many questions at most are looked at first to find these entries, where entries have several."""
MORE = 4
"""So many times as many are looked at next, where that does not do."""
TOKENISED = 40
"""About so many per cent of the work on a large knowledge base are done when its texts have been analysed."""


@dataclass(frozen=True, eq=False)
class Scorer:
    """Scores the entries of a knowledge base, which go by their number."""

    ingredients: Ingredients
    analyzer: Analyzer
    tokens: TokenizedCorpus
    space: TermSpace
    neighbours: WordNeighbours
    rows: Postings
    """A row a question, in the order of the file: its terms, and those of its entry's answer."""
    classifier: "Classifier | None"

    @classmethod
    def build(
        cls,
        base: KnowledgeBase,
        language: Language,
        ingredients: Ingredients = DEFAULT,
        show: Progress = silent,
        before: Analyzed | None = None,
    ) -> "Scorer":
        """Fit everything on the knowledge base, which needs at least one entry."""
        from bot.retrieval.features.classifier import MOST_ENTRIES, PHRASINGS, Classifier
        from bot.retrieval.features.fitting import fit_letters, fit_terms

        analyzer = analyzer_for(base, language)
        tokens = tokenize(base, analyzer, lambda done, total: show(round(TOKENISED * done / total), 100), before)
        space, rows = fit_terms(
            tokens,
            language,
            pairs=ingredients.pairs,
            answer=ingredients.answer,
            empty=ingredients.empty,
            pivot=ingredients.pivot,
            later=ingredients.later,
        )
        classifier = None
        if (
            ingredients.classifier
            and 1 < len(base.entries) <= MOST_ENTRIES
            and rows.count >= PHRASINGS * len(base.entries)
        ):
            asked = np.setdiff1d(np.arange(len(tokens.texts) - 1), tokens.answers)
            owners = np.repeat(np.arange(len(base.entries), dtype=np.int32), np.diff(tokens.entries) - 1)
            classifier = Classifier.fit([tokens.as_words(text) for text in asked.tolist()], owners)
        return cls(ingredients, analyzer, tokens, space, fit_letters(tuple(tokens.stems)), rows, classifier)

    @cached_property
    def unknown_idf(self) -> float:
        """The idf of a term in no entry."""
        return log(1 + len(self.tokens.answers)) + 1

    @cached_property
    def _share(self) -> np.float32:
        """How much the classifier counts."""
        from bot.retrieval.features.classifier import trust

        return np.float32(self.ingredients.classifier * trust(self.tokens.sizes()))

    @cached_property
    def _firsts(self) -> NDArray[np.int64]:
        """The row of each entry's first question."""
        return self.tokens.entries[:-1] - np.arange(len(self.tokens.answers))

    @cached_property
    def _owners(self) -> NDArray[np.int64] | None:
        """The entry of each row; None where each row is an entry's only one."""
        count = len(self._firsts)
        return None if count == self.rows.count else np.repeat(np.arange(count), self.tokens.sizes())

    @property
    def has_phrasings(self) -> bool:
        """Whether an entry has more than one question."""
        return self._owners is not None

    def analyse(self, text: str) -> list[Word]:
        """The words of a text."""
        return self.analyzer.analyze(text)

    @classmethod
    def restore(cls, state: Arrays, language: Language) -> "Scorer":
        """From what `state` gave, with the default ingredients.

        Raises KeyError or ValueError for what it cannot have given.
        """
        tokens = TokenizedCorpus.restore(strip_prefix("tokens", state))
        space = TermSpace.restore(tokens.stems, strip_prefix("space", state))
        neighbours = WordNeighbours.restore(tokens.stems, strip_prefix("neighbours", state))
        rows = Postings.restore(strip_prefix("rows", state))
        if (rows.count, rows.width) != (sum(tokens.sizes()), space.width):
            raise ValueError("these are the rows of other questions")
        classifier = None
        if learnt := strip_prefix("classifier", state):
            from bot.retrieval.features.classifier import Classifier

            classifier = Classifier.restore(learnt, len(tokens.answers))
        return cls(
            DEFAULT,
            Analyzer.restore(strip_prefix("analyzer", state), language),
            tokens,
            space,
            neighbours,
            rows,
            classifier,
        )

    def state(self) -> Arrays:
        """Everything that was fitted, as arrays."""
        return {
            **add_prefix("analyzer", self.analyzer.state()),
            **add_prefix("tokens", self.tokens.state()),
            **add_prefix("space", self.space.state()),
            **add_prefix("neighbours", self.neighbours.state()),
            **add_prefix("rows", self.rows.state()),
            **add_prefix("classifier", self.classifier.state() if self.classifier else {}),
        }

    def ranked(self, question: Sequence[Word], k: int = RANKED) -> TopK:
        """The k best entries by everything there is, best first, and their scores; none with a score of 0."""
        if self.classifier is None or not question:
            return self.similar(question, k)
        return best_of(self.scores(question), k)

    def ranked_among(self, entries: NDArray[np.int64], question: Sequence[Word], k: int = RANKED) -> TopK:
        """The k best of some entries."""
        scores = self.scores(question)
        kept = np.zeros_like(scores)
        kept[entries] = scores[entries]
        return best_of(kept, k)

    def scores(self, question: Sequence[Word]) -> NDArray[np.float32]:
        """The score of every entry; zeros for no words."""
        if not question:
            return np.zeros(len(self._firsts), np.float32)
        sums = self.rows.acquire_accumulator()
        self.rows.add(self.terms(question), sums)
        scores = np.maximum.reduceat(sums, self._firsts)
        self.rows.release_accumulator(sums)
        if self.classifier is not None:
            scores += self._share * np.maximum(0, 1 + self.classifier.margins(question))
        return scores

    def holding_all(self, question: Sequence[Word]) -> NDArray[np.int64]:
        """The numbers of the entries that hold every word of a question, ascending; all where it has no word."""
        stems = {word.stem for word in question}
        if not stems <= self.space.columns.keys():
            return np.empty(0, np.int64)
        found: NDArray[np.bool_] | None = None
        for stem in stems:
            rows = self.rows.rows[self.rows.span(self.space.columns[stem])]
            holds = np.zeros(len(self._firsts), bool)
            holds[rows if self._owners is None else self._owners[rows]] = True
            found = holds if found is None else found & holds
        return np.arange(len(self._firsts)) if found is None else np.flatnonzero(found)

    def similar(self, question: Sequence[Word], k: int = RANKED) -> TopK:
        """The k best without the classifier."""
        terms = self.terms(question)
        search = top_of_all if self.rows.touched(terms) <= self.ingredients.whole else top_of_shortlist
        if self._owners is None:
            return search(self.rows, terms, k)
        wanted = min(MOST_ROWS, k * ceil(self.rows.count / len(self._firsts)))
        while True:
            best = search(self.rows, terms, wanted)
            found: dict[int, float] = {}
            for row, score in best:
                found.setdefault(int(self._owners[row]), score)
            if len(found) >= k or len(best) < wanted:
                return list(found.items())[:k]
            wanted *= MORE  # the phrasings of a few entries have crowded out all others

    def terms(self, question: Sequence[Word]) -> QueryVector:
        """What to look for: the question's words and pairs, and its words spread over those that are spelt alike."""
        of = self.ingredients
        unknown_idf = of.unknown * self.unknown_idf
        stems = [word.stem for word in question]
        weighed = self.space.weigh(stems, unknown_idf)
        share = of.words / weighed.length
        found = {column: share * weight for column, weight in weighed.weights.items()} if share else {}
        if of.words < 1:
            share = 1 - of.words
            for column, weight in self._alike(stems, unknown_idf).items():
                found[column] = found.get(column, 0.0) + share * weight
        return [(column, weight) for column, weight in found.items() if weight > 0]

    def _alike(self, stems: Sequence[str], unknown_idf: float) -> dict[int, float]:
        """The question's words, each spread over its neighbours: the soft cosine (Sidorov et al. 2014).

        The norm is that of the question as it was asked, so that a neighbour never makes up for a word whole.
        """
        spread: dict[int, float] = {}
        square = 0.0
        for stem in dict.fromkeys(stems):
            column = self.space.columns.get(stem)
            weight = unknown_idf if column is None else self.space.idf[column]
            square += weight * weight
            for other, alikeness in self.neighbours.of(stem):
                spread[other] = spread.get(other, 0.0) + weight * alikeness
        length = sqrt(square) or 1.0
        return {column: weight / length for column, weight in spread.items()}
