"""The words of each entry and the content of its questions, for comparison with a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import KnowledgeBase
from bot.language import AnswerType
from bot.retrieval.term_index import TermIndex
from bot.retrieval.weak_cache import weak_cache
from bot.retrieval.words.analysis import Word, as_written
from bot.retrieval.words.contrasts import Relation, answer_type, asks_for_definition, relations
from bot.retrieval.words.corpus import asked_texts
from bot.retrieval.words.edit_distance import is_variant
from bot.retrieval.words.nouns import name_positions

MIN_RESEMBLANCE = 0.5
"""Minimum cosine of the letters of two words, in [0, 1], for one to be taken for a misspelling of the other."""
UNIQUE_MARGIN = 0.2
"""A word of two entries has an idf that is lower than that of a word of one entry by more than this."""
CACHED_WORDS = 20_000
"""Cache size for the known words that a word may mean. Members use the same words again and again."""
CACHED_ENTRIES = 10_000
"""Cache size for the words and questions of entries. Members ask for the same entries again and again."""


@dataclass(frozen=True, slots=True)
class StoredQuestion:
    """The content of a stored question."""

    names: frozenset[int]
    """The columns of its names."""
    stems: frozenset[str]
    content: frozenset[int]
    """The columns of its content words."""
    answer_type: AnswerType
    relations: frozenset[Relation]
    asks_for_definition: bool


class EntryTerms:
    """The words and questions of each entry. An entry is identified by its number, a word by its column."""

    def __init__(self, base: KnowledgeBase, index: TermIndex, noun_shares: NDArray[np.float32]) -> None:
        """Take the index of the same knowledge base, and each stem's share of occurrences as a noun."""
        self._entries = base.entries
        self._index = index
        self.vocabulary = index.vocabulary
        self.language = index.analyzer.language
        self.noun_shares = noun_shares
        self.count = len(base.entries)
        """The number of entries."""
        self.columns = weak_cache(self._columns, CACHED_ENTRIES)
        self.unique = weak_cache(self._unique, CACHED_ENTRIES)
        self.questions = weak_cache(self._questions, CACHED_ENTRIES)
        self.resembled = weak_cache(self._resembled, CACHED_WORDS)
        self.meant = weak_cache(self._meant, CACHED_WORDS)

    def _columns(self, entry: int) -> frozenset[int]:
        """The words of an entry, question and answer together. Cached."""
        corpus = self._index.corpus
        return frozenset(corpus.stem_of[corpus.of_entry(entry)].tolist())

    def _questions(self, entry: int) -> Sequence[StoredQuestion]:
        """The content of each question of an entry. Cached."""
        analyze, columns, language = self._index.analyzer.analyze, self.vocabulary.columns, self.language
        found = []
        for question in asked_texts(self._entries[entry], language):
            words = analyze(question)
            stems = frozenset(word.stem for word in words)
            shares = {stem: float(self.noun_shares[columns[stem]]) for stem in stems}
            found.append(
                StoredQuestion(
                    frozenset(columns[words[place].stem] for place in name_positions(words, shares, language)),
                    stems,
                    frozenset(columns[stem] for stem in stems - language.stop_stems),
                    answer_type(words, language),
                    relations(words, language),
                    asks_for_definition(words, language),
                )
            )
        return found

    def _resembled(self, stem: str) -> frozenset[int]:
        """The known words that a word may be: itself, and content words with the same initial and a similar spelling.

        Cached.
        """
        stems, stop_stems = self.vocabulary.stems, self.language.stop_stems
        return frozenset(
            column
            for column, similarity in self._index.neighbours.of(stem)
            if similarity == 1
            or (similarity >= MIN_RESEMBLANCE and stems[column][:1] == stem[:1] and stems[column] not in stop_stems)
        )

    def _meant(self, stem: str) -> frozenset[int]:
        """The known words that a word surely means; the bot may show them as matched. Cached.

        "deal" resembles "death", but does not mean it.
        """
        stems = self.vocabulary.stems
        return frozenset(column for column in self.resembled(stem) if is_variant(stem, stems[column]))

    def similarity(self, stem: str, entry: int) -> float:
        """How similar the spelling of a word is to the most similar word of an entry, in [0, 1]; 1 for the word itself.

        0 if no word of the entry is among its neighbours.
        """
        columns = self.columns(entry)
        return next((similarity for other, similarity in self._index.neighbours.of(stem) if other in columns), 0.0)

    def _unique(self, entry: int) -> frozenset[int]:
        """The words that are only in this entry. Cached."""
        idf_of_one = log((1 + self.count) / 2) + 1
        return frozenset(
            column for column in self.columns(entry) if self.vocabulary.idf[column] > idf_of_one - UNIQUE_MARGIN
        )

    def evidence(self, question: Sequence[Word], entry: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The question's content words that are in the entry, and those that are in no entry, as written."""
        matched, unknown = set[str](), set[str]()
        columns = self.columns(entry)
        for word in question:
            if word.folded not in self.language.stop_words and any(char.isalpha() for char in word.folded):
                meant = self.meant(word.stem)
                if meant & columns:
                    matched.add(word.stem)
                elif not meant:
                    unknown.add(word.stem)
        return as_written(question, matched), as_written(question, unknown)

    def answer(self, entry: int) -> str:
        """The answer of an entry."""
        return self._entries[entry].answer

    def same_answer(self, entry: int, other: int) -> bool:
        """Whether two entries have the same answer."""
        return self.answer(entry) == self.answer(other)
