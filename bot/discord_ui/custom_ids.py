"""The custom ids of buttons and selects. They hold all that a component needs, so components survive a restart.

Custom ids come back from the client, so they are untrusted input: each must match its whole pattern, and the entry or
topic that it names is looked up. They hold no secret and grant nothing.
"""

import hashlib
import re
from collections.abc import Sequence

from bot.discord_ui import limits
from bot.knowledge import Topic

_ENTRY = r"(?P<entry>[\w.-]{1,64})"
_PLACE = r"(?P<place>topics|[0-9a-f]{10})"
_PAGE = r"(?P<page>\d{1,6})"
_VERSION = r"(?P<version>[0-9a-f]{8})"
_OTHERS = r"(?P<others>[\w.,-]{0,100})"
_MESSAGE = r"(?P<message>\d{1,20})"

CHOICES = "faq:choices"
"""A select whose values are entry ids."""
TOPICS = "faq:topics"
"""A select whose values are topic keys."""
TOPIC_LIST = "topics"
"""The place of the pages that list topics. Every other place is a topic key."""

ANSWER_PATTERN = re.compile(f"faq:answer:{_ENTRY}", re.ASCII)
CHOICES_PATTERN = re.compile(CHOICES)
TOPICS_PATTERN = re.compile(TOPICS)
PAGE_PATTERN = re.compile(f"faq:page:{_PLACE}:{_PAGE}", re.ASCII)
HELPED_PATTERN = re.compile(f"faq:helped:{_ENTRY}:{_VERSION}", re.ASCII)
NOT_MEANT_PATTERN = re.compile(f"faq:not:{_ENTRY}:{_VERSION}:{_OTHERS}", re.ASCII)
INSTEAD_PATTERN = re.compile(f"faq:instead:{_MESSAGE}:{_ENTRY}", re.ASCII)
PRIVACY_PATTERN = re.compile("faq:privacy:(?P<choice>forget|out|in)")

FORGET, OPT_OUT, OPT_IN = "forget", "out", "in"
"""What members can choose about their privacy."""

ANY_PATTERN = re.compile(r"faq:[a-z].*", re.ASCII)
"""Every custom id of this version, and some of other versions."""

_ALL = (
    ANSWER_PATTERN,
    CHOICES_PATTERN,
    TOPICS_PATTERN,
    PAGE_PATTERN,
    HELPED_PATTERN,
    NOT_MEANT_PATTERN,
    INSTEAD_PATTERN,
    PRIVACY_PATTERN,
)


def answer(entry_id: str) -> str:
    """The id of a button that shows an entry's answer."""
    return f"faq:answer:{entry_id}"


def page(place: str, number: int) -> str:
    """The id of a button that opens a page of `TOPIC_LIST` or of a topic. The first page is 0."""
    return f"faq:page:{place}:{number}"


def helped(entry_id: str, version: str) -> str:
    """The id of a button that votes for an answer."""
    return f"faq:helped:{entry_id}:{version}"


def not_meant(entry_id: str, version: str, others: Sequence[str]) -> str:
    """The id of a button that votes against an answer. It holds as many ids of other entries as fit."""
    made = f"faq:not:{entry_id}:{version}:"
    kept: list[str] = []
    for other in others:
        if len(made) + len(",".join((*kept, other))) > limits.CUSTOM_ID:
            break
        kept.append(other)
    return made + ",".join(kept)


def instead(message_id: int, entry_id: str) -> str:
    """The id of a select whose values are ids of entries to have instead of the one that a message shows."""
    return f"faq:instead:{message_id}:{entry_id}"


def privacy(choice: str) -> str:
    """The id of a button for FORGET, OPT_OUT or OPT_IN."""
    return f"faq:privacy:{choice}"


def topic_key(topic: Topic) -> str:
    """A hash of a topic's name, ten hex digits: short for any name, and the same after a restart."""
    return hashlib.blake2b(topic.name.encode(), digest_size=5).hexdigest()


def is_known(custom_id: str) -> bool:
    """Whether this version of the bot handles a custom id."""
    return any(pattern.fullmatch(custom_id) for pattern in _ALL)
