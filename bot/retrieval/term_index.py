"""The index of a knowledge base by its words, and the score of each entry for a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import KnowledgeBase
from bot.language import Language
from bot.retrieval.features.neighbours import WordNeighbours
from bot.retrieval.features.vocabulary import Vocabulary
from bot.retrieval.index import Postings, QueryVector, TopK, best_of, top_of_all, top_of_shortlist
from bot.retrieval.ranking_params import DEFAULT_PARAMS, RankingParams
from bot.retrieval.words.analysis import Analyzer, Word
from bot.retrieval.words.corpus import Analyzed, TokenizedCorpus, tokenize
from bot.retrieval.words.synonyms import analyzer_for
from bot.runtime import Progress, silent
from bot.storage import Arrays, add_prefix, strip_prefix

if TYPE_CHECKING:
    from bot.retrieval.features.classifier import Classifier

FIRST_ROWS = 1_024
"""Maximum rows of the first search, if entries have several questions."""
WIDEN = 4
"""Factor by which a search is widened if its results do not suffice."""
TOKENIZED = 40
"""Approximate progress, in per cent, when the texts of a large knowledge base have been analysed."""


@dataclass(frozen=True, eq=False)
class TermIndex:
    """The index of the words of a knowledge base. An entry is identified by its number in the knowledge base."""

    params: RankingParams
    analyzer: Analyzer
    corpus: TokenizedCorpus
    vocabulary: Vocabulary
    neighbours: WordNeighbours
    postings: Postings
    """One row for each question, in file order: the terms of the question, and those of its entry's answer."""
    classifier: "Classifier | None"

    @classmethod
    def build(
        cls,
        base: KnowledgeBase,
        language: Language,
        params: RankingParams = DEFAULT_PARAMS,
        show: Progress = silent,
        analyzed: Analyzed | None = None,
    ) -> "TermIndex":
        """Fit to a knowledge base, which needs at least one entry."""
        from bot.retrieval.features.fitting import fit_classifier, fit_letters, fit_terms

        analyzer = analyzer_for(base, language)
        corpus = tokenize(base, analyzer, lambda done, total: show(round(TOKENIZED * done / total), 100), analyzed)
        vocabulary, postings = fit_terms(corpus, language, params)
        classifier = fit_classifier(corpus) if params.classifier else None
        return cls(params, analyzer, corpus, vocabulary, fit_letters(tuple(corpus.stems)), postings, classifier)

    @classmethod
    def restore(cls, state: Arrays, language: Language) -> "TermIndex":
        """Restore from `state`, with the default parameters. Raises KeyError or ValueError if the state is invalid."""
        corpus = TokenizedCorpus.restore(strip_prefix("corpus", state))
        entries = len(corpus.answers)
        vocabulary = Vocabulary.restore(corpus.stems, strip_prefix("vocabulary", state), entries)
        neighbours = WordNeighbours.restore(corpus.stems, strip_prefix("neighbours", state))
        postings = Postings.restore(strip_prefix("postings", state))
        if (postings.count, postings.width) != (sum(corpus.sizes()), vocabulary.width):
            raise ValueError("these are the postings of other questions")
        classifier = None
        if fitted := strip_prefix("classifier", state):
            from bot.retrieval.features.classifier import Classifier

            classifier = Classifier.restore(fitted, entries)
        analyzer = Analyzer.restore(strip_prefix("analyzer", state), language)
        return cls(DEFAULT_PARAMS, analyzer, corpus, vocabulary, neighbours, postings, classifier)

    def state(self) -> Arrays:
        """Everything but the parameters, as arrays."""
        return {
            **add_prefix("analyzer", self.analyzer.state()),
            **add_prefix("corpus", self.corpus.state()),
            **add_prefix("vocabulary", self.vocabulary.state()),
            **add_prefix("neighbours", self.neighbours.state()),
            **add_prefix("postings", self.postings.state()),
            **add_prefix("classifier", self.classifier.state() if self.classifier else {}),
        }

    @cached_property
    def _classifier_weight(self) -> np.float32:
        from bot.retrieval.features.classifier import trust

        return np.float32(self.params.classifier * trust(self.corpus.sizes()))

    @cached_property
    def _firsts(self) -> NDArray[np.int64]:
        """The row of each entry's first question."""
        return self.corpus.entries[:-1] - np.arange(len(self.corpus.answers))

    @cached_property
    def _owners(self) -> NDArray[np.int64] | None:
        """The entry of each row; None if every entry has one row."""
        count = len(self._firsts)
        return None if count == self.postings.count else np.repeat(np.arange(count), self.corpus.sizes())

    @property
    def has_phrasings(self) -> bool:
        """Whether an entry has more than one question."""
        return self._owners is not None

    def top(self, question: Sequence[Word], k: int) -> TopK:
        """The k best entries."""
        if self.classifier is None or not question:
            return self.top_by_terms(question, k)
        return best_of(self.scores(question), k)

    def top_among(self, entries: NDArray[np.int64], question: Sequence[Word], k: int) -> TopK:
        """The k best of some entries."""
        scores = self.scores(question)
        theirs = np.zeros_like(scores)
        theirs[entries] = scores[entries]
        return best_of(theirs, k)

    def top_by_terms(self, question: Sequence[Word], k: int) -> TopK:
        """The k best entries, without the classifier."""
        query = self.query_vector(question)
        search = top_of_all if self.postings.touched(query) <= self.params.whole else top_of_shortlist
        if self._owners is None:
            return search(self.postings, query, k)
        rows = min(FIRST_ROWS, k * ceil(self.postings.count / len(self._firsts)))
        while True:
            best = search(self.postings, query, rows)
            found: dict[int, float] = {}
            for row, score in best:
                found.setdefault(int(self._owners[row]), score)
            if len(found) >= k or len(best) < rows:
                return list(found.items())[:k]
            rows *= WIDEN  # the results are phrasings of too few entries

    def scores(self, question: Sequence[Word]) -> NDArray[np.float32]:
        """The score of every entry, 0 or more; zeros for a question without words."""
        if not question:
            return np.zeros(len(self._firsts), np.float32)
        sums = self.postings.acquire_accumulator()
        self.postings.add(self.query_vector(question), sums)
        scores = np.maximum.reduceat(sums, self._firsts)
        self.postings.release_accumulator(sums)
        if self.classifier is not None:
            scores += self._classifier_weight * np.maximum(0, 1 + self.classifier.margins(question))
        return scores

    def margin(self, question: Sequence[Word], entry: int) -> float:
        """The classifier's margin for one entry, times the classifier's weight; 0.0 without a classifier."""
        if self.classifier is None:
            return 0.0
        return float(self._classifier_weight) * self.classifier.margin(question, entry)

    def entries_with_all(self, question: Sequence[Word]) -> NDArray[np.int64]:
        """The entries that hold every word of a question, ascending; all entries for a question without words."""
        stems = {word.stem for word in question}
        if not stems <= self.vocabulary.columns.keys():
            return np.empty(0, np.int64)
        found = np.ones(len(self._firsts), bool)
        for stem in stems:
            rows = self.postings.rows[self.postings.span(self.vocabulary.columns[stem])]
            holds = np.zeros(len(self._firsts), bool)
            holds[rows if self._owners is None else self._owners[rows]] = True
            found &= holds
        return np.flatnonzero(found)

    def query_vector(self, question: Sequence[Word]) -> QueryVector:
        """The question's words and pairs of words, and its words spread over words with a similar spelling."""
        words, unknown_idf = self.params.words, self.params.unknown * self.vocabulary.unknown_idf
        stems = [word.stem for word in question]
        exact = self.vocabulary.vectorize(stems, unknown_idf)
        share = words / exact.length
        found = {column: share * weight for column, weight in exact.weights.items()} if share else {}
        if words < 1:
            for column, weight in self._by_spelling(stems, unknown_idf).items():
                found[column] = found.get(column, 0.0) + (1 - words) * weight
        return [(column, weight) for column, weight in found.items() if weight > 0]

    def _by_spelling(self, stems: Sequence[str], unknown_idf: float) -> dict[int, float]:
        """The question's words, each spread over its neighbours: the soft cosine (Sidorov et al. 2014).

        The length is that of the question as asked, so a neighbour never counts as much as the word itself.
        """
        spread: dict[int, float] = {}
        square = 0.0
        for stem in dict.fromkeys(stems):
            column = self.vocabulary.columns.get(stem)
            weight = unknown_idf if column is None else self.vocabulary.idf[column]
            square += weight * weight
            for other, similarity in self.neighbours.of(stem):
                spread[other] = spread.get(other, 0.0) + weight * similarity
        length = sqrt(square) or 1.0
        return {column: weight / length for column, weight in spread.items()}
