"""A short queue of questions for each channel. If it is full, a question of the member with the most is dropped."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from bot.pacing.sending import PushedOutError

WAITING_PER_CHANNEL = 3
"""Maximum questions of a channel that wait while another is answered. A channel takes about one message a second."""
NOTICE_SECONDS = 60.0
"""A channel gets the same notice at most once in this time."""
_MAX_NOTICES = 10_000
"""Maximum notices to remember."""


@dataclass(slots=True, eq=False)
class Place:
    """The place of one question in the queue of its channel."""

    task: asyncio.Task[object]
    member: Hashable = None
    dropped: bool = False
    at_front: asyncio.Event = field(default_factory=asyncio.Event)

    async def turn(self) -> None:
        """Wait until all earlier questions of the channel are answered or dropped."""
        await self.at_front.wait()


class ChannelQueues:
    """The queues of all channels."""

    def __init__(self, waiting: int = WAITING_PER_CHANNEL) -> None:
        """Take how many questions of a channel may wait."""
        self.dropped = 0
        self._most = waiting
        self._queues: dict[int, deque[Place]] = {}
        self._noticed: dict[tuple[int, str], float] = {}
        self._answering: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        """A lock exists while somebody uses it."""

    @property
    def waiting(self) -> int:
        """How many questions wait or are being answered, in all channels. Every thread may ask."""
        return sum(map(len, list(self._queues.values())))

    @asynccontextmanager
    async def place(self, channel_id: int, member: Hashable = None) -> AsyncIterator[Place]:
        """Hold a place for a member's question in a channel's queue during the block.

        Raises PushedOutError from anywhere in the block if newer questions push it out before its turn.
        """
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a place in the queue needs a task")
        queue = self._queues.setdefault(channel_id, deque())
        if len(queue) > self._most:
            self._drop(queue, member)
        place = Place(task, member)
        queue.append(place)
        queue[0].at_front.set()
        try:
            yield place
        except asyncio.CancelledError:
            if place.dropped and task.uncancel() == 0:
                raise PushedOutError(0.0) from None
            raise
        finally:
            if not place.dropped:
                queue.remove(place)
            if queue:
                queue[0].at_front.set()
            elif self._queues.get(channel_id) is queue:
                del self._queues[channel_id]

    @asynccontextmanager
    async def answering(self, channel_id: int) -> AsyncIterator[None]:
        """Mark that an answer is on its way to a channel during the block."""
        lock = self._answering.get(channel_id)
        if lock is None:
            lock = self._answering[channel_id] = asyncio.Lock()
        async with lock:
            yield

    async def wait_for_answer(self, channel_id: int) -> None:
        """Wait until the answer that is on its way to a channel has arrived or failed, if there is one."""
        lock = self._answering.get(channel_id)
        if lock:
            async with lock:
                pass

    def may_notice(self, channel_id: int, notice: str) -> bool:
        """Whether a channel may get a notice now. Counts it as sent."""
        now = asyncio.get_running_loop().time()
        if now < self._noticed.get((channel_id, notice), 0.0):
            return False
        self._noticed.pop((channel_id, notice), None)
        self._noticed[channel_id, notice] = now + NOTICE_SECONDS
        if len(self._noticed) > _MAX_NOTICES:
            del self._noticed[next(iter(self._noticed))]
        return True

    def _drop(self, queue: deque[Place], newcomer: Hashable) -> None:
        """Drop a waiting question: the oldest one, as the most outdated, of the member who has the most.

        A member who floods a channel thus loses only their own questions. The one at the front is being answered.
        """
        waiting = list(queue)[1:]
        asked = Counter([newcomer, *(place.member for place in waiting)])
        oldest = max(waiting, key=lambda place: asked[place.member])
        queue.remove(oldest)
        oldest.dropped = True
        self.dropped += 1
        oldest.task.cancel()
