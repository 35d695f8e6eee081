"""Which encoder a knowledge base gets: by its language, and by what is installed."""

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
"""Entries from whose questions the language is told."""
MOST_ENTRIES = 50_000
"""Of more entries no vectors are made: words alone answer. So many take up to 7 minutes with two cores, and 310 MB."""


def encoder_for(base: KnowledgeBase, setting: str = AUTO) -> Encoder | None:
    """The encoder that a setting names: AUTO, NONE, or a folder. None for words alone.

    AUTO is MiniLM for English, or the Universal Sentence Encoder where that is not installed. For other languages it is
    the latter alone, since MiniLM knows only English. Raises ValueError for a folder that holds no encoder.
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
