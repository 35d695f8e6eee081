"""A stand-in for a fitted assistant, for tests in which only the knowledge matters."""

from bot.answering import Assistant, Strictness
from bot.answering.completion import Completer
from bot.knowledge import KnowledgeBase
from bot.retrieval import find_topics
from tests.retrieval.bases import uncalibrated


def build(base: KnowledgeBase) -> Assistant:
    """An assistant that ranks as usual, always with confidence 0.5."""
    return Assistant(base, uncalibrated(base), find_topics(base), Completer(base), Strictness.EAGER)
