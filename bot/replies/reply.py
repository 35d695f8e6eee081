"""A reply: what the bot says, before an interface renders it."""

from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """How sure a reply is, so that an interface can color it. The note always says it in words too."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"
    INFORMATION = "information"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Choice:
    """A stored question that the member can pick next."""

    entry_id: str
    question: str
    """In full. An interface shortens it to what it can show."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One platform-neutral reply. Interfaces render it, and decide nothing."""

    title: str
    """The matched stored question, or a headline. One line, never empty."""
    body: str
    """The stored answer word for word, or the bot's own words; "" if the title says it all. It can have any length."""
    tone: Tone
    read_as: str = ""
    """Which part of a longer message is answered, in one line; "" if that is obvious."""
    note: str = ""
    """How sure the bot is and why, in one line; "" if nothing was matched."""
    source: str = ""
    """Where the answer is stored: file and line, with the topic if there is one; "" if no answer is shown."""
    url: str = ""
    """Where members can read more: an address that begins with http:// or https://; "" for none."""
    choices_title: str = ""
    """The heading of the choices, such as "Related questions"; "" if there are none."""
    choices: tuple[Choice, ...] = ()
    """Up to four, best first."""
    version: str = ""
    """The version of the knowledge base that the answer quotes; "" if no answer is shown."""
    question: str = ""
    """The text that was read as the question, in one line; "" for replies to other messages, such as small talk."""
    entry_id: str = ""
    """The id of the entry whose answer is shown; "" if no answer is shown."""
    next_best: tuple[str, ...] = ()
    """The ids of up to three entries that the member may have meant instead, best first."""
