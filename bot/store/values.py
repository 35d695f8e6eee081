"""The values that the store takes and returns. They are frozen. Nothing here imports a database library."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Reason(Enum):
    """Why the store does not work, in the words that `status` shows."""

    OFF = "the setting STATE_DIR is none"
    CLOSED = "the bot is ending"
    FULL = "the disk is full or failing"
    READ_ONLY = "the database may not be written to"
    LOCKED = "another program keeps the database locked"
    DAMAGED = "the file is no database, or it is damaged"
    NEWER = "a newer version of the bot has written the database"
    NO_DRIVER = "the PostgreSQL driver is not installed"
    UNREACHABLE = "the database cannot be reached, or does not answer"
    OTHER_BOT = "the database belongs to another bot; create one for this bot, and name it in DATABASE_URL"
    BUSY = "too much work waits for the database"


class StoreError(Exception):
    """The store refused a call, and nothing was written. The bot keeps answering. Tell users, without a path."""

    def __init__(self, reason: Reason) -> None:
        """Take the reason."""
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Status:
    """Whether the store works."""

    problem: Reason | None = None
    """Why it does not; None while it works."""

    @property
    def degraded(self) -> bool:
        """Whether votes, edits and everything else are refused."""
        return self.problem is not None


class Outcome(Enum):
    """The events that counters count."""

    ANSWERED = "answered"
    SUGGESTED = "suggested"
    UNANSWERED = "unanswered"
    OPENED = "opened"
    """A member opened an entry from a button or menu."""
    PICKED = "picked"
    """A member said “not what I meant” and picked this entry instead."""


@dataclass(frozen=True, slots=True)
class Counter:
    """How often something happened on one day in one server. It names nobody."""

    day: dt.date
    server: int
    """The id of the server; 0 for direct messages."""
    outcome: Outcome
    entry: str
    """The id of the entry; "" if none is involved."""
    count: int


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote to keep."""

    answer: str
    """Identifies the answer: the id of its message, and of the entry if the message shows several."""
    user: int
    """Only its keyed hash is kept."""
    helped: bool | None
    """👍 or 👎; None withdraws the vote."""
    entry: str
    version: str
    """The version of the knowledge base that the answer quotes."""
    server: int = 0


@dataclass(frozen=True, slots=True)
class VoteCount:
    """The votes of one day on one entry in one version."""

    day: dt.date
    server: int
    entry: str
    version: str
    helped: int
    not_helped: int


class Decision(Enum):
    """What moderators decided about a collected question."""

    OPEN = ""
    DONE = "done"
    """It became a phrasing or an entry."""
    IGNORED = "ignored"
    LATER = "later"
    """Postponed until a day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to collect."""

    user: int
    """Only its keyed hash is kept, so that the member can have the question removed."""
    server: int
    text: str
    outcome: Outcome
    answer: str = ""
    """As in `Vote`. A later vote or pick finds the question by it; "" if nobody can vote."""
    entry: str = ""
    """The id of the entry that was shown; "" for none."""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A collected question, without who asked it."""

    number: int
    server: int
    day: dt.date
    text: str
    outcome: Outcome
    entry: str
    """The id of the entry that was shown; "" for none."""
    version: str
    picked: str = ""
    """The id of the entry that the member picked instead; "" for none."""
    voted_down: bool = False
    """Whether anybody voted 👎 on its answer."""
    voted_up: bool = False
    decision: Decision = Decision.OPEN
    until: dt.date | None = None
    """The day on which a postponed question comes up again."""


@dataclass(frozen=True, slots=True)
class Label:
    """A question, and the entry that answers it, as a moderator confirmed."""

    text: str
    entry: str
    """The id of the entry; "" if no entry answers the question."""
    day: dt.date


@dataclass(frozen=True, slots=True)
class Kept:
    """The data that the store has about one member."""

    questions: tuple[str, ...] = ()
    """Texts, oldest first."""
    votes: int = 0
    edits: int = 0
    """Edits of the knowledge by this member, as a moderator. "Forget me" keeps them, without the name."""


class EditKind(Enum):
    """The kinds of edits."""

    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    PHRASE = "phrase"
    """Added phrasings to an entry, and changed nothing else."""
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Content:
    """The parts of an entry that members read."""

    questions: tuple[str, ...]
    """The first is the canonical question. For PHRASE: the new phrasings alone."""
    answer: str = ""
    """"" for PHRASE."""
    topic: str | None = None
    synonyms: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The collected questions that an edit answers: with the edit, they become labels of its entry, and done."""

    numbers: tuple[int, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewEdit:
    """An edit to write."""

    kind: EditKind
    entry: str
    """The id of the entry."""
    after: Content | None
    """None for REMOVE."""
    before: Content | None
    """The entry before the edit; None for ADD."""
    by: str
    """The moderator's name, as the history shows it."""
    user: int = 0
    """The moderator's id, kept as a keyed hash; 0 for none, as in the terminal."""
    server: int = 0
    undoes: int = 0
    """For UNDO: the number of the undone edit. Otherwise 0."""
    reviewed: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit in the history."""

    number: int
    """Counted up from 1, in the order of writing."""
    at: dt.datetime
    """In UTC."""
    kind: EditKind
    entry: str
    after: Content | None
    before: Content | None
    by: str
    """"" after the moderator had the name removed."""
    server: int
    undoes: int = 0
    """As in `NewEdit`."""
    undone: bool = False
    """Whether a later edit undoes it."""
    applied: bool = False
    """Whether it has been written into the owner's files."""

    @property
    def in_effect(self) -> bool:
        """Whether it is neither undone nor in the files."""
        return not (self.undone or self.applied or self.kind is EditKind.UNDO)
