"""How many words a corpus has, and how often each stands in it: the laws of Heaps and of Zipf."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from bot.benchmark.splicing import Numbers, Sequences, splice

EXPONENTS = (0.2, 0.6)
"""The least and the greatest exponent of Heaps' law that is believed. It is about a half for English text (Manning,
Raghavan and Schütze, Introduction to Information Retrieval, section 5.1.1); a small sample, whose vocabulary has only
begun to grow, seems to say more."""
_SHARES = np.geomspace(1 / 16, 1, 9)
"""Of the sample, at which the vocabulary is counted for the fit."""
_SHORTEST, _LONGEST = 4, 14
"""Letters of the words that new ones are made of."""


def heaps_exponent(keys: Numbers) -> float:
    """The exponent of vocabulary = K · tokens^exponent, fitted to a text given as one number for each token.

    Within EXPONENTS.
    """
    first = np.sort(np.unique(keys, return_index=True)[1])
    tokens = np.maximum(1, (len(keys) * _SHARES).astype(np.int64))
    slope = np.polyfit(np.log(tokens), np.log(np.searchsorted(first, tokens)), 1)[0]
    return float(np.clip(slope, *EXPONENTS))


def new_words_counts(known: int, wanted: int, exponent: float, room: int) -> Numbers:
    """How often each of the words with the ranks known + 1 … wanted stands in a corpus, most frequent first.

    Zipf's law with the exponent that agrees with Heaps': the last word stands once. Where more would come out than
    there is `room` for, the curve is as steep as the room allows; there may be fewer words then.
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
    """Different words that are none of the given ones but look like them: spliced at shared letters.

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
