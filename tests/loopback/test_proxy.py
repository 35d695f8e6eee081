"""A proxy between the bot and Discord's REST interface, such as nirn-proxy."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable

import discord.http
import pytest
from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.answering import Assistant
from bot.connection.discord_internals import use_proxy
from bot.pacing import RequestLimiter
from tests.loopback.busy_discord import BusyDiscord
from tests.loopback.conftest import Redirect, Supervise

DISCORD_API = "https://discord.com/api/v10"


def test_the_address_of_a_proxy_replaces_the_one_of_discord(monkeypatch: pytest.MonkeyPatch) -> None:
    for address, expected in (
        ("http://10.0.0.1:8080", "http://10.0.0.1:8080/api/v10"),
        ("https://proxy.example/discord/v10", "https://proxy.example/discord/v10"),
        ("http://Proxy.example:80", "http://proxy.example/api/v10"),  # as aiohttp writes it
    ):
        monkeypatch.setattr(discord.http.Route, "BASE", DISCORD_API)
        use_proxy(address)
        assert discord.http.Route("GET", "/gateway").url == f"{expected}/gateway"


class Proxy(BusyDiscord):
    """A proxy with a Discord behind it. As nirn-proxy does, it answers by itself when a part of it fails."""

    def __init__(self) -> None:
        super().__init__()
        self.limit = 10_000
        self.mocked, self.timed_out = 0, 0
        self.middlewares.append(self._failing())

    def _failing(self) -> Middleware:
        @web.middleware
        async def fail(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            if not request.path.endswith("/messages"):
                return await handler(request)
            if self.mocked:
                self.mocked -= 1
                headers = {"generated-by-proxy": "true", "Content-Type": "application/json"}
                return web.Response(status=429, body=json.dumps({"retry_after": 1}).encode(), headers=headers)
            if self.timed_out:
                self.timed_out -= 1
                return web.Response(status=408)
            return await handler(request)

        return fail


@pytest.fixture
async def proxy(redirect: Redirect) -> AsyncIterator[Proxy]:
    """A running proxy."""
    async with Proxy().serve() as server:
        redirect(server)
        discord.http.Route.BASE = DISCORD_API
        use_proxy(server.rest)
        yield server


async def test_the_bot_answers_through_a_proxy_that_fails_for_a_moment(
    proxy: Proxy, supervise: Supervise, shipped_assistant: Assistant
) -> None:
    limiter = RequestLimiter(None)
    question = shipped_assistant.base.entries[0].question
    async with supervise(limiter):
        await proxy.until(lambda: bool(proxy.identifies))
        proxy.mocked, proxy.timed_out = 1, 1
        asked = await proxy.mention(question, "400", "5000")
        await proxy.until(lambda: set(proxy.answered_at) == {asked})
    assert limiter.invalid_requests.total == limiter.responses[429] == 0
