"""How the requests of the current task are sent: their priority, sender and deadline."""

import asyncio
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import IntEnum

import discord

ANSWER_SECONDS = 24.0
"""How long an answer may wait to be sent. At 40 requests a second, the last of 800 answers waits 20 seconds."""


ATTEMPT_SECONDS = 10.0
"""How long one attempt of a request may take. discord.py would wait five minutes."""


class Priority(IntEnum):
    """Which request goes first. A smaller number goes before a larger one."""

    CONTROL = 0
    """What the client itself needs: login, command sync."""
    ANSWER = 1
    NOTICE = 2
    """What members can do without: that the bot is busy, reports to the owner."""


class NotSentError(discord.RateLimited):
    """The bot dropped a request before it reached Discord: it waited too long, or the bot sends nothing for a while.

    `retry_after` is in seconds. It is a subclass of discord.py's error, so code that handles rate limits handles it.
    """


class PushedOutError(NotSentError):
    """Newer questions of the same channel pushed a question out of the queue."""


@dataclass(slots=True)
class Sending:
    """How to send the requests of a task."""

    priority: Priority
    sender: Hashable
    """Whose turn a request takes: a server, or the channel of a direct message. Senders take turns."""
    deadline: float
    """In the event loop's time. A request that is still waiting then is dropped."""
    attempt_seconds: float = ATTEMPT_SECONDS
    timeout: asyncio.Timeout | None = None
    """Ends an attempt that takes too long. It runs only while a request is on its way, not while it waits."""
    responded: bool = False
    """Whether the current attempt has a response."""


_current: ContextVar[Sending | None] = ContextVar("sending", default=None)


def current_sending() -> Sending | None:
    """How the current task sends; None for requests of the client itself."""
    return _current.get()


@contextmanager
def sending(
    priority: Priority,
    sender: Hashable,
    *,
    seconds: float = ANSWER_SECONDS,
    attempt_seconds: float = ATTEMPT_SECONDS,
) -> Iterator[Sending]:
    """Send the requests inside the block like this. They are dropped if they still wait after `seconds`."""
    how = Sending(priority, sender, asyncio.get_running_loop().time() + seconds, attempt_seconds)
    token = _current.set(how)
    try:
        yield how
    finally:
        _current.reset(token)
