"""Rate limits for members and channels, and cooldowns for channels that reject messages."""

from collections import deque
from collections.abc import Hashable
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
PER_CHANNEL = RateLimit(10, 60)

_MAX_TRACKED = 10_000
"""Maximum number of members and channels to keep in memory. The one that was silent longest is dropped first."""


@dataclass(slots=True)
class _Window:
    """The recent questions of one member or channel."""

    times: deque[float] = field(default_factory=deque)
    noticed_at: float | None = None

    def full(self, limit: RateLimit, at: float) -> bool:
        while self.times and self.times[0] <= at - limit.seconds:
            self.times.popleft()
        return len(self.times) >= limit.questions

    def notice(self, limit: RateLimit, at: float) -> Verdict:
        if self.noticed_at is not None and at < self.noticed_at + limit.seconds:
            return Verdict.IGNORE
        self.noticed_at = at
        return Verdict.NOTICE


class RateLimiter:
    """Counts questions by Discord's timestamps, so that a jump of the local clock locks nobody out."""

    def __init__(self, per_user: RateLimit | None = PER_USER, per_channel: RateLimit | None = PER_CHANNEL) -> None:
        """Take None for no limit."""
        self._limits = {"user": per_user, "channel": per_channel}
        self._windows: dict[Hashable, _Window] = {}

    def check(self, user_id: int, channel_id: int, at: float) -> Verdict:
        """Count a question unless it is over a limit. `at` is in seconds since 1970."""
        counted = []
        for kind, key in (("user", user_id), ("channel", channel_id)):
            limit = self._limits[kind]
            if limit is None:
                continue
            window = self._window(kind, key)
            if window.full(limit, at):
                return window.notice(limit, at)
            counted.append(window)
        for window in counted:
            window.times.append(at)
        return Verdict.ANSWER

    def _window(self, kind: str, key: int) -> _Window:
        """The window of one member or channel, moved to the end of the order in which windows are dropped."""
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
