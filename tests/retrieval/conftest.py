"""A retriever of the shipped file, built once."""

import pytest

from bot.answering import Assistant
from bot.retrieval import Retriever


@pytest.fixture(scope="session")
def shipped_retriever(shipped_assistant: Assistant) -> Retriever:
    """The retriever of what ships with the bot, calibrated."""
    return shipped_assistant.retriever
