"""Retries requests after a short failure at Discord, within the time that members wait."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

from bot.pacing.sending import Priority, current_sending, sending

T = TypeVar("T")

RETRY_STATUSES = frozenset({408, 500, 502, 503, 504, 520})
"""Statuses that say that Discord, Cloudflare or a proxy (408) fails for a moment."""
RETRY_DELAYS_SECONDS = (0.5, 1.5, 4.0)
"""The waits between the attempts of a request."""
ACKNOWLEDGE_SECONDS = 2.5
"""How long to try to acknowledge an interaction. Discord waits 3 s (interactions/receiving-and-responding)."""
_ACKNOWLEDGE_ATTEMPT_SECONDS = 1.0
_ACKNOWLEDGE_DELAY_SECONDS = 0.25
_ALREADY_ACKNOWLEDGED = 40060


def is_transient(error: BaseException) -> bool:
    """Whether a request may succeed if the bot sends it again."""
    if isinstance(error, discord.HTTPException):
        return error.status in RETRY_STATUSES or isinstance(error, discord.DiscordServerError)
    return isinstance(error, OSError | aiohttp.ClientError | TimeoutError)


async def with_retries(send: Callable[[], Awaitable[T]], *, duplicates_are_dropped: bool = True) -> T:
    """Send a request, and send it again after a transient failure. Raises what the last attempt raised.

    Call it inside `sending`. `send` is called once for each attempt. If Discord would not recognise a request that
    arrives twice, pass `duplicates_are_dropped=False`: then only a clear failure is repeated, no lost connection.
    """
    for delay in RETRY_DELAYS_SECONDS:
        try:
            return await _attempt(send)
        except Exception as error:
            if not is_transient(error) or not (duplicates_are_dropped or isinstance(error, discord.HTTPException)):
                raise
        await asyncio.sleep(delay)
    return await _attempt(send)


async def acknowledge(send: Callable[[], Awaitable[object]]) -> None:
    """Send the first response to an interaction, and send it again after a transient failure until it is too late.

    If an attempt failed but arrived all the same, Discord rejects the next one as a duplicate. That is a success.
    """
    loop = asyncio.get_running_loop()
    give_up = loop.time() + ACKNOWLEDGE_SECONDS
    again = False
    with sending(Priority.CONTROL, None, attempt_seconds=_ACKNOWLEDGE_ATTEMPT_SECONDS):
        while True:
            try:
                async with asyncio.timeout_at(give_up):
                    await _attempt(send)
            except Exception as error:
                if again and isinstance(error, discord.HTTPException) and error.code == _ALREADY_ACKNOWLEDGED:
                    return
                if not is_transient(error) or loop.time() + _ACKNOWLEDGE_DELAY_SECONDS >= give_up:
                    raise
            else:
                return
            again = True
            await asyncio.sleep(_ACKNOWLEDGE_DELAY_SECONDS)


async def _attempt(send: Callable[[], Awaitable[T]]) -> T:
    """One attempt, which ends with TimeoutError if it takes too long on its way."""
    how = current_sending()
    if how is None:
        return await send()
    async with asyncio.timeout(None) as timeout:
        how.timeout = timeout
        try:
            return await send()
        finally:
            how.timeout = None
