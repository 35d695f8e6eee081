"""What many tests start from."""

from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase, load

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shipped_base() -> KnowledgeBase:
    """The knowledge base that ships with the bot."""
    return load([ROOT / "data"])


@pytest.fixture(scope="session")
def shipped_assistant(shipped_base: KnowledgeBase) -> Assistant:
    """An assistant that knows what ships with the bot."""
    return Assistant.build(shipped_base)
