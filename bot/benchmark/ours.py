"""The bot itself, as its interfaces use it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.answering import Assistant
from bot.benchmark.contender import Built
from bot.index_cache import EncoderFor, SavedAssistants, no_encoder
from bot.knowledge import KnowledgeBase
from bot.storage import Cache

_ANSWERS_SEED = 7


def build_answer(texts: Sequence[str], folder: Path) -> Built:
    """What a member gets: ranking, confidence, decision and related questions, without caches."""
    return _build(texts, folder, no_encoder)


def build_meaning(texts: Sequence[str], folder: Path) -> Built:
    """The same with a sentence encoder, whose time is included."""
    from bot.retrieval.meaning.choice import encoder_for  # noqa: PLC0415 - nothing else here encodes

    return _build(texts, folder, encoder_for)


def _build(texts: Sequence[str], folder: Path, encoder_for: EncoderFor) -> Built:
    base = knowledge_of(texts)
    assistant = Assistant.build(base, encoder=encoder_for(base))
    saved = SavedAssistants(Cache(folder, "benchmark"), encoder_for=encoder_for)
    return Built(
        assistant.ask,
        save=lambda: saved.save(assistant),
        load=lambda: saved.open(base),
        forget=assistant.retriever.forget,
    )


def knowledge_of(texts: Sequence[str]) -> KnowledgeBase:
    """One entry for each text, with another text as its answer."""
    answers = np.random.default_rng(_ANSWERS_SEED).permutation(len(texts)).tolist()
    return KnowledgeBase.of(zip(texts, map(texts.__getitem__, answers), strict=True))
