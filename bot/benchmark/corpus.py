"""Corpora of any size that look like given texts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import punctuation

import numpy as np
from numpy.typing import NDArray

from bot.benchmark.splicing import Hashes, Numbers, Sequences, TooAlikeError, splice
from bot.benchmark.vocabulary import heaps_exponent, new_words, new_words_counts

HELD_OUT = 5
"""Queries are held-out real texts if there are at least this many texts per query. Otherwise they are generated."""
_RARE = 1
"""Maximum occurrences, in the given texts, of a word that new words may replace."""
_EDGES = punctuation + "“”‘’…¿¡–—"


class CorpusError(Exception):
    """The given texts cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The stored texts and the queries."""

    texts: tuple[str, ...]
    """No two are equal."""
    queries: tuple[str, ...]
    """No two are equal, and none is one of the texts."""


class Generator:
    """Makes corpora of any size from given texts. The same texts, numbers and seed make the same corpora.

    The queries are the same for every size: held-out texts if there are enough, otherwise generated ones. A corpus that
    is smaller than the remaining texts holds only given texts. A larger one holds all of them, and texts spliced from
    two or more of them at shared words. New words replace rare words of the spliced texts, so that the vocabulary keeps
    growing (Heaps' law) and the word frequencies keep falling (Zipf's law) as in the given texts.
    """

    def __init__(self, given: Iterable[str], queries: int, seed: int) -> None:
        """Read the texts, and choose or generate the queries. Raises CorpusError."""
        self._seed = seed
        texts = list(dict.fromkeys(" ".join(text.split()) for text in given))
        texts = [text for text in texts if text]
        rng = np.random.default_rng([seed, 0])
        texts = [texts[number] for number in rng.permutation(len(texts))]
        held = queries if len(texts) >= HELD_OUT * queries else 0
        self._texts = texts[held:]
        numbers = dict[str, int]()
        rows = [[numbers.setdefault(word, len(numbers)) for word in text.split()] for text in self._texts]
        self._given = Sequences.of(rows)
        self._words = list(numbers)
        self._keys = _keys(self._words)
        self.queries = tuple(texts[:held] if held else self._written(self._spliced(queries, rng), self._words))
        ours = [[numbers[word] for word in text.split() if word in numbers] for text in self.queries]
        self._asked: Hashes = Sequences.of(ours).hashes()

    def corpus(self, size: int) -> Corpus:
        """A corpus of the given size. Raises CorpusError."""
        rng = np.random.default_rng([self._seed, size])
        texts = self._texts[:size]
        if len(texts) < size:
            made = self._spliced(size - len(texts), rng, self._asked)
            texts = texts + self._written(*self._with_new_words(made, rng))
        return Corpus(tuple(texts), self.queries)

    def _spliced(self, count: int, rng: np.random.Generator, known: Hashes | None = None) -> Sequences:
        known = np.zeros(0, dtype=np.uint64) if known is None else known
        try:
            return splice(self._given, self._keys, count, rng, known)
        except TooAlikeError:
            raise CorpusError(
                f"{count} different texts cannot be made from these {len(self._texts)}: "
                "give more texts, or texts that share more words"
            ) from None

    def _with_new_words(self, made: Sequences, rng: np.random.Generator) -> tuple[Sequences, list[str]]:
        """Replace rare words by new ones. Returns the texts and all words."""
        given = self._keys[self._given.items]
        often = np.bincount(given, minlength=len(self._keys))
        known = int(np.count_nonzero(often))
        exponent = heaps_exponent(given)
        wanted = int(known * ((len(given) + len(made.items)) / len(given)) ** exponent)
        places = np.flatnonzero(often[self._keys[made.items]] <= _RARE)
        counts = new_words_counts(known, wanted, exponent, len(places))
        try:
            words = new_words(_folded(self._words), len(counts), rng)
        except TooAlikeError:
            raise CorpusError("no new words can be made from the words of these texts: give more texts") from None
        items = made.items.copy()
        numbers = np.repeat(np.arange(len(counts)), counts) + len(self._words)
        items[rng.permutation(places)[: len(numbers)]] = rng.permutation(numbers)
        return Sequences(np.where(_repeated(items, made), made.items, items), made.starts), self._words + words

    def _written(self, made: Sequences, words: Sequence[str]) -> list[str]:
        written = [words[number] for number in made.items.tolist()]
        return [" ".join(written[start:end]) for start, end in pairwise(made.starts.tolist())]


def _repeated(items: NDArray[np.int32], texts: Sequences) -> NDArray[np.bool_]:
    """For each item, whether it belongs to a text that is now equal to an earlier one."""
    hashes = Sequences(items, texts.starts).hashes()
    repeated = np.ones(len(texts), dtype=np.bool_)
    repeated[np.unique(hashes, return_index=True)[1]] = False
    return np.repeat(repeated, texts.lengths)


def _keys(words: Sequence[str]) -> Numbers:
    """A number for each word; words that differ only in case and punctuation share it."""
    numbers = dict[str, int]()
    return np.fromiter((numbers.setdefault(word, len(numbers)) for word in _folded(words)), dtype=np.int64)


def _folded(words: Iterable[str]) -> list[str]:
    return [word.casefold().strip(_EDGES) for word in words]
