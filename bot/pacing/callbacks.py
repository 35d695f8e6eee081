"""Responses to interactions. They go before everything else, because Discord waits only 3 s for them."""

import asyncio
from contextlib import suppress

CALLBACKS_AT_ONCE = 64
"""Maximum concurrent responses. More would each open a new connection, which costs more than the response. With a
connection for each of 600 interactions, 282 missed Discord's 3 s; with 64, none did."""
_FEW = 8
"""Number of concurrent responses that do not delay other requests."""
_FIRST_SECONDS = 1.0
"""Maximum time for which other work lets responses go first, from the moment when many of them wait."""
_SPARE_SECONDS = 1.0
"""Maximum wait of a response that members can do without. After that, a busy bot drops it."""


class Callbacks:
    """The responses to interactions that are being sent or wait."""

    def __init__(self) -> None:
        self._count = 0
        self._places = asyncio.Semaphore(CALLBACKS_AT_ONCE)
        self._ranking, self._sending = asyncio.Lock(), asyncio.Lock()
        self._few = asyncio.Event()
        self._few.set()
        self._many_since = 0.0
        self._spare: list[tuple[float, asyncio.Future[bool]]] = []
        self._serving: asyncio.Task[None] | None = None

    @property
    def count(self) -> int:
        """The number of responses."""
        return self._count

    @property
    def crowded(self) -> bool:
        """Whether some wait for their turn. Meanwhile, skip optional work: it would delay them."""
        return self._count > CALLBACKS_AT_ONCE

    async def begin(self) -> None:
        """Wait for a place."""
        self._change(1)
        try:
            await self._places.acquire()
        except BaseException:
            self._change(-1)
            raise

    def end(self) -> None:
        """Release the place."""
        self._places.release()
        self._change(-1)

    async def before_ranking(self) -> None:
        """Let many responses go first. Call it before a question is read and ranked, which can wait.

        It returns to one caller in each turn of the event loop, so a flood of questions does not block the loop.
        """
        await self._let_go_first(self._ranking)

    async def before_sending(self) -> None:
        """The same before an answer is rendered and sent. Answers that are ready do not wait for new questions."""
        await self._let_go_first(self._sending)

    async def _let_go_first(self, turn: asyncio.Lock) -> None:
        async with turn:
            if not self._few.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout_at(self._many_since + _FIRST_SECONDS):
                        await self._few.wait()
            await asyncio.sleep(0)

    async def spare_turn(self) -> bool:
        """Wait until few other responses are on their way, the newest caller first. False if it is too late by then.

        Call it before a response that members can do without: to one who sends too many interactions.
        """
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[bool] = loop.create_future()
        self._spare.append((loop.time(), turn))
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve_spare())
        return await turn

    async def _serve_spare(self) -> None:
        """Give one caller its turn in each turn of the event loop."""
        while self._spare:
            await self._few.wait()
            since, turn = self._spare.pop()
            in_time = asyncio.get_running_loop().time() - since < _SPARE_SECONDS
            if not turn.done():
                turn.set_result(in_time)
            await asyncio.sleep(0)

    def _change(self, by: int) -> None:
        self._count += by
        if self._count <= _FEW:
            self._few.set()
        elif self._few.is_set():
            self._few.clear()
            self._many_since = asyncio.get_running_loop().time()
