"""The limiter for all requests that count against Discord's global limit."""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass

from bot.pacing.invalid_requests import InvalidRequests
from bot.pacing.sending import NotSentError, Priority

logger = logging.getLogger(__name__)

REQUESTS_PER_SECOND = 40.0
"""Discord allows 50 (topics/rate-limits). The rest absorbs delays in the network, which bunch requests."""
_CATCH_UP_SECONDS = 0.1
"""How far the limiter may fall behind its schedule and still catch up: 4 requests at 40 a second. Without it, every
delay of the event loop would lower the rate."""
_FEW_CALLBACKS = 8
"""Responses to interactions that may be on their way without holding up anything else."""
_CALLBACKS_FIRST_SECONDS = 1.0
"""How long questions let responses to interactions go first. Discord waits only 3 s for those."""


@dataclass(frozen=True, slots=True)
class _Waiter:
    granted: asyncio.Future[None]
    deadline: float


class RequestLimiter:
    """Grants requests at a steady rate. Urgent ones go first, and senders of the same priority take turns.

    One limiter serves a whole process, because Discord counts invalid requests across reconnects.
    """

    def __init__(
        self, per_second: float = REQUESTS_PER_SECOND, *, invalid_requests: InvalidRequests | None = None
    ) -> None:
        self.invalid_requests = invalid_requests or InvalidRequests()
        self.sent = 0
        self.dropped = 0
        self.rate_limited = 0
        """How often Discord answered 429."""
        self._interval = 1.0 / per_second
        self._next = 0.0
        """When the next request may go, in the event loop's time."""
        self._waiting: dict[Priority, OrderedDict[Hashable, deque[_Waiter]]] = {
            priority: OrderedDict() for priority in Priority
        }
        self._timer: asyncio.TimerHandle | None = None
        self.report: Callable[[str | None], None] = _ignore
        """Gets why the bot sends nothing when that begins, and None when it ends."""
        self._quiet_timer: asyncio.TimerHandle | None = None
        self._callbacks = 0
        self._few_callbacks = asyncio.Event()
        self._few_callbacks.set()

    async def acquire(self, priority: Priority, sender: Hashable, deadline: float) -> None:
        """Wait for the turn of one request. `deadline` is in the event loop's time.

        Raises NotSentError if the turn does not come before the deadline, or if the bot must send nothing.
        """
        self.raise_if_quiet()
        loop = asyncio.get_running_loop()
        if loop.time() > deadline:
            self.dropped += 1
            raise NotSentError(0.0)
        if not any(self._waiting.values()) and loop.time() >= self._next:
            self._count(loop.time())
            return
        waiter = _Waiter(loop.create_future(), deadline)
        self._waiting[priority].setdefault(sender, deque()).append(waiter)
        self._schedule()
        await waiter.granted

    def begin_callback(self) -> None:
        """Count a response to an interaction that is about to be sent."""
        self._callbacks += 1
        if self._callbacks > _FEW_CALLBACKS:
            self._few_callbacks.clear()

    def end_callback(self) -> None:
        """Count that it was sent, or failed."""
        self._callbacks -= 1
        if self._callbacks <= _FEW_CALLBACKS:
            self._few_callbacks.set()

    async def after_callbacks(self) -> None:
        """Let many responses to interactions go first, for a second at most. Call it before work that can wait."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_CALLBACKS_FIRST_SECONDS):
                await self._few_callbacks.wait()

    def pause(self, seconds: float) -> None:
        """Grant nothing for a while, because Discord asked for it."""
        self._next = max(self._next, asyncio.get_running_loop().time() + seconds)
        if self._timer:
            self._timer.cancel()
            self._timer = None
            self._schedule()

    def raise_if_quiet(self) -> None:
        """Raise NotSentError if Discord rejected so many requests that the bot must send nothing."""
        seconds = self.quiet_seconds
        if seconds:
            self.dropped += 1
            raise NotSentError(seconds)

    def count_invalid(self) -> None:
        """Count a request that Discord rejected as invalid."""
        self.invalid_requests.add(asyncio.get_running_loop().time())
        if self.quiet_seconds and self._quiet_timer is None:
            logger.error("%s.", self.problem)
            self.report(self.problem)
            self._wait_for_quiet_to_end()

    def _wait_for_quiet_to_end(self) -> None:
        """Report when the bot may send again. Invalid requests that were on their way may have prolonged the time."""
        self._quiet_timer = None
        seconds = self.quiet_seconds
        if seconds:
            self._quiet_timer = asyncio.get_running_loop().call_later(seconds, self._wait_for_quiet_to_end)
        else:
            logger.warning("The bot sends again.")
            self.report(None)

    @property
    def quiet_seconds(self) -> float:
        """For how many seconds the bot must send nothing; 0.0 normally."""
        return self.invalid_requests.quiet_seconds(asyncio.get_running_loop().time())

    @property
    def problem(self) -> str | None:
        """Why the bot sends nothing, in one line for the log and the health check; None normally."""
        seconds = self.quiet_seconds
        if not seconds:
            return None
        return (
            f"Discord rejected {self.invalid_requests.quiet_after} requests in ten minutes (HTTP 401, 403 or 429). "
            "It bans bots that go on, so "
            f"the bot sends nothing for {seconds:.0f} s. Check its token and its permissions"
        )

    def _count(self, now: float) -> None:
        self.sent += 1
        self._next = max(self._next, now - _CATCH_UP_SECONDS) + self._interval

    def _schedule(self) -> None:
        if self._timer is None and any(self._waiting.values()):
            self._timer = asyncio.get_running_loop().call_at(self._next, self._grant)

    def _grant(self) -> None:
        """Grant the next waiting request, and drop those before it that are too late."""
        self._timer = None
        now = asyncio.get_running_loop().time()
        while waiter := self._pop():
            if waiter.granted.done():
                continue  # its task was cancelled
            if now > waiter.deadline or self.quiet_seconds:
                self.dropped += 1
                waiter.granted.set_exception(NotSentError(self.quiet_seconds))
                continue
            self._count(now)
            waiter.granted.set_result(None)
            break
        self._schedule()

    def _pop(self) -> _Waiter | None:
        """The request whose turn it is. Its sender goes to the end of the line."""
        for senders in self._waiting.values():
            if senders:
                sender, queue = senders.popitem(last=False)
                waiter = queue.popleft()
                if queue:
                    senders[sender] = queue
                return waiter
        return None


def _ignore(_: str | None) -> None: ...
