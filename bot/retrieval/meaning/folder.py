"""A custom encoder from a folder, as an ONNX graph or in the format of model2vec."""

import json
from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from bot.retrieval.meaning.encoder import Vectors, encodable
from bot.retrieval.meaning.onnx import OnnxModel

TOKENIZER = "tokenizer.json"
GRAPHS = ("model.onnx", "model_quantized.onnx", "onnx/model.onnx", "onnx/model_quantized.onnx")
"""Where sentence-transformers and Optimum save the graph, in search order."""
STATIC = "model.safetensors"
"""The table of token vectors that model2vec saves."""
SETTINGS = "config_sentence_transformers.json"


class FolderEncoder:
    """A custom encoder. Loads its weights when it encodes the first text."""

    def __init__(self, folder: Path) -> None:
        """Take a folder. If it holds no encoder, raises ValueError with the files to put there."""
        self.fitted = False
        self._folder = folder
        self._graph = next((folder / name for name in GRAPHS if (folder / name).is_file()), None)
        if not (folder / TOKENIZER).is_file() or not (self._graph or (folder / STATIC).is_file()):
            raise ValueError(f"is not a folder with an encoder; put {TOKENIZER} and {GRAPHS[0]} or {STATIC} into it")
        files = (self._graph or folder / STATIC, folder / TOKENIZER, folder / SETTINGS)
        told = "\n".join(map(_stamp, files))
        self.name = f"folder {blake2b(told.encode(), digest_size=8).hexdigest()}"
        self._lock = Lock()

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - one of two kinds
        if self._graph:
            return OnnxModel(self._graph, self._folder / TOKENIZER, _prefix(self._folder / SETTINGS))
        from model2vec import StaticModel

        return StaticModel.from_pretrained(self._folder)

    def try_out(self) -> None:
        """Encode a text. Raises ValueError, which says what to do, if the files are damaged or of another kind."""
        try:
            self.encode(["a text"])
        except ModuleNotFoundError as error:
            raise ValueError(f"needs {error.name}; install it with pip") from None
        except Exception:  # noqa: BLE001 - each library has errors of its own, with paths in them
            raise ValueError("contains damaged files or no sentence encoder; save the encoder again") from None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        with self._lock:
            model = self._model
        found = np.asarray(model.encode(list(map(encodable, texts))), np.float32)
        length = np.linalg.norm(found, axis=1, keepdims=True)
        scaled: Vectors = found / np.maximum(length, np.float32(1e-9))
        return scaled

    def knows(self, word: str) -> bool:  # noqa: ARG002 - see `Encoder`
        """True: a custom encoder's vocabulary cannot tell which words it knows."""
        return True


def _stamp(file: Path) -> str:
    """A text that changes when the file changes; "" if it is missing."""
    try:
        status = file.stat()
    except OSError:
        return ""
    return f"{file.resolve()} {status.st_size} {status.st_mtime_ns}"


def _prefix(settings: Path) -> str:
    """The query prompt in the settings file of sentence-transformers; "" if there is none."""
    try:
        prompts = json.loads(settings.read_text(encoding="utf-8")).get("prompts", {})
        return str(prompts.get("query", ""))
    except (OSError, ValueError, AttributeError):
        return ""
