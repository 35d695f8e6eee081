"""The start budget: how many sessions the bot may start on Discord, kept in a file across restarts.

Discord counts identifies, the requests that start a session. After 1,000 in a day it resets the bot's token. The budget
counts only failed ones: the session soon broke, or the process crashed.
"""

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.connection.budget_file import BudgetState, Refusal, load_state, save_state

logger = logging.getLogger(__name__)

DAY = 86_400.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When the budget allows an identify. All times in seconds."""

    per_day: int = 100
    """Maximum failed identifies in 24 hours, a tenth of what Discord allows."""
    free: int = 60
    """Failed identifies in 24 hours after which the waits between them grow: Discord has bad days."""
    gap: float = 5.0
    """Minimum time between two identifies. Discord allows one every 5 s (events/gateway, "Rate Limiting")."""
    first_wait: float = 1.0
    """The wait after an identify that got no READY, or after too many crashes. It doubles each time."""
    max_wait: float = 900.0
    """Maximum of that wait. With it, a gateway that refuses every identify gets 96 a day."""
    max_spread: float = 1800.0
    """Maximum wait after more than `free` failed identifies."""
    free_crashes: int = 3
    """Crashes in a row before a start waits."""
    first_refusal_wait: float = 10.0
    """The wait after Discord refused a setting. It doubles each time."""
    max_refusal_wait: float = 3600.0
    """Maximum of that wait."""
    reserve: float = 0.05
    """The share of Discord's daily identifies that the bot leaves unused, 50 of 1,000."""
    ask_again: float = 3600.0
    """Maximum wait when Discord allows no more, before the bot asks again."""

    def wait_of(self, total: int, remaining: int, reset_after: float) -> float:
        """Seconds to wait when Discord says how many identifies remain of a total until a reset."""
        return min(max(reset_after, self.gap), self.ask_again) if remaining <= total * self.reserve else 0.0


class StartBudget:
    """The budget of one application. For one thread at a time."""

    def __init__(self, file: Path | None, limits: Limits | None = None, now: Callable[[], float] = time.time) -> None:
        """Take the file that keeps the budget; None keeps it in memory. `now` gives seconds since 1970."""
        self._file, self._now = file, now
        self.limits = limits or Limits()
        self._state = load_state(file, now()) if file else BudgetState()
        self._warned = False
        self._start_until = 0.0

    @property
    def failed_today(self) -> int:
        """Failed identifies of the last 24 hours, with the newest one until its session has lasted."""
        return len(self._recent())

    def started(self) -> None:
        """Count the start of a process. A process that ended without `stopped` has crashed."""
        crashes = self._state.crashes + 1 if self._state.running else 0
        wait = _doubled(self.limits.first_wait, crashes - self.limits.free_crashes, self.limits.max_wait)
        self._start_until = self._now() + wait
        self._update(replace(self._state, crashes=crashes, running=True, ready=False))

    def stopped(self) -> None:
        """Record that the process ends normally. Its last session did not fail, if it was ready."""
        state = self._state
        self._update(replace(self._without_last() if state.ready else state, crashes=0, running=False))

    def refused(self, settings: str, message: str) -> None:
        """Record that the process ends because Discord refused a setting. `settings` is a `settings_key`."""
        last = self._state.refusal
        times = last.times + 1 if last and last.settings == settings else 1
        refusal = Refusal(settings, message, times, self._now())
        self._update(replace(self._state, refusal=refusal, unready=0, crashes=0, running=False))

    def last_refusal(self, settings: str) -> tuple[str, float] | None:
        """What Discord refused about these settings, and how many seconds to wait; None if it refused nothing."""
        last = self._state.refusal
        if last is None or last.settings != settings:
            return None
        wait = _doubled(self.limits.first_refusal_wait, last.times, self.limits.max_refusal_wait)
        return last.message, max(0.0, last.at + wait - self._now())

    def wait(self) -> float:
        """Seconds until the next identify is allowed."""
        now, limits, recent = self._now(), self.limits, self._recent()
        until = self._start_until
        if self._state.last:
            steps = _doubled(limits.first_wait, self._state.unready, limits.max_wait)
            spread = _doubled(limits.gap, len(recent) - limits.free, limits.max_spread)
            until = max(until, self._state.last + max(limits.gap, steps, spread))
        if len(recent) >= limits.per_day:
            until = max(until, recent[-limits.per_day] + DAY)
        return max(0.0, until - now)

    def spend(self) -> None:
        """Count an identify, before it is sent."""
        now, state = self._now(), self._state
        identifies = (*self._recent(), now)
        self._update(replace(state, identifies=identifies, last=now, unready=state.unready + 1, ready=False))

    def ready(self) -> None:
        """Record that the last identify got READY: Discord accepts the settings."""
        self._update(replace(self._state, unready=0, ready=True, refusal=None))

    def proven(self) -> None:
        """Record that the last session has lasted: neither it nor the process failed."""
        self._update(replace(self._without_last(), crashes=0))

    def _recent(self) -> tuple[float, ...]:
        since = self._now() - DAY
        return tuple(moment for moment in self._state.identifies if moment > since)

    def _without_last(self) -> BudgetState:
        kept = tuple(moment for moment in self._state.identifies if moment != self._state.last)
        return replace(self._state, identifies=kept)

    def _update(self, state: BudgetState) -> None:
        self._state = state
        if self._file is None:
            return
        try:
            save_state(self._file, state)
        except OSError as error:
            if not self._warned:
                logger.warning("Could not save the start budget in %s: %s.", self._file, error.strerror)
            self._warned = True


def budget_file(folder: Path, token: str) -> Path:
    """The file in a folder for the application of a token. A token that was reset keeps the file."""
    return folder / f"connection-{_digest(token.partition('.')[0])}.json"


def settings_key(*settings: object) -> str:
    """Changes with the settings that Discord may refuse, and does not reveal them."""
    return _digest(repr(settings))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _doubled(first: float, times: int, maximum: float) -> float:
    """0 for no time, `first` for the first time, then double for each further one, up to the maximum."""
    return min(maximum, first * 2.0 ** min(times - 1, 40)) if times > 0 else 0.0
