"""Analyses very many texts at once: the same words as `Analyst.analyse` finds, several times as fast."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.words.analysis import courtesy, words_of
from bot.retrieval.words.lexicon import LAST_OF_CLOSING, OPENS, OPENS_WITH_ANOTHER, SECOND_OF_OPENING
from bot.retrieval.words.synonyms import Analyst


class Numbers(dict[str, int]):
    """A number for each string that is looked up, in the order in which they first are."""

    def __missing__(self, key: str) -> int:
        """Give the next number."""
        self[key] = number = len(self)
        return number


class Reader:
    """Reads texts to numbers of folded words.

    No word goes on beyond white space, so that a text's words are those of its pieces between white space, and there
    are few different ones. Only what depends on the whole text is left to be done text by text: courtesy around it, and
    words that stand for others.
    """

    def __init__(self, analyst: Analyst) -> None:
        """Take the analyst whose words are wanted."""
        self._analyst = analyst
        self._pieces = Numbers()
        self._starts, self._words = array("q", [0]), array("i")
        """Where the words of each piece begin, and where the last one's end; and these words."""
        self._found = Numbers()
        self._final = Numbers()

    @property
    def folded(self) -> Sequence[str]:
        """The folded words that were read, in the order in which they first appear: by their numbers."""
        return list(self._final)

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
        pieces = list(self._pieces)
        for piece in pieces[len(self._starts) - 1 :]:
            self._words.extend(self._found[word.folded] for word in words_of(piece))
            self._starts.append(len(self._words))

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
        folded, parts, last, lengths = list(self._found), [], 0, np.diff(begins)
        meant = np.array([word in self._analyst.firsts for word in folded], bool)
        replaced = frozenset((begins.searchsorted(np.flatnonzero(meant[ids]), "right") - 1).tolist())
        for text in sorted({*replaced, *self._courteous(folded, ids, begins)}):
            start, end = int(begins[text]), int(begins[text + 1])
            if text in replaced:
                words = [self._found[word.folded] for word in self._analyst.analyse(texts[text])]
                part = np.array(words, np.int32)
            else:
                first, beyond = courtesy([folded[each] for each in ids[start:end].tolist()])
                if beyond - first == end - start:
                    continue
                part = ids[start + first : start + beyond]
            parts += [ids[last:start], part]
            last, lengths[text] = end, len(part)
        return np.concatenate((*parts, ids[last:])), lengths

    @staticmethod
    def _courteous(folded: Sequence[str], ids: NDArray[np.int32], begins: NDArray[np.int64]) -> Iterable[int]:
        """The texts that may open or close with courtesy."""
        some = np.flatnonzero(np.diff(begins))
        first, last = begins[some], begins[some + 1] - 1
        alone, led, second, closing = (
            np.array([word in words for word in folded], bool)
            for words in (OPENS, OPENS_WITH_ANOTHER, SECOND_OF_OPENING, LAST_OF_CLOSING)
        )
        opens = alone[ids[first]] | (led[ids[first]] & second[ids[np.minimum(first + 1, last)]])
        found: list[int] = some[opens | closing[ids[last]]].tolist()
        return found

    def _numbered(self, ids: NDArray[np.int32]) -> NDArray[np.int32]:
        """The words by their final numbers."""
        folded = list(self._found)
        final = np.array([self._final.get(word, -1) for word in folded], np.int32)
        for each in dict.fromkeys(ids[final[ids] < 0].tolist()):
            final[each] = self._final[folded[each]]
        numbers: NDArray[np.int32] = final[ids]
        return numbers
