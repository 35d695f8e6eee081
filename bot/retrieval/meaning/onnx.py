"""Runs a sentence encoder from an ONNX graph and a tokenizer file."""

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from bot.retrieval.meaning.encoder import Vectors, encodable

UNKNOWN = "[UNK]"
"""The token for a word that tokenizers of the BERT family cannot read."""
TOKENS = 128
"""Maximum tokens of a text to read: the length that sentence encoders are trained with."""


class OnnxModel:
    """Runs the graph on one core, text by text. FAQ texts are short and vary in length, so batches save nothing."""

    def __init__(self, model: Path, tokenizer: Path, prefix: str = "") -> None:
        """Load both files. `prefix` goes before each text, as some encoders need. Passes on the libraries' errors."""
        # Must precede the import: otherwise onnxruntime sends events to Microsoft and writes a device id to the home
        # folder.
        os.putenv("ORT_DISABLE_TELEMETRY", "1")
        import onnxruntime
        import tokenizers

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._inputs = [each.name for each in self._session.get_inputs()]
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(TOKENS)
        self._tokenizer.no_padding()
        self._prefix = prefix
        self.pieces = lru_cache(2_000)(self._count)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The mean of each text's token vectors, normalised to length 1 (Reimers and Gurevych 2019)."""
        return np.stack([self._encode(text) for text in texts])

    def _encode(self, text: str) -> Vectors:
        ids = np.array([self._tokenizer.encode(self._prefix + encodable(text)).ids], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        found = self._session.run(None, {name: given[name] for name in self._inputs})[0][0]
        vector = (found.mean(axis=0) if found.ndim > 1 else found).astype(np.float32)
        scaled: Vectors = vector / max(float(np.linalg.norm(vector)), 1e-9)
        return scaled

    def _count(self, word: str) -> int:
        tokens = self._tokenizer.encode(word, add_special_tokens=False).tokens
        return 0 if UNKNOWN in tokens else len(tokens)
