"""Recognises a stored question that is asked word for word."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import KnowledgeBase
from bot.language.reading import MAX_CHARACTERS
from bot.retrieval.checks import ascending, checked
from bot.retrieval.index import TopK
from bot.retrieval.words.analysis import Word
from bot.retrieval.words.corpus import TokenizedCorpus
from bot.storage import Arrays

EXACT_SCORE = 1.0
"""Added to the best score to rank an entry first if its question was asked word for word."""
HASH_FACTOR = 0x9E3779B97F4A7C15
"""Odd, with well-mixed bits: 2^64 divided by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4)."""
HASH_BITS = 2**64 - 1


class StoredQuestions:
    """Finds the entry with a question, as it is written, or ignoring case, punctuation and courtesies.

    It keeps a hash of the words of each question, and compares questions with the same hash word by word.
    """

    def __init__(
        self,
        base: KnowledgeBase,
        tokens: TokenizedCorpus,
        hashes: NDArray[np.uint64],
        texts: NDArray[np.int64],
        ambiguous: NDArray[np.int64],
    ) -> None:
        """Take the ascending hashes, the text number of each, and the texts that their words cannot identify.

        Such texts share their words with another text, have no words, or are too long. Of equal texts, only the first
        is needed.
        """
        self._tokens = tokens
        self._numbers = {word: number for number, word in enumerate(tokens.words)}
        self._hashes = hashes
        self._texts = texts
        self._ambiguous = ambiguous
        self._written = _firsts(_as_written(base, tokens, ambiguous), _owners(tokens, ambiguous).tolist())

    @classmethod
    def build(cls, base: KnowledgeBase, tokens: TokenizedCorpus) -> "StoredQuestions":
        """Hash the questions of a knowledge base, given its tokenized texts."""
        texts = np.setdiff1d(np.arange(len(tokens.texts) - 1), tokens.answers)
        hashes = _hashes(tokens)[texts]
        order = np.lexsort((texts, hashes))
        hashes, ordered = hashes[order], texts[order]
        twice = np.zeros(len(hashes), bool)
        twice[1:] = hashes[1:] == hashes[:-1]
        twice[:-1] |= twice[1:]
        questions = chain.from_iterable(entry.questions for entry in base.entries)
        long = np.fromiter((len(question) > MAX_CHARACTERS for question in questions), bool, len(texts))
        wordless = np.diff(tokens.texts)[texts] == 0
        ambiguous = np.union1d(ordered[twice], texts[long | wordless])
        firsts = _firsts(_as_written(base, tokens, ambiguous), ambiguous.tolist())
        return cls(base, tokens, hashes, ordered, np.sort(np.fromiter(firsts.values(), np.int64, len(firsts))))

    @classmethod
    def restore(cls, base: KnowledgeBase, tokens: TokenizedCorpus, state: Arrays) -> "StoredQuestions":
        """Restore from `state`. Raises KeyError or ValueError if the state is invalid."""
        count = len(tokens.texts) - 1
        texts = checked(state["texts"], np.int64, sum(tokens.sizes()), least=0, below=count)
        ambiguous = checked(state["ambiguous"], np.int64, least=0, below=count)
        if np.isin(ambiguous, tokens.answers).any():
            raise ValueError("a question is an answer")
        hashes = ascending(checked(state["hashes"], np.uint64, len(texts)), step=0)
        return cls(base, tokens, hashes, texts, ambiguous)

    def state(self) -> Arrays:
        """Everything but the tokenized texts, as arrays."""
        return {"hashes": self._hashes, "texts": self._texts, "ambiguous": self._ambiguous}

    def find(self, text: str, words: Sequence[Word]) -> int | None:
        """The number of the first entry with exactly this question, or else of the only entry with the same words.

        None if no entry or several entries have the same words.
        """
        if (written := self._written.get(text)) is not None or not words:
            return written
        numbers = [self._numbers.get(word.folded, -1) for word in words]
        if -1 in numbers:
            return None
        value = np.uint64(_hash(numbers))
        first, last = self._hashes.searchsorted(value, "left"), self._hashes.searchsorted(value, "right")
        same = [text for text in self._texts[first:last] if self._tokens.of_text(text).tolist() == numbers]
        owners = set(_owners(self._tokens, np.array(same, np.int64)).tolist()) if same else set()
        return owners.pop() if len(owners) == 1 else None


def exact_first(top: TopK, exact: int | None) -> TopK:
    """The ranking, with the entry whose question was asked word for word moved to the top, if there is one."""
    if exact is None:
        return top
    score = (top[0][1] if top else 0.0) + EXACT_SCORE
    return [(exact, score), *(hit for hit in top if hit[0] != exact)]


def _owners(tokens: TokenizedCorpus, texts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The entry of each text."""
    return tokens.entries.searchsorted(texts, "right") - 1


def _as_written(base: KnowledgeBase, tokens: TokenizedCorpus, texts: NDArray[np.int64]) -> list[str]:
    """The questions as they are written in the file, without white space around them."""
    entries = _owners(tokens, texts)
    places = texts - tokens.entries[entries]
    return [
        base.entries[entry].questions[place].strip()
        for entry, place in zip(entries.tolist(), places.tolist(), strict=True)
    ]


def _firsts(written: Sequence[str], numbers: Sequence[int]) -> dict[str, int]:
    """The first number of each distinct text."""
    return dict(zip(reversed(written), reversed(numbers), strict=True))


def _hash(numbers: Sequence[int]) -> int:
    """The hash of a text: a polynomial of its word numbers, modulo 2^64."""
    value, power = 0, 1
    for number in numbers:
        value += (number + 1) * power
        power = power * HASH_FACTOR & HASH_BITS
    return value & HASH_BITS


def _hashes(tokens: TokenizedCorpus) -> NDArray[np.uint64]:
    """The hash of every text."""
    lengths = np.diff(tokens.texts)
    powers = np.full(int(lengths.max(initial=0)) + 1, np.uint64(HASH_FACTOR))
    powers[0] = 1
    powers = np.cumprod(powers)  # wraps around, as intended
    places = np.arange(len(tokens.ids)) - np.repeat(tokens.texts[:-1], lengths)
    parts = (tokens.ids.astype(np.uint64) + np.uint64(1)) * powers[places]
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(parts, dtype=np.uint64)))
    return sums[tokens.texts[1:]] - sums[tokens.texts[:-1]]
