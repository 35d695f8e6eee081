"""How many different words a corpus has, and how often each occurs: Heaps' law and Zipf's law."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from bot.benchmark.splicing import Numbers, Sequences, splice

EXPONENTS = (0.2, 0.6)
"""Lowest and highest plausible exponent of Heaps' law. It is about 0.5 for English text (Manning, Raghavan and Schütze,
Introduction to Information Retrieval, section 5.1.1); a small sample, whose vocabulary has only begun to grow, suggests
more."""
_SHARES = np.geomspace(1 / 16, 1, 9)
"""Shares of the sample at which the vocabulary is counted for the fit."""
_SHORTEST, _LONGEST = 4, 14
"""Letters of the words from which new ones are made."""


def heaps_exponent(keys: Numbers) -> float:
    """The exponent of vocabulary = K · tokens^exponent, fitted to a text with one number per token.

    It is clipped to EXPONENTS.
    """
    first = np.sort(np.unique(keys, return_index=True)[1])
    tokens = np.maximum(1, (len(keys) * _SHARES).astype(np.int64))
    slope = np.polyfit(np.log(tokens), np.log(np.searchsorted(first, tokens)), 1)[0]
    return float(np.clip(slope, *EXPONENTS))


def new_words_counts(known: int, wanted: int, exponent: float, room: int) -> Numbers:
    """How often each word of the ranks known + 1 … wanted occurs in a corpus, most frequent first.

    This is Zipf's law with the exponent that matches Heaps' law: the last word occurs once. If the sum would exceed
    `room`, the curve is as steep as the room allows, and there may be fewer words.
    """
    ranks = np.arange(known + 1, wanted + 1)

    def counts(steepness: float) -> Numbers:
        return np.floor((wanted / ranks) ** steepness).astype(np.int64)

    low, high = 0.0, 1 / exponent
    if counts(high).sum() <= room:
        return counts(high)
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if counts(middle).sum() <= room else (low, middle)
    return counts(low)[:room]


def new_words(words: Sequence[str], count: int, rng: np.random.Generator) -> list[str]:
    """Different new words that look like the given ones: they are spliced at shared letters.

    Raises TooAlikeError.
    """
    letters = [list(map(ord, word)) for word in words if word.isalpha() and _SHORTEST <= len(word) <= _LONGEST]
    given = Sequences.of(letters)
    known = Sequences.of([list(map(ord, word)) for word in words]).hashes()
    keys = np.arange(int(given.items.max(initial=0)) + 1)
    made = splice(given, keys, count, rng, known)
    starts = made.starts.tolist()
    text = "".join(map(chr, made.items.tolist()))
    return [text[start:end] for start, end in pairwise(starts)]
