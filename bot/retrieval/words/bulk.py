"""Analyses very many texts at once: the same words as `Analyst.analyse` finds, several times as fast."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, islice

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.words.analysis import Word, courtesy, words_of
from bot.retrieval.words.lexicon import LAST_OF_CLOSING, OPENS, OPENS_AS_PAIR, OPENS_AS_TRIPLE
from bot.retrieval.words.synonyms import Analyst


class Numbers(dict[str, int]):
    """A number for each string that is looked up, in the order in which they first are."""

    def __missing__(self, key: str) -> int:
        """Give the next number."""
        self[key] = number = len(self)
        return number


MARKS: Sequence[frozenset[str]] = (OPENS, *OPENS_AS_PAIR, *OPENS_AS_TRIPLE, LAST_OF_CLOSING)
"""What there is to know of a word, one bit each; the next one is whether others may begin with it."""
OPEN, FIRST, SECOND, LEAD, PRONOUN, VERB, LAST, MEANT = (1 << bit for bit in range(len(MARKS) + 1))


class Reader:
    """Reads texts to numbers of folded words.

    No word goes on beyond white space, so that a text's words are those of its pieces between white space, and there
    are few different ones. Only what depends on the whole text is left to be done text by text: courtesy around it, and
    words that stand for others.
    """

    def __init__(self, analyst: Analyst) -> None:
        """Take the analyst whose words are wanted."""
        self._analyst = analyst
        self._marks = (*MARKS, analyst.firsts)
        self._pieces = Numbers()
        self._starts, self._words = array("q", [0]), array("i")
        """Where the words of each piece begin, and where the last one's end; and these words."""
        self._found = list[str]()
        self._number_of = Numbers()
        self._marked = array("B")
        """The words as they are met, their numbers, and what there is to know of each."""
        self._final = array("i")
        """For each word its number in the order of the texts; -1 for one that stands in none."""
        self.folded: list[str] = []
        """The folded words that were read, in the order in which they first appear: by their numbers."""

    def read(self, texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The words of all these texts, one text after the other, and how many each has."""
        written = list(map(str.split, texts))
        begins = np.fromiter(accumulate(map(len, written), initial=0), np.int64, len(texts) + 1)
        pieces = np.fromiter(map(self._pieces.__getitem__, chain.from_iterable(written)), np.int32, begins[-1])
        self._learn()
        ids, begins = self._spelt_out(pieces, begins)
        ids, lengths = self._by_text(texts, ids, begins)
        return self._numbered(ids), lengths

    def _learn(self) -> None:
        """Analyse the pieces that are new."""
        for piece in islice(self._pieces, len(self._starts) - 1, None):
            self._words.extend(self._number(word) for word in words_of(piece))
            self._starts.append(len(self._words))

    def _number(self, word: Word) -> int:
        """The number of a word, which may be new."""
        number = self._number_of[word.folded]
        if number == len(self._found):
            self._found.append(word.folded)
            self._marked.append(sum((word.folded in words) << bit for bit, words in enumerate(self._marks)))
            self._final.append(-1)
        return number

    def _spelt_out(
        self, pieces: NDArray[np.int32], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The words of pieces, and where those of each text begin, given where its pieces do."""
        starts, words = np.array(self._starts), np.array(self._words, np.int32)
        counts = np.diff(starts)[pieces]
        before = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
        places = np.repeat(starts[pieces] - before[:-1], counts) + np.arange(before[-1])
        return words[places], before[ends]

    def _by_text(
        self, texts: Sequence[str], ids: NDArray[np.int32], begins: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """What depends on the whole text; the words then, and how many each text has."""
        marks = np.array(self._marked, np.uint8)[ids]
        replaced = frozenset((begins.searchsorted(np.flatnonzero(marks & MEANT), "right") - 1).tolist())
        parts, last, lengths = [], 0, np.diff(begins)
        for text in sorted({*replaced, *_courteous(marks, begins)}):
            start, end = int(begins[text]), int(begins[text + 1])
            if text in replaced:
                part = np.array([self._number(word) for word in self._analyst.analyse(texts[text])], np.int32)
            else:
                first, beyond = courtesy([self._found[each] for each in ids[start:end].tolist()])
                if beyond - first == end - start:
                    continue
                part = ids[start + first : start + beyond]
            parts += [ids[last:start], part]
            last, lengths[text] = end, len(part)
        return np.concatenate((*parts, ids[last:])), lengths

    def _numbered(self, ids: NDArray[np.int32]) -> NDArray[np.int32]:
        """The words by their final numbers."""
        final = np.array(self._final, np.int32)
        for each in dict.fromkeys(ids[final[ids] < 0].tolist()):
            final[each] = self._final[each] = len(self.folded)
            self.folded.append(self._found[each])
        numbers: NDArray[np.int32] = final[ids]
        return numbers


def _courteous(marks: NDArray[np.uint8], begins: NDArray[np.int64]) -> Iterable[int]:
    """The texts that may open or close with courtesy, given what there is to know of each of their words."""
    lengths = np.diff(begins)
    some = np.flatnonzero(lengths)
    first, last = begins[some], begins[some + 1] - 1
    one, two, three = (marks[np.minimum(first + place, last)] for place in range(3))
    pair = (one & FIRST > 0) & (two & SECOND > 0)
    triple = (one & LEAD > 0) & (two & PRONOUN > 0) & (three & VERB > 0)
    found: list[int] = some[(one & OPEN > 0) | (marks[last] & LAST > 0) | pair | triple].tolist()
    return found
