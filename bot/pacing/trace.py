"""Puts a limiter into a discord.py client.

The client's public `http_trace` is the narrowest place that all requests pass: aiohttp awaits it before each attempt of
a request, for messages, interactions and logins. `HTTPClient.request` would miss interactions, which discord.py sends
through a webhook adapter, and its own retries.
"""

import asyncio
import math
import re
from types import SimpleNamespace

import aiohttp
import discord
import discord.http

from bot.pacing.invalid_requests import INVALID_STATUSES
from bot.pacing.limiter import RequestLimiter
from bot.pacing.retries import is_not_from_discord, is_of_proxy, retry_after_of
from bot.pacing.sending import Priority, current_sending

_CALLBACK = re.compile(r"/interactions/\d+/[^/]+/callback")
"""Responses to interactions are exempt from the global limit (topics/rate-limits), and Discord waits only 3 s."""
_TOO_MANY_REQUESTS = 429
_DEFAULT_PAUSE_SECONDS = 1.0


def paced(limiter: RequestLimiter) -> aiohttp.TraceConfig:
    """What a client needs as its `http_trace` so that the limiter paces its requests. Make one for each client."""
    config = aiohttp.TraceConfig()

    async def start(
        _: aiohttp.ClientSession, attempt: SimpleNamespace, params: aiohttp.TraceRequestStartParams
    ) -> None:
        url = str(params.url)
        if not url.startswith(discord.http.Route.BASE):
            return  # the gateway
        if _CALLBACK.search(url):
            limiter.raise_if_quiet()
            await limiter.callbacks.begin()
            attempt.release = limiter.callbacks.end
        else:
            await _take_turn(limiter)
            attempt.release = limiter.release
        _start_clock()

    async def end(_: aiohttp.ClientSession, attempt: SimpleNamespace, params: aiohttp.TraceRequestEndParams) -> None:
        # A redirect may have led away from Discord, so the address proves nothing.
        if "release" not in vars(attempt):
            return
        _release(attempt)
        _count(limiter, params.response)
        sending = current_sending()
        if sending:
            sending.responded = True
            if is_not_from_discord(params.response):
                # discord.py would sleep for seconds and try four more times, or not at all.
                raise discord.DiscordServerError(params.response, None)

    async def stop(_: aiohttp.ClientSession, attempt: SimpleNamespace, __: object) -> None:
        _release(attempt)
        _stop_clock()

    config.on_request_start.append(start)
    config.on_request_end.append(end)
    config.on_response_chunk_received.append(stop)
    config.on_request_exception.append(stop)
    return config


async def _take_turn(limiter: RequestLimiter) -> None:
    sending = current_sending()
    if sending:
        await limiter.acquire(sending.priority, sending.sender, sending.deadline)
    else:
        await limiter.acquire(Priority.CONTROL, None, math.inf)


def _release(attempt: SimpleNamespace) -> None:
    """Count that an attempt has ended, once for each."""
    vars(attempt).pop("release", _nothing)()


def _nothing() -> None: ...


def _count(limiter: RequestLimiter, response: aiohttp.ClientResponse) -> None:
    """Count a rejected request. Pause all requests if Discord's global limit was hit, or Cloudflare refuses."""
    if is_of_proxy(response):
        return
    limiter.responses[response.status] += 1
    scope = response.headers.get("X-RateLimit-Scope", "")
    if response.status in INVALID_STATUSES and scope != "shared":
        limiter.count_invalid()
    is_global = scope == "global" or "X-RateLimit-Global" in response.headers or "Via" not in response.headers
    if response.status == _TOO_MANY_REQUESTS and is_global:
        limiter.pause(retry_after_of(response) or _DEFAULT_PAUSE_SECONDS)


def _start_clock() -> None:
    sending = current_sending()
    if sending and sending.timeout:
        sending.timeout.reschedule(asyncio.get_running_loop().time() + sending.attempt_seconds)


def _stop_clock() -> None:
    """The response is here, or there will be none. discord.py may now wait for the end of a rate limit."""
    sending = current_sending()
    if sending and sending.timeout and not sending.timeout.expired():
        sending.timeout.reschedule(None)
