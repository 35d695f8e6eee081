"""The limiter for all requests that count against Discord's global limit."""

import asyncio
import logging
import math
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from bot.pacing.callbacks import Callbacks
from bot.pacing.invalid_requests import InvalidRequests
from bot.pacing.schedule import REQUESTS_PER_SECOND, ProxySchedule, Schedule
from bot.pacing.sending import NotSentError, Priority

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiter:
    granted: asyncio.Future[None]
    deadline: float


class RequestLimiter:
    """Grants requests at a steady rate. Urgent ones go first, and senders of the same priority take turns.

    One limiter serves a whole process, because Discord counts invalid requests across reconnects.
    """

    def __init__(
        self, per_second: float | None = REQUESTS_PER_SECOND, *, invalid_requests: InvalidRequests | None = None
    ) -> None:
        """Take the rate; None if a proxy paces the requests."""
        self.invalid_requests = invalid_requests or InvalidRequests()
        self.sent = 0
        self.dropped = 0
        self.responses: Counter[int] = Counter()
        """Discord's responses, by HTTP status."""
        self.callbacks = Callbacks()
        self._schedule = ProxySchedule() if per_second is None else Schedule(per_second)
        self._waiting: dict[Priority, OrderedDict[Hashable, deque[_Waiter]]] = {
            priority: OrderedDict() for priority in Priority
        }
        self._timer: asyncio.TimerHandle | None = None
        self.report: Callable[[str | None], None] = _ignore
        """Gets why the bot sends nothing when that begins, and None when it ends."""
        self._quiet_timer: asyncio.TimerHandle | None = None

    def set_rate(self, per_second: float) -> None:
        """Change the rate, from the next request on. Without effect if a proxy paces the requests."""
        if isinstance(self._schedule, Schedule):
            self._schedule.set_rate(per_second)

    @property
    def waiting(self) -> int:
        """How many requests wait for their turn. Every thread may ask."""
        return sum(len(queue) for senders in self._waiting.values() for queue in list(senders.values()))

    async def acquire(self, priority: Priority, sender: Hashable, deadline: float) -> None:
        """Wait for the turn of one request. `deadline` is in the event loop's time.

        Raises NotSentError if the turn does not come before the deadline, or if the bot must send nothing.
        """
        self.raise_if_quiet()
        loop = asyncio.get_running_loop()
        now = loop.time()
        if now > deadline:
            self.dropped += 1
            raise NotSentError(0.0)
        if not any(self._waiting.values()) and now >= self._schedule.next_at(now):
            self._begin(now)
            return
        waiter = _Waiter(loop.create_future(), deadline)
        self._waiting[priority].setdefault(sender, deque()).append(waiter)
        self._set_timer()
        try:
            await waiter.granted
        except asyncio.CancelledError:
            if waiter.granted.done() and not waiter.granted.cancelled():
                self.release()  # granted at the same moment, and now not sent
            raise

    def release(self) -> None:
        """Count that a granted request has its response, or failed. Call it once for each request."""
        self._schedule.end(asyncio.get_running_loop().time())
        self._set_timer()

    def pause(self, seconds: float) -> None:
        """Grant nothing for a while, because Discord asked for it."""
        self._schedule.pause(asyncio.get_running_loop().time() + seconds)
        self._set_timer()

    def raise_if_quiet(self) -> None:
        """Raise NotSentError if Discord rejected too many requests, so that the bot must send nothing."""
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

    def _begin(self, now: float) -> None:
        self.sent += 1
        self._schedule.begin(now)

    def _set_timer(self) -> None:
        """Have `_grant` called when the next waiting request may go."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        loop = asyncio.get_running_loop()
        at = self._schedule.next_at(loop.time())
        if any(self._waiting.values()) and at < math.inf:
            self._timer = loop.call_at(at, self._grant)

    def _grant(self) -> None:
        """Grant the next waiting request, and drop those before it that are too late."""
        now = asyncio.get_running_loop().time()
        while now >= self._schedule.next_at(now) and (waiter := self._pop()):
            if waiter.granted.done():
                continue  # its task was cancelled
            if now > waiter.deadline or self.quiet_seconds:
                self.dropped += 1
                waiter.granted.set_exception(NotSentError(self.quiet_seconds))
                continue
            self._begin(now)
            waiter.granted.set_result(None)
        self._set_timer()

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
