"""The start budget: how many sessions the bot may start on Discord, kept across restarts.

Discord counts identifies, the requests that start a session. After 1,000 in a day it resets the bot's token. The budget
counts only failed ones: the session soon broke, or the process crashed. Each shard has its own part of the budget.
"""

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from bot.connection.budget_limits import Limits, doubled
from bot.connection.budget_state import DAY, BudgetState, BudgetStorage, Change, Refusal, ShardState
from bot.connection.slots import Slots

logger = logging.getLogger(__name__)

_NO_WAIT = 0.001
"""Seconds. A shorter wait counts as over."""


class StartBudget:
    """The budget of the shards of one process. Every thread may use it. Its methods may wait for the storage."""

    def __init__(  # noqa: PLR0913 - all but the first have defaults
        self,
        storage: BudgetStorage | None,
        limits: Limits | None = None,
        *,
        process: int = 1,
        alive: Callable[[], Collection[int]] = tuple,
        now: Callable[[], float] = time.time,
        backup: BudgetStorage | None = None,
    ) -> None:
        """Keep the budget in `storage`, and in `backup` while that fails; None keeps it in memory.

        `process` is the number of this process, and `alive` returns the numbers of the others that run now. `now`
        returns seconds since 1970.
        """
        self._storage, self._backup, self._now = storage, backup, now
        self._process, self._alive = process, alive
        self.limits = limits or Limits()
        self.left_today: int | None = None
        """How many more identifies Discord allowed when it was last asked; None if it was not asked yet."""
        self._shards: Sequence[int] = (0,)
        self._count = 1
        self._state = BudgetState()
        self._lock = threading.Lock()
        self._warned = False
        self._unsaved = False
        """Whether the storage lacks changes, because it failed."""
        self._started, self._start_wait = 0.0, 0.0
        self._slots = Slots(now)

    def use_shards(self, shards: Sequence[int], count: int) -> None:
        """Set the ids of this process's shards, and the number of all shards. By default, there is one shard."""
        self._shards, self._count = tuple(shards), count

    @property
    def failed_today(self) -> int:
        """Failed identifies of the last 24 hours. The newest ones count as failed until their sessions have lasted."""
        now = self._now()
        return sum(len(self._state.of(shard).recent(now)) for shard in self._shards)

    def started(self) -> None:
        """Count the start of a process. A process that ended without `stopped` has crashed."""

        def change(state: BudgetState, now: float) -> BudgetState:
            first = state.of(self._shards[0])
            if first.process in self._alive():  # this process will take its place
                return state
            crashes = first.crashes + 1 if first.process else 0
            wait = doubled(self.limits.first_wait, crashes - self.limits.free_crashes, self.limits.max_wait)
            self._started, self._start_wait = now, wait
            for shard in self._shards:
                begun = replace(state.of(shard), crashes=crashes, process=self._process, ready=False)
                state = state.having(shard, begun)
            return state

        if self._backup:  # what was counted while the storage failed
            with suppress(OSError):
                self._state, self._unsaved = self._backup.update(_unchanged), True
        self._update(change)

    def stopped(self) -> None:
        """Record that the process ends normally. Its last sessions did not fail, if they were ready."""

        def change(state: BudgetState, _: float) -> BudgetState:
            for shard in self._own(state):
                found = state.of(shard)
                kept = found.without_last() if found.ready else found
                state = state.having(shard, replace(kept, crashes=0, process=0))
            return state

        self._update(change)

    def refused(self, settings: str, message: str) -> None:
        """Record that the process ends because Discord refused a setting. `settings` is a `settings_key`."""

        def change(state: BudgetState, now: float) -> BudgetState:
            last = state.refusal
            times = last.times + 1 if last and last.settings == settings else 1
            for shard in self._own(state):
                state = state.having(shard, replace(state.of(shard), unready=0, crashes=0, process=0))
            return replace(state, refusal=Refusal(settings, message, times, now))

        self._update(change)

    def last_refusal(self, settings: str) -> tuple[str, float] | None:
        """What Discord refused about these settings, and how many seconds to wait; None if it refused nothing."""
        self._update(_unchanged)
        last = self._state.refusal
        if last is None or last.settings != settings:
            return None
        wait = doubled(self.limits.first_refusal_wait, last.times, self.limits.max_refusal_wait)
        return last.message, max(0.0, last.at + wait - self._now())

    def wait(self) -> float:
        """Seconds until one of the process's shards may identify."""
        waits: list[float] = []

        def change(state: BudgetState, now: float) -> BudgetState:
            waits.extend(self._wait_of(state, shard, 1, now) for shard in self._shards)
            return state

        self._update(change)
        return min(waits)

    def take_turn(self, shard: int = 0, at_once: int = 1) -> float:
        """Let a shard identify now and return 0.0, or return the seconds until it may ask again.

        Discord lets `at_once` shards identify at the same time: those with different ids modulo this number.
        """
        if self._unsaved and (wait := self._slots.wait(self._shards, self._count, self.limits.gap)):
            return wait
        waits, before = list[float](), (self._state, self._unsaved)

        def change(state: BudgetState, now: float) -> BudgetState:
            waits.append(self._wait_of(state, shard, at_once, now))
            return state if waits[-1] else state.having(shard, replace(state.of(shard), turn=now))

        self._update(change)
        if self._unsaved and not before[1] and (wait := self._slots.wait(self._shards, self._count, self.limits.gap)):
            self._state = before[0]  # the turn was not taken
            return wait
        return waits[-1]

    def spend(self, shard: int = 0) -> None:
        """Count an identify, before it is sent."""

        def change(state: BudgetState, now: float) -> BudgetState:
            found = state.of(shard)
            identifies, unready = (*found.recent(now), now), found.unready + 1
            spent = ShardState(identifies, now, now, False, unready, found.crashes, self._process)  # noqa: FBT003
            return state.having(shard, spent)

        self._update(change)

    def ready(self, shard: int = 0) -> None:
        """Record that the last identify got READY: Discord accepts the settings."""

        def change(state: BudgetState, _: float) -> BudgetState:
            found = replace(state.of(shard), unready=0, ready=True)
            return replace(state.having(shard, found), refusal=None)

        self._update(change)

    def proven(self, shard: int = 0) -> None:
        """Record that the last session of a shard has lasted: neither it nor the process failed."""

        def change(state: BudgetState, _: float) -> BudgetState:
            if shard not in self._own(state):  # another process has taken the shard
                return state
            return state.having(shard, replace(state.of(shard).without_last(), crashes=0))

        self._update(change)

    def _wait_of(self, state: BudgetState, shard: int, at_once: int, now: float) -> float:
        limits, found = self.limits, state.of(shard)
        per_day, free = limits.of_each(self._count)
        recent = found.recent(now)
        turns = [other.turn for each, other in state.shards.items() if each % at_once == shard % at_once]
        until = min(self._started, now) + self._start_wait
        if any(turns):
            until = max(until, max(turns) + limits.gap)
        if found.last:
            steps = doubled(limits.first_wait, found.unready, limits.max_wait)
            until = max(until, found.last + max(steps, doubled(limits.gap, len(recent) - free, limits.max_spread)))
        if len(recent) >= per_day:
            until = max(until, recent[-per_day] + DAY)
        return until - now if until - now > _NO_WAIT else 0.0

    def _own(self, state: BudgetState) -> Sequence[int]:
        """The shards of this process, except those that another process has taken over."""
        return [shard for shard in self._shards if state.of(shard).process == self._process]

    def _update(self, change: Change) -> None:
        with self._lock:
            try:
                self._state = self._storage.update(self._with_unsaved(change)) if self._storage else self._here(change)
            except OSError as error:
                self._state, self._unsaved = self._here(change), True
                if not self._warned:
                    logger.warning("Could not save the start budget: %s.", error.strerror or error)
                self._warned = True
            else:
                self._unsaved = False

    def _here(self, change: Change) -> BudgetState:
        """The state after a change, without the storage."""
        if self._backup:
            with suppress(OSError):
                return self._backup.update(self._after_own(change, self._state.shards))
        now = self._now()
        return change(self._state.until(now), now)

    def _with_unsaved(self, change: Change) -> Change:
        """The change, after the identifies that the storage does not have."""
        return self._after_own(change, self._shards) if self._unsaved else change

    def _after_own(self, change: Change, shards: Iterable[int]) -> Change:
        """The change, after what this process knows about some shards."""
        own = self._state

        def change_merged(state: BudgetState, now: float) -> BudgetState:
            for shard in shards:
                state = state.having(shard, state.of(shard).merged(own.of(shard)))
            return change(state.until(now), now)

        return change_merged


def settings_key(*settings: object) -> str:
    """Changes with the settings that Discord may refuse, and does not reveal them."""
    return hashlib.blake2b(repr(settings).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _unchanged(state: BudgetState, _: float) -> BudgetState:
    return state
