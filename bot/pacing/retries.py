"""Retries requests after a short failure at Discord, within the time that members wait."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

from bot.pacing.sending import Priority, current_sending, sending

T = TypeVar("T")

SERVER_ERRORS = 500
"""From this status on, Discord or Cloudflare fails for a moment."""
RETRY_DELAYS_SECONDS = (0.5, 1.5, 4.0)
"""The waits between the attempts of a request."""
ACKNOWLEDGE_SECONDS = 2.5
"""How long to try to acknowledge an interaction. Discord waits 3 s (interactions/receiving-and-responding)."""
_ACKNOWLEDGE_ATTEMPT_SECONDS = 1.0
_ACKNOWLEDGE_DELAY_SECONDS = 0.25
_ALREADY_ACKNOWLEDGED = 40060
_NO_CONTENT = 204
_PROXY_TIMEOUT = 408
_REFUSALS = frozenset({401, 403})


def is_of_proxy(response: aiohttp.ClientResponse) -> bool:
    """Whether nirn-proxy answered by itself, because a part of it fails for a moment. Discord never saw the request."""
    return "generated-by-proxy" in response.headers


def is_not_from_discord(response: aiohttp.ClientResponse) -> bool:
    """Whether Discord did not answer: it fails for a moment, or something in between answered in its place.

    Discord answers in JSON, or without a body. A page is from Cloudflare, a proxy or a captive portal. Refusals count
    as Discord's: Discord bans bots that repeat such requests.
    """
    if response.status >= SERVER_ERRORS or response.status == _PROXY_TIMEOUT or is_of_proxy(response):
        return True
    is_empty = response.status == _NO_CONTENT
    return not is_empty and response.content_type != "application/json" and response.status not in _REFUSALS


def is_transient(error: BaseException) -> bool:
    """Whether a request may succeed if the bot sends it again."""
    if isinstance(error, discord.HTTPException):
        return isinstance(error, discord.DiscordServerError) or error.status >= SERVER_ERRORS
    return has_no_response(error)


def has_no_response(error: BaseException) -> bool:
    """Whether no response came. The request may still have arrived."""
    return isinstance(error, OSError | aiohttp.ClientError | TimeoutError)


def retry_after_of(response: aiohttp.ClientResponse) -> float:
    """Seconds that Discord or Cloudflare asks the bot to wait; 0.0 if it does not say."""
    try:
        seconds = float(response.headers.get("Retry-After", 0))
    except ValueError:
        return 0.0
    return seconds if math.isfinite(seconds) else 0.0


def _may_retry(error: Exception) -> bool:
    """Whether to retry a request. True also if discord.py cannot read the response."""
    how = current_sending()
    unreadable = how is not None and how.responded and not isinstance(error, discord.DiscordException)
    return unreadable or is_transient(error)


async def with_retries(send: Callable[[], Awaitable[T]], *, duplicates_are_dropped: bool = True) -> T:
    """Send a request, and send it again after a transient failure. Raises what the last attempt raised.

    Call it inside `sending`. `send` is called once for each attempt. If Discord would not recognise a request that
    arrives twice, pass `duplicates_are_dropped=False`: then only a clear failure is repeated, no lost connection.
    """
    for delay in RETRY_DELAYS_SECONDS:
        try:
            return await _attempt(send)
        except Exception as error:
            if not _may_retry(error) or not (duplicates_are_dropped or isinstance(error, discord.HTTPException)):
                raise
        await asyncio.sleep(delay)
    return await _attempt(send)


async def acknowledge(send: Callable[[], Awaitable[object]]) -> None:
    """Send the first response to an interaction, and send it again after a transient failure until it is too late.

    If an attempt failed but arrived all the same, Discord rejects the next one as a duplicate. That is a success.
    Raises what the last attempt raised.
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
                if again and _is_acknowledged(error):
                    return
                delay = max(_ACKNOWLEDGE_DELAY_SECONDS, _retry_after(error))
                if not _may_retry(error) or loop.time() + delay >= give_up:
                    raise
            else:
                return
            again = True
            await asyncio.sleep(delay)


def _is_acknowledged(error: Exception) -> bool:
    """Whether Discord, or discord.py, says that an interaction has its first response already."""
    if isinstance(error, discord.HTTPException):
        return error.code == _ALREADY_ACKNOWLEDGED
    return isinstance(error, discord.InteractionResponded)


def _retry_after(error: Exception) -> float:
    if isinstance(error, discord.HTTPException) and isinstance(error.response, aiohttp.ClientResponse):
        return retry_after_of(error.response)
    return 0.0


async def _attempt(send: Callable[[], Awaitable[T]]) -> T:
    """One attempt, which ends with TimeoutError if it takes too long on its way."""
    how = current_sending()
    if how is None:
        return await send()
    how.responded = False
    async with asyncio.timeout(None) as timeout:
        how.timeout = timeout
        try:
            return await send()
        finally:
            how.timeout = None
