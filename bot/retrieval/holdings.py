"""Which words each entry holds, and which entries say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.knowledge import KnowledgeBase
from bot.retrieval.analysis import Word
from bot.retrieval.analysis import stem as stem_of
from bot.retrieval.lexicon import BEFORE_NOUNS, NEGATIONS, STOP_WORDS
from bot.retrieval.nouns import names, noun_shares
from bot.retrieval.scoring import Scorer

STOP_STEMS = frozenset(map(stem_of, STOP_WORDS))
SURELY = 0.5
"""From this alikeness on, and with the same first letter, a word is taken for a misspelling of another."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a word of a question stands to an entry and to the whole knowledge base."""

    weight: float
    """The word's idf; that of a word in no entry, if it is unknown."""
    held: float
    """In [0, 1]: how alike the most alike word of the entry is spelt; 1 for the word itself, 0 where none is."""
    known: float
    """In [0, 1]: the same over all entries."""


class Holdings:
    """The words of each entry, question and answer together. Entries go by their number in the knowledge base."""

    def __init__(self, base: KnowledgeBase, scorer: Scorer) -> None:
        """Take the scorer of the same knowledge base."""
        self._space = scorer.space
        self._neighbours = scorer.neighbours
        self._unknown_idf = scorer.unknown_idf
        self._rows = scorer.space.rows(scorer.wholes)
        self._by_word = sparse.csc_array(self._rows)
        self._entries_with: NDArray[np.int64] = np.bincount(self._rows.indices, minlength=self._rows.shape[1])
        self._words = {column: word for word, column in scorer.space.vocabulary.items()}
        shares = noun_shares(scorer.wholes)
        self._names = [
            [
                frozenset(scorer.space.vocabulary[text[place].stem] for place in names(text, shares))
                for text in phrasings
            ]
            for phrasings in scorer.questions
        ]
        self._answers = _numbered([entry.answer for entry in base.entries])

    def match(self, stem: str, entry: int, lost: frozenset[int] = frozenset()) -> Match:
        """Compare one word with those of an entry, as if the words in the `lost` columns stood nowhere."""
        held_here = self.columns(entry)
        known = held = 0.0
        near = self._neighbours.of(stem)
        for other, alikeness in zip(near.columns.tolist(), near.alikeness.tolist(), strict=True):
            if other not in lost:
                known = known or alikeness
                if other in held_here:
                    held = alikeness
                    break
        column = self._space.vocabulary.get(stem)
        weight = self._unknown_idf if column is None or column in lost else self._space.idf[column]
        return Match(weight, held, known)

    def stands_for(self, stem: str) -> frozenset[int]:
        """The columns of the known words that a word surely stands for: itself, or what it is a misspelling of.

        Stricter than what the ranking goes by, since it is told to members: "kill" is no misspelling of "will".
        """
        near = self._neighbours.of(stem)
        pairs = zip(near.columns.tolist(), near.alikeness.tolist(), strict=True)
        return frozenset(
            column
            for column, alikeness in pairs
            if alikeness == 1
            or (alikeness >= SURELY and self._words[column][:1] == stem[:1] and self._words[column] not in STOP_STEMS)
        )

    def columns(self, entry: int) -> frozenset[int]:
        """The columns of an entry's words."""
        start, end = self._rows.indptr[entry], self._rows.indptr[entry + 1]
        return frozenset(self._rows.indices[start:end].tolist())

    def holding_all(self, question: Sequence[Word]) -> NDArray[np.int32]:
        """The numbers of the entries that hold every word of a question, ascending; all where it has no word."""
        found = np.arange(self._rows.shape[0], dtype=np.int32)
        for word in question:
            column = self._space.vocabulary.get(word.stem)
            span = slice(0, 0) if column is None else slice(*self._by_word.indptr[column : column + 2])
            found = np.intersect1d(found, self._by_word.indices[span])
        return found

    def kept(self, question: Sequence[Word], entry: int) -> float:
        """How much of what an entry's question names a question keeps, in [0, 1].

        Less than 1 where words of substance stand in the place of names ("do you deliver to Sweden" is not "do you
        deliver to Norway"), or where a question names or denies what the entry does not ("at the congress of Vienna",
        "why did he not"). Other words for deeds ("ship" for "deliver") cost nothing, nor does leaving out.
        """
        held = self.columns(entry)
        meant, strange, foreign, substance = set[int](), 0.0, 0.0, 0.0
        for before, word in pairwise((None, *question)):
            if word is None or (word.folded in STOP_WORDS and word.folded not in NEGATIONS):
                continue
            stands_for = self.stands_for(word.stem)
            meant |= stands_for
            weight = self.weight(word.stem)
            substance += weight
            if not stands_for & held:
                strange += weight
                is_named = before is not None and before.folded in BEFORE_NOUNS
                foreign += weight if is_named or word.folded in NEGATIONS else 0.0
        if not strange:
            return 1.0
        gone = (sum(self._space.idf[name] for name in phrasing - meant) for phrasing in self._names[entry])
        return 1 - max(foreign, min(strange, *gone)) / substance

    def weight(self, stem: str) -> float:
        """A word's idf; for an unknown one, that of a word in no entry."""
        column = self._space.vocabulary.get(stem)
        return self._unknown_idf if column is None else self._space.idf[column]

    def own(self, entry: int) -> frozenset[int]:
        """The columns of the words that stand in this entry alone."""
        return frozenset(column for column in self.columns(entry) if self._entries_with[column] == 1)

    def same_answer(self, entry: int) -> NDArray[np.int64]:
        """The numbers of all entries with the answer of this one, itself among them."""
        return np.flatnonzero(self._answers == self._answers[entry])


def _numbered(texts: Sequence[str]) -> NDArray[np.int64]:
    """Equal numbers for equal texts."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts])
