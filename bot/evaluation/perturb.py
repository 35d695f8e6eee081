"""Perturbs questions like hasty typing. Pure functions of the text and of a random generator."""

import re

import numpy as np

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LETTERS_PER_TYPO = 20
_LEAST_WORDS = 3


def misspell(text: str, rng: np.random.Generator) -> str | None:
    """Swap, drop or double letters inside words of at least four letters: about one typo per twenty letters.

    The first letter of a word stays. None if there is no such word.
    """
    words = list(_LONG_WORD.finditer(text))
    if not words:
        return None
    count = min(len(words), max(1, round(len(text) / _LETTERS_PER_TYPO)))
    for place in sorted(rng.choice(len(words), size=count, replace=False), reverse=True):
        word = words[place]
        text = text[: word.start()] + _with_typo(word.group(), rng) + text[word.end() :]
    return text


def _with_typo(word: str, rng: np.random.Generator) -> str:
    places = [place for place in range(1, len(word) - 1) if word[place] != word[place + 1]]
    if not places:
        return word[:-1]
    place = int(rng.choice(places))
    before, here, following, rest = word[:place], word[place], word[place + 1], word[place + 2 :]
    return before + (following + here, following, here + here + following)[rng.integers(3)] + rest


def reorder(text: str, rng: np.random.Generator) -> str | None:
    """The words in another order, without the question mark; None for fewer than three words."""
    words = _words(text)
    if len(words) < _LEAST_WORDS or len(set(words)) == 1:
        return None
    shuffled = words
    while shuffled == words:
        shuffled = [words[place] for place in rng.permutation(len(words))]
    return " ".join(shuffled)


def drop_words(text: str, rng: np.random.Generator) -> str | None:
    """The question without about a third of its words; None for fewer than three words."""
    words = _words(text)
    if len(words) < _LEAST_WORDS:
        return None
    kept = rng.choice(len(words), size=len(words) - max(1, len(words) // 3), replace=False)
    return " ".join(words[place] for place in sorted(kept))


def _words(text: str) -> list[str]:
    return text.rstrip("?？؟!. ").split()
