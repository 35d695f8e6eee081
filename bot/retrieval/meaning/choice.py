"""Chooses the encoder for a knowledge base, by its language and by what is installed."""

from functools import cache
from pathlib import Path

from bot.knowledge import KnowledgeBase
from bot.language.detection import is_english
from bot.retrieval.meaning.encoder import Encoder
from bot.retrieval.meaning.folder import FolderEncoder
from bot.retrieval.meaning.minilm import MiniLm
from bot.retrieval.meaning.use import UniversalSentenceEncoder

AUTO, NONE = "auto", "none"
SAMPLE = 200
"""Number of entries whose questions are used to detect the language."""
MOST_ENTRIES = 50_000
"""Maximum entries for ranking by meaning. Encoding this many takes up to 7 minutes on two cores, and 310 MB."""


def encoder_for(base: KnowledgeBase, setting: str = AUTO) -> Encoder | None:
    """The encoder that a setting names: AUTO, NONE, or a folder. Returns None for ranking by words alone.

    For English, AUTO is MiniLM, or the Universal Sentence Encoder if MiniLM is not installed. For other languages, AUTO
    is always the Universal Sentence Encoder, because MiniLM knows only English. Raises ValueError for a folder without
    an encoder.
    """
    if setting == NONE or len(base.entries) > MOST_ENTRIES:
        return None
    if setting != AUTO:
        return FolderEncoder(Path(setting))
    names = ("minilm", "use") if is_english(_sample(base)) else ("use",)
    return next(filter(None, map(_installed, names)), None)


def _sample(base: KnowledgeBase) -> str:
    return " ".join(entry.question for entry in base.entries[:SAMPLE])


@cache
def _installed(name: str) -> Encoder | None:
    try:
        return MiniLm() if name == "minilm" else UniversalSentenceEncoder()
    except ImportError:
        return None
