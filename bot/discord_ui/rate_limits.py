"""Rate limits for members, channels and servers, and cooldowns for channels that reject messages."""

import math
from collections import Counter, deque
from dataclasses import dataclass, field
from enum import Enum


class Verdict(Enum):
    """What to do with a question."""

    ANSWER = "answer"
    NOTICE = "notice"
    """Over the limit for the first time in this window: say so."""
    IGNORE = "ignore"
    """Over the limit, and the member already knows."""


@dataclass(frozen=True, slots=True)
class RateLimit:
    """Maximum number of questions in a sliding window of seconds."""

    questions: int
    seconds: float


PER_USER = RateLimit(5, 30)
PER_CHANNEL = RateLimit(20, 60)
PER_SERVER = RateLimit(1200, 60)
"""Half of what the bot may send."""
PRESSES_PER_USER = RateLimit(30, 30)
"""Buttons, selects and commands other than questions."""
AUTOCOMPLETES_PER_USER = RateLimit(60, 30)
"""Discord asks at every pause in typing. Only programs ask more often than twice a second for half a minute."""

_HARD_LIMIT = 3
"""How often a limit of a channel or server may be exceeded by members who get their fair share."""
_MAX_TRACKED = 10_000
"""Maximum number of members, channels and servers to keep in memory. The one that was silent longest is dropped."""


@dataclass(slots=True)
class _Window:
    """The recent questions of one member, channel or server."""

    asked: deque[tuple[float, int]] = field(default_factory=deque)
    """When, and by which member."""
    noticed_at: float | None = None

    def allows(self, limit: RateLimit, user_id: int, at: float) -> bool:
        """Whether a member may ask one more question.

        If the limit is reached, members may still ask until they have their fair share of it. So a few members who
        flood a channel silence nobody else.
        """
        while self.asked and self.asked[0][0] <= at - limit.seconds:
            self.asked.popleft()
        if len(self.asked) < limit.questions:
            return True
        if len(self.asked) >= _HARD_LIMIT * limit.questions:
            return False
        asked = Counter(user for _, user in self.asked)
        others = len(asked.keys() - {user_id})
        return others > 0 and asked[user_id] < max(1, limit.questions // (others + 1))

    def notice(self, limit: RateLimit, at: float) -> Verdict:
        if self.noticed_at is not None and at < self.noticed_at + limit.seconds:
            return Verdict.IGNORE
        self.noticed_at = at
        return Verdict.NOTICE

    def is_over(self, limit: RateLimit, at: float) -> bool:
        """Whether nothing in it counts any more."""
        asked = self.asked[-1][0] if self.asked else -math.inf
        noticed = -math.inf if self.noticed_at is None else self.noticed_at
        return max(asked, noticed) <= at - limit.seconds


class RateLimiter:
    """Counts questions by Discord's timestamps, so that a jump of the local clock locks nobody out."""

    def __init__(
        self,
        per_user: RateLimit | None = PER_USER,
        per_channel: RateLimit | None = PER_CHANNEL,
        per_server: RateLimit | None = PER_SERVER,
    ) -> None:
        """Take None for no limit."""
        self._limits = {"user": per_user, "channel": per_channel, "server": per_server}
        self._windows: dict[tuple[str, int], _Window] = {}

    def check(self, user_id: int, channel_id: int, at: float, server_id: int | None = None) -> Verdict:
        """Count a question unless it is over a limit. `at` is in seconds since 1970; outside of servers, pass None."""
        self._forget_silent(at)
        counted = []
        for kind, key in (("user", user_id), ("channel", channel_id), ("server", server_id)):
            limit = self._limits[kind]
            if limit is None or key is None:
                continue
            window = self._window(kind, key)
            if not window.allows(limit, user_id, at):
                return window.notice(limit, at)
            counted.append(window)
        for window in counted:
            window.asked.append((at, user_id))
        return Verdict.ANSWER

    def _forget_silent(self, at: float) -> None:
        """Forget the windows that are over, so that the memory holds only who was active lately."""
        while self._windows:
            (kind, key), window = next(iter(self._windows.items()))
            limit = self._limits[kind]
            if limit and not window.is_over(limit, at):
                return
            del self._windows[kind, key]

    def _window(self, kind: str, key: int) -> _Window:
        """The window of one member, channel or server, moved to the end of the order in which windows are dropped."""
        window = self._windows.pop((kind, key), None) or _Window()
        self._windows[kind, key] = window
        if len(self._windows) > _MAX_TRACKED:
            del self._windows[next(iter(self._windows))]
        return window


class ChannelCooldowns:
    """Channels that rejected a message recently. Discord bans bots that keep sending rejected requests."""

    def __init__(self, seconds: float) -> None:
        """Take the length of a cooldown."""
        self._seconds = seconds
        self._until: dict[int, float] = {}

    def start(self, channel_id: int, at: float, seconds: float | None = None) -> None:
        """Start a cooldown of the usual length, or of these seconds. `at` is in seconds since 1970."""
        self._until = {channel: until for channel, until in self._until.items() if until > at}
        self._until[channel_id] = at + (self._seconds if seconds is None else seconds)

    def active(self, channel_id: int, at: float) -> bool:
        """Whether the channel is on cooldown at that time."""
        return at < self._until.get(channel_id, 0.0)
