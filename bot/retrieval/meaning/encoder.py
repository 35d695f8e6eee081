"""What a sentence encoder has to offer, whoever made it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row a text, each of length 1, so that a product of two rows is their cosine."""


def encodable(text: str) -> str:
    """The text with "?" for each half of a surrogate pair that stands alone: tokenizers refuse those."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Encoder(Protocol):
    """Turns texts into vectors that are near to each other where the texts mean the same.

    Deterministic, and safe to share between threads. Nothing is downloaded.
    """

    @property
    def name(self) -> str:
        """Names the weights and their version: a saved index holds vectors of one encoder only."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, in their order; shape (texts, dimensions). Takes any text, and may cut it."""

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is in the encoder's vocabulary, so that it is no misspelling.

        True where the encoder cannot tell.
        """
