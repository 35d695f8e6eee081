"""The score of every entry for a question: each ingredient of the ranking stands here, with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import KnowledgeBase
from bot.retrieval.analysis import Word
from bot.retrieval.classifier import MOST_ENTRIES, PHRASINGS, Classifier, trust
from bot.retrieval.features import FeatureSpace, Postings, Weighted, stems, stems_and_pairs
from bot.retrieval.neighbours import WordNeighbours
from bot.retrieval.synonyms import Analyst

Scores = NDArray[np.float32]
"""One score an entry, 0 or more, in the order of the knowledge base."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """How much each ingredient counts; 0 leaves it out. The defaults are what paid on the development sets."""

    words: float = 0.65
    """Words and pairs of words, against `1 - words` of words that are spelt alike: the first tell twins apart, the
    second survive typos and endings."""
    answer: float = 0.5
    """The answer, against 1 for the nearest question: some ask with a word that stands only there."""
    unknown: float = 1.0
    """The share of the largest idf with which a term that no entry holds counts against every entry."""
    classifier: float = 1.0
    """The classifier's margin, where entries have several phrasings."""
    pairs: bool = True
    """Pairs of neighbouring words beside single ones: the order of words."""
    names: bool = True
    """Whether a question that names something else than an entry makes it less sure."""
    signals: frozenset[str] = frozenset(("score", "lead", "covered", "length"))
    """The fields of `Signals` that the confidence rests on."""


DEFAULT = Ingredients()

ABLATIONS = {
    "answers": replace(DEFAULT, answer=0.0),
    "words": replace(DEFAULT, words=0.0),
    "pairs of words": replace(DEFAULT, pairs=False),
    "words spelt alike": replace(DEFAULT, words=1.0),
    "unknown words": replace(DEFAULT, unknown=0.0),
    "classifier": replace(DEFAULT, classifier=0.0),
    "names": replace(DEFAULT, names=False),
    **{f"confidence: {name}": replace(DEFAULT, signals=DEFAULT.signals - {name}) for name in sorted(DEFAULT.signals)},
}
"""By what is left out, so that its effect can be measured."""


class _Field:
    """The rows of questions and answers in one feature space."""

    def __init__(
        self,
        space: FeatureSpace[Sequence[Word]],
        questions: Sequence[Sequence[Word]],
        answers: Sequence[Sequence[Word]],
    ) -> None:
        self.space = space
        self._questions = Postings(space.rows(questions))
        self._answers = Postings(space.rows(answers))

    def scores(self, question: Weighted, firsts: NDArray[np.int64], answer: float) -> Scores:
        """For each entry its nearest question and, by `answer` as much, its answer."""
        nearest: Scores = np.maximum.reduceat(self._questions.products(question), firsts)
        if answer:
            nearest += np.float32(answer) * self._answers.products(question)
        return nearest


class Scorer:
    """Scores all entries of a knowledge base."""

    def __init__(self, base: KnowledgeBase, ingredients: Ingredients = DEFAULT) -> None:
        """Fit everything on the knowledge base, which needs at least one entry."""
        self.ingredients = ingredients
        self.analyse = Analyst(base).analyse
        self.questions = [[self.analyse(question) for question in entry.questions] for entry in base.entries]
        answers = [self.analyse(entry.answer) for entry in base.entries]
        flat = list(chain.from_iterable(self.questions))
        counts = [len(phrasings) for phrasings in self.questions]
        self._firsts = np.cumsum([0, *counts[:-1]])
        self.wholes = [
            [*chain.from_iterable(asked), *answer] for asked, answer in zip(self.questions, answers, strict=True)
        ]
        self._words = _Field(FeatureSpace(stems_and_pairs if ingredients.pairs else stems, self.wholes), flat, answers)
        self._spelling = _Field(FeatureSpace(stems, self.wholes), flat, answers)
        self.unknown_idf = log(1 + len(counts)) + 1
        known = self.space.vocabulary
        self.neighbours = WordNeighbours(list(known), list(known.values()))
        self.classifier = None
        self._trust = np.float32(ingredients.classifier * trust(len(flat) / len(counts)))
        if ingredients.classifier and 1 < len(counts) <= MOST_ENTRIES and len(flat) >= PHRASINGS * len(counts):
            self.classifier = Classifier(flat, np.repeat(np.arange(len(counts), dtype=np.int32), counts))

    @property
    def space(self) -> FeatureSpace[Sequence[Word]]:
        """The space of single words."""
        return self._spelling.space

    def scores(self, question: Sequence[Word]) -> Scores:
        """Score all entries by everything there is."""
        total = self.similarities(question)
        if self.classifier is not None and question:
            margins = self.classifier.margins(question)
            total += self._trust * np.maximum(0, 1 + margins)
        return total

    def similarities(self, question: Sequence[Word]) -> Scores:
        """Score all entries without the classifier."""
        of = self.ingredients
        unknown_idf = of.unknown * self.unknown_idf
        weighted = self._words.space.weigh(question, unknown_idf)
        total = np.float32(of.words) * self._words.scores(weighted, self._firsts, of.answer)
        if of.words < 1:
            alike = self._alike(question, unknown_idf)
            total += np.float32(1 - of.words) * self._spelling.scores(alike, self._firsts, of.answer)
        return total

    def _alike(self, question: Sequence[Word], unknown_idf: float) -> Weighted:
        """The question's words, each spread over its neighbours: the soft cosine (Sidorov et al. 2014).

        The norm is that of the question as it was asked, so that a neighbour never makes up for a word whole.
        """
        spread = np.zeros(len(self.space.idf), np.float32)
        square = 0.0
        for stem in dict.fromkeys(stems(question)):
            column = self.space.vocabulary.get(stem)
            weight = unknown_idf if column is None else self.space.idf[column]
            square += weight * weight
            near = self.neighbours.of(stem)
            spread[near.columns] += weight * near.alikeness
        columns = np.flatnonzero(spread).astype(np.int32)
        return Weighted(columns, spread[columns] / np.float32(square**0.5 or 1.0))
