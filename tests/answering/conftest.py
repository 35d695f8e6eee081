"""The knowledge base of a harbour office, and its assistant."""

import pytest

from bot.answering import Assistant
from bot.knowledge import Entry, KnowledgeBase

NOTES = (
    ("When does the morning ferry leave?", "At seven from pier two."),
    ("When does the evening ferry leave?", "At nine from pier one."),
    ("What does the ferry cost?", "Four euros, children half."),
    ("How much is a ticket for the ferry?", "Four euros, children half."),
    ("Can I take my bicycle aboard?", "For one euro more, in the bow."),
    ("Where is the harbour office?", "In the yellow house behind the crane."),
    ("Who looks after the lighthouse?", "Ida Brandt, since 1987."),
    ("How do I report oil in the water?", "Ring the bell at the office, day and night."),
)


@pytest.fixture(scope="session")
def harbour() -> KnowledgeBase:
    return KnowledgeBase(
        tuple(
            Entry(str(number), (question,), answer, None, "harbour.txt", 2 * number + 1)
            for number, (question, answer) in enumerate(NOTES)
        )
    )


@pytest.fixture(scope="session")
def assistant(harbour: KnowledgeBase) -> Assistant:
    return Assistant.build(harbour)
