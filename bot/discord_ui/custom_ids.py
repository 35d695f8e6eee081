"""The ids of buttons and selects: what a press carries back, after a restart too.

Discord hands them back from the client, so they are input like any other: each is matched as a whole against its
pattern, and what it names is looked up. They hold no secret and grant nothing.
"""

import hashlib
import re

from bot.knowledge import Topic

_ENTRY = r"(?P<entry>[\w.-]{1,64})"
_PLACE = r"(?P<place>topics|[0-9a-f]{10})"
_PAGE = r"(?P<page>\d{1,6})"

CHOICES = "faq:choices"
"""A select whose values are entry ids."""
TOPICS = "faq:topics"
"""A select whose values are topic keys."""
TOPIC_LIST = "topics"
"""The place of a page that lists topics; other places are topic keys."""

ANSWER_PATTERN = re.compile(f"faq:answer:{_ENTRY}", re.ASCII)
CHOICES_PATTERN = re.compile(CHOICES)
TOPICS_PATTERN = re.compile(TOPICS)
PAGE_PATTERN = re.compile(f"faq:page:{_PLACE}:{_PAGE}", re.ASCII)

_ALL = (ANSWER_PATTERN, CHOICES_PATTERN, TOPICS_PATTERN, PAGE_PATTERN)


def answer(entry_id: str) -> str:
    """The id of a button that shows an entry's answer."""
    return f"faq:answer:{entry_id}"


def page(place: str, number: int) -> str:
    """The id of a button that turns to a page, counted from 0, of `TOPIC_LIST` or of a topic."""
    return f"faq:page:{place}:{number}"


def topic_key(topic: Topic) -> str:
    """Ten hex digits of a topic's name: short whatever the name, and the same after a restart."""
    return hashlib.blake2b(topic.name.encode(), digest_size=5).hexdigest()


def is_ours(custom_id: str) -> bool:
    """Whether this version of the bot knows what to do with an id."""
    return any(pattern.fullmatch(custom_id) for pattern in _ALL)
