"""Responses to interactions. They go before everything else, because Discord waits only 3 s for them."""

import asyncio
from contextlib import suppress

CALLBACKS_AT_ONCE = 64
"""Maximum concurrent responses. More would each open a new connection, which costs more than the response. With a
connection for each of 600 interactions, 282 missed Discord's 3 s; with 64, none did."""
_FEW = 8
"""Number of concurrent responses that do not delay other requests."""
_FIRST_SECONDS = 1.0
"""How long questions let responses go first."""


class Callbacks:
    """The responses to interactions that are being sent or wait."""

    def __init__(self) -> None:
        self._count = 0
        self._places = asyncio.Semaphore(CALLBACKS_AT_ONCE)
        self._few = asyncio.Event()
        self._few.set()

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

    async def wait_until_few(self) -> None:
        """Let many responses go first, for a second at most. Call it before work that can wait."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_SECONDS):
                await self._few.wait()

    def _change(self, by: int) -> None:
        self._count += by
        if self._count > _FEW:
            self._few.clear()
        else:
            self._few.set()
