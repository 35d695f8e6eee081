"""How often members may ask."""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import Enum


class Verdict(Enum):
    """What to do with a question."""

    ANSWER = "answer"
    NOTICE = "notice"
    """One too many, and the first such in its window: say so."""
    IGNORE = "ignore"
    """One too many, and that was said already."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many questions within so many seconds."""

    questions: int
    seconds: float


PER_USER = Rate(5, 30)
PER_CHANNEL = Rate(10, 60)

_KEPT = 10_000
"""Askers and channels that are remembered; the longest silent are forgotten first."""


@dataclass(slots=True)
class _Window:
    """The questions of one asker or channel that still count."""

    times: deque[float] = field(default_factory=deque)
    noticed_at: float | None = None

    def full(self, rate: Rate, at: float) -> bool:
        while self.times and self.times[0] <= at - rate.seconds:
            self.times.popleft()
        return len(self.times) >= rate.questions

    def notice(self, rate: Rate, at: float) -> Verdict:
        if self.noticed_at is not None and at < self.noticed_at + rate.seconds:
            return Verdict.IGNORE
        self.noticed_at = at
        return Verdict.NOTICE


class Rates:
    """Counts questions by the times that Discord gave them, so that a jump of our own clock locks nobody out."""

    def __init__(self, per_user: Rate | None = PER_USER, per_channel: Rate | None = PER_CHANNEL) -> None:
        """Take None for no limit."""
        self._limits = {"user": per_user, "channel": per_channel}
        self._windows: dict[Hashable, _Window] = {}

    def judge(self, user_id: int, channel_id: int, at: float) -> Verdict:
        """Count a question asked at `at`, in seconds since 1970, unless it is one too many."""
        counted = []
        for kind, key in (("user", user_id), ("channel", channel_id)):
            rate = self._limits[kind]
            if rate is None:
                continue
            window = self._window(kind, key)
            if window.full(rate, at):
                return window.notice(rate, at)
            counted.append(window)
        for window in counted:
            window.times.append(at)
        return Verdict.ANSWER

    def _window(self, kind: str, key: int) -> _Window:
        """The window of one asker or channel, now the last to be forgotten."""
        window = self._windows.pop((kind, key), None) or _Window()
        self._windows[kind, key] = window
        if len(self._windows) > _KEPT:
            del self._windows[next(iter(self._windows))]
        return window


class QuietChannels:
    """Channels in which Discord refused a message lately: asking again and again would get the bot banned."""

    def __init__(self, seconds: float) -> None:
        """Take how long a channel is left alone."""
        self._seconds = seconds
        self._until: dict[int, float] = {}

    def add(self, channel_id: int, at: float) -> None:
        """Leave a channel alone from `at`, in seconds since 1970."""
        self._until = {channel: until for channel, until in self._until.items() if until > at}
        self._until[channel_id] = at + self._seconds

    def holds(self, channel_id: int, at: float) -> bool:
        """Whether the channel is left alone at that time."""
        return at < self._until.get(channel_id, 0.0)
