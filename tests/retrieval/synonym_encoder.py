"""A sentence encoder small enough to know by heart: words of one meaning have one direction."""

import re
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from bot.language import ENGLISH

DIMENSIONS = 64
_WORD = re.compile(r"\w+")


class SynonymEncoder:
    """Adds up the directions of a text's words of substance; those of one group of synonyms share a direction."""

    def __init__(self, *groups: str, name: str = "synonyms") -> None:
        """Take groups of words, each in one text."""
        self.name = name
        self.fitted = True
        self.encoded: list[str] = []
        """Every text that was encoded, in order."""
        self._meaning = {word: group for group in groups for word in group.split()}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder`."""
        self.encoded += texts
        return np.stack([self._vector(text) for text in texts])

    def knows(self, word: str) -> bool:
        """Whether the word has a synonym."""
        return word in self._meaning

    def _vector(self, text: str) -> NDArray[np.float32]:
        words = _WORD.findall(text.lower())
        substance = [word for word in words if word not in ENGLISH.stop_words]
        total = sum((_direction(self._meaning.get(word, word)) for word in substance or words), np.zeros(DIMENSIONS))
        length = float(np.linalg.norm(total))
        vector = total / length if length else _direction("")
        return vector.astype(np.float32)


def _direction(meaning: str) -> NDArray[np.float64]:
    """A unit vector; those of two meanings are nearly at right angles."""
    seed = int.from_bytes(blake2b(meaning.encode("utf-8", "surrogatepass"), digest_size=8).digest())
    drawn = np.random.default_rng(seed).standard_normal(DIMENSIONS)
    return drawn / np.linalg.norm(drawn)
