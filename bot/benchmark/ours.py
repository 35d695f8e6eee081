"""The bot itself, as the faces use it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.answering import Assistant
from bot.benchmark.contender import TOP, Built
from bot.knowledge import Entry, KnowledgeBase
from bot.retrieval import WordIndex

RELATED = 4
"""Related questions that a face shows beside an answer."""
_ANSWERS_SEED = 7


def build_words(texts: Sequence[str], _folder: Path) -> Built:
    """The index of words alone."""
    index = WordIndex.build(texts)
    return Built(lambda query: index.search(query, TOP))


def build_answer(texts: Sequence[str], _folder: Path) -> Built:
    """The whole answer at full quality: ranking, confidence, decision, and the related questions of the best entry."""
    assistant = Assistant.build(_knowledge(texts))

    def answer(query: str) -> object:
        outcome = assistant.ask(query)
        return outcome.hits and assistant.retriever.related(outcome.hits[0].entry, RELATED)

    return Built(answer, forget=assistant.retriever.related.cache_clear)


def _knowledge(texts: Sequence[str]) -> KnowledgeBase:
    """An entry for each text, with another one as its answer."""
    answers = np.random.default_rng(_ANSWERS_SEED).permutation(len(texts)).tolist()
    return KnowledgeBase(
        tuple(
            Entry(str(line), (text,), texts[answer], None, "benchmark", line)
            for line, (text, answer) in enumerate(zip(texts, answers, strict=True), start=1)
        )
    )
