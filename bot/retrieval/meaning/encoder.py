"""The interface of a sentence encoder."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row per text. Each row has length 1, so the dot product of two rows is their cosine."""


def encodable(text: str) -> str:
    """The text with "?" in place of each lone surrogate, which tokenizers reject."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Encoder(Protocol):
    """Turns texts into vectors. Texts with similar meanings get similar vectors.

    Deterministic and thread-safe. Downloads nothing.
    """

    @property
    def name(self) -> str:
        """The name and version of the weights. A saved index holds the vectors of only one encoder."""

    @property
    def fitted(self) -> bool:
        """Whether the prior of the confidence was fitted with its cosines. If not, they are rescaled."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, in the same order; shape (texts, dimensions). May truncate; accepts any text."""

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is in the encoder's vocabulary, and so is not a misspelling.

        True if the encoder cannot tell.
        """
