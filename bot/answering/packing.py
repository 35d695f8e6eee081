"""Converts topics to arrays and back."""

from collections.abc import Sequence

import numpy as np

from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.storage import Arrays, Strings, add_prefix, pack, strip_prefix


def pack_topics(base: KnowledgeBase, topics: Sequence[Topic]) -> Arrays:
    """The names of the topics, and the topic number of each entry. Every entry must have exactly one topic."""
    numbers = {id(entry): number for number, topic in enumerate(topics) for entry in topic.entries}
    of = np.fromiter((numbers[id(entry)] for entry in base.entries), np.int32, len(base.entries))
    return {"numbers": of, **add_prefix("names", pack(topic.name for topic in topics))}


def unpack_topics(base: KnowledgeBase, arrays: Arrays) -> tuple[Topic, ...]:
    """The topics that were packed. Raises ValueError if they belong to another knowledge base."""
    of, names = arrays.get("numbers"), list(Strings(strip_prefix("names", arrays)))
    if of is None or of.dtype.kind != "i" or of.shape != (len(base.entries),):
        raise ValueError("these are the topics of other entries")
    members = [list[Entry]() for _ in names]
    if len(of) and not 0 <= of.min() <= of.max() < len(names):
        raise ValueError("an entry has a topic without a name")
    for entry, number in zip(base.entries, of.tolist(), strict=True):
        members[number].append(entry)
    if not all(members):
        raise ValueError("a topic has no entry")
    return tuple(Topic(name, tuple(entries)) for name, entries in zip(names, members, strict=True))
