"""A reply: what the bot says, before any face draws it."""

from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """How sure a reply is, for a face to underline; the words of the note always say it too."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"
    INFORMATION = "information"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Choice:
    """A stored question that the reader may pick next."""

    entry_id: str
    question: str
    """In full: a face shortens it to what it can show."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One platform-neutral reply. A face renders it and never decides."""

    title: str
    """The matched stored question, or a headline. One line, never empty."""
    body: str
    """The stored answer verbatim, or the bot's own words; "" where the title says it all. Of any length."""
    tone: Tone
    read_as: str = ""
    """Which part of a longer message is answered, in one line; "" where that is obvious."""
    note: str = ""
    """How sure the bot is and on what that rests, in one line; "" where nothing was matched."""
    source: str = ""
    """Where the answer stands: file and line, or topic; "" where no answer is shown."""
    choices_title: str = ""
    """Heads the choices ("Related questions", "Did you mean"); "" if there are none."""
    choices: tuple[Choice, ...] = ()
    """Up to four, best first."""
    version: str = ""
    """The version of the knowledge base that the answer is quoted from; "" where no answer is shown."""
