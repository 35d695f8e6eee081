"""A fake Discord that enforces rate limits, and that members flood with questions and interactions."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from tests.loopback.fake_discord import BOT, CHANNEL, GUILD, MEMBER, FakeDiscord, Json

GLOBAL_LIMIT = 50
"""Requests a second: topics/rate-limits."""
COMMAND, COMPONENT, AUTOCOMPLETE = 2, 3, 4
"""Types of interactions."""
ALL_PERMISSIONS = (1 << 50) - 1
ACKNOWLEDGE_SECONDS = 3.0


class BusyDiscord(FakeDiscord):
    """Refuses what exceeds the global limit, and counts it. Responses to interactions are exempt."""

    def __init__(self) -> None:
        super().__init__()
        self.limit = GLOBAL_LIMIT
        self.refused = 0
        """Requests that got 429 from the limit."""
        self.asked_at: dict[str, float] = {}
        """When each message was sent and each interaction was created, by id."""
        self.answered_at: dict[str, float] = {}
        """When the first answer to a message arrived."""
        self.acknowledged_at: dict[str, float] = {}
        self.interactions: set[str] = set()
        self.callbacks: list[Json] = []
        self.callback_statuses: deque[int] = deque()
        """The statuses of the next responses to interactions; 0 closes the connection without a response."""
        self.post_statuses: deque[int] = deque()
        """The same for messages."""
        self.response_statuses: deque[int] = deque()
        """The same for what follows the first response to an interaction."""
        self.attempts = 0
        """Attempts to send a message."""
        self.callback_attempts = 0
        self.arrive_although_failing = False
        """Whether requests take effect although they get one of these statuses."""
        self.responses: list[Json] = []
        """What replaced a placeholder, and follow-ups."""
        self.nonces: set[str] = set()
        self.duplicates = 0
        """Messages with a nonce that was there before. Discord drops these."""
        self.late = 0
        """Responses to interactions that had expired: 10062."""
        self._latest: deque[float] = deque()
        self.middlewares.append(self._enforcer())

    async def mention(self, text: str, channel: str, member: str) -> str:
        """A member mentions the bot. Returns the id of the message."""
        identity = await self.ask(f"<@{BOT}> {text}", channel, member=member)
        self.asked_at[identity] = time.monotonic()
        return identity

    async def slash(self, question: str, member: str = MEMBER, *, kind: int = COMMAND, **place: Json) -> str:
        """A member uses /ask, or types in it. Returns the id of the interaction. `place` replaces the channel."""
        option = {"type": 3, "name": "question", "value": question} | (
            {"focused": True} if kind == AUTOCOMPLETE else {}
        )
        return await self.interact(kind, {"id": "9", "name": "ask", "type": 1, "options": [option]}, member, **place)

    async def command(self, name: str, member: str = MEMBER, **place: Json) -> str:
        """A member uses a command without options. Returns the id of the interaction."""
        return await self.interact(COMMAND, {"id": "9", "name": name, "type": 1, "options": []}, member, **place)

    async def press(self, custom_id: str, member: str = MEMBER, **place: Json) -> str:
        """A member presses a button of the bot. Returns the id of the interaction."""
        message = self._message("", CHANNEL, {"id": BOT, "username": "FAQ bot", "discriminator": "0", "avatar": None})
        button = {"type": 2, "style": 1, "label": "Show", "custom_id": custom_id}
        message["components"] = [{"type": 1, "components": [button]}]
        return await self.interact(
            COMPONENT, {"custom_id": custom_id, "component_type": 2}, member, message=message, **place
        )

    def message_of(self, sent: Json) -> Json:
        """A message of the bot, as Discord sends it to the bot."""
        author = {"id": BOT, "username": "FAQ bot", "discriminator": "0", "avatar": None}
        shown = {key: sent[key] for key in ("embeds", "components") if key in sent}
        return self._message(sent.get("content") or "", CHANNEL, author) | shown

    async def interact(self, kind: int, data: Json, member: str, **more: Json) -> str:
        """A member uses a command, a component or a form. Returns the id of the interaction."""
        identity = str(next(self._ids))
        self.interactions.add(identity)
        user = {"id": member, "username": "member", "discriminator": "0", "avatar": None, "global_name": None}
        about = {"id": identity, "application_id": BOT, "token": f"token-{identity}", "version": 1, "type": kind}
        place = {"guild_id": GUILD, "channel_id": CHANNEL, "channel": {"id": CHANNEL, "type": 0, "name": "general"}}
        joined = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
        member_data = {
            "member": joined | {"user": user, "permissions": "8"},
            "app_permissions": str(ALL_PERMISSIONS),
            "context": 0,
        }
        rest = {
            "entitlements": [],
            "attachment_size_limit": 1 << 20,
            "authorizing_integration_owners": {"0": GUILD},
            "locale": "en-US",
        }
        self.asked_at[identity] = time.monotonic()
        await self._dispatch("INTERACTION_CREATE", about | place | member_data | rest | {"data": data} | more)
        return identity

    def add_routes(self, app: web.Application) -> None:
        """Add the endpoints of interactions."""
        app.router.add_post("/api/interactions/{id}/{token}/callback", self._callback)
        app.router.add_patch("/api/webhooks/{app}/{token}/messages/@original", self._respond)
        app.router.add_post("/api/webhooks/{app}/{token}", self._respond)

    def _enforcer(self) -> Middleware:
        @web.middleware
        async def enforce(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            exempt = not request.path.startswith("/api") or request.path.startswith("/api/interactions")
            return (None if exempt else self._refuse()) or await handler(request)

        return enforce

    def _refuse(self) -> web.Response | None:
        now = time.monotonic()
        while self._latest and self._latest[0] <= now - 1:
            self._latest.popleft()
        if len(self._latest) < self.limit:
            self._latest.append(now)
            return None
        self.refused += 1
        wait = self._latest[0] + 1 - now
        body = {"message": "You are being rate limited.", "retry_after": wait, "global": True}
        return _json(body, 429, {"Via": "1.1 google", "Retry-After": f"{wait:.3f}", "X-RateLimit-Global": "true"})

    async def _post(self, request: web.Request) -> web.Response:
        self.attempts += 1
        await self._note()
        return await self._try(self.post_statuses, request, self._accept)

    async def _accept(self, request: web.Request) -> web.Response:
        body = await request.json()
        duplicate = body.get("nonce") in self.nonces
        self.nonces.add(body.get("nonce"))
        if duplicate:
            self.duplicates += 1
            return _json(self._message("", request.match_info["channel"], {"id": BOT, "username": "FAQ bot"}))
        asked = str(body.get("nonce", "")).partition("-")[0]
        self.answered_at.setdefault(asked, time.monotonic())
        return await super()._post(request)

    async def _callback(self, request: web.Request) -> web.Response:
        self.callback_attempts += 1
        await self._note()
        return await self._try(self.callback_statuses, request, self._acknowledge)

    async def _acknowledge(self, request: web.Request) -> web.Response:
        identity, now = request.match_info["id"], time.monotonic()
        if now - self.asked_at[identity] > ACKNOWLEDGE_SECONDS:
            self.late += 1
            return _json({"code": 10062, "message": "Unknown interaction"}, 404)
        if identity in self.acknowledged_at:
            return _json({"code": 40060, "message": "Interaction has already been acknowledged."}, 400)
        self.acknowledged_at[identity] = now
        self.callbacks.append(await request.json())
        await self._note()
        return _json({"interaction": {"id": identity, "type": COMMAND}})

    async def _respond(self, request: web.Request) -> web.Response:
        return await self._try(self.response_statuses, request, self._take_response)

    async def _take_response(self, request: web.Request) -> web.Response:
        self.responses.append(await request.json())
        await self._note()
        return _json(self._message("", CHANNEL, {"id": BOT, "username": "FAQ bot", "discriminator": "0"}))

    async def _try(
        self,
        failures: deque[int],
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.Response]],
    ) -> web.Response:
        """Handle a request, or fail with the next status, or close the connection for 0."""
        if not failures:
            return await handler(request)
        status = failures.popleft()
        if self.arrive_although_failing:
            await handler(request)
        if status == 0:
            assert request.transport
            request.transport.abort()
            await asyncio.sleep(0)
        return web.Response(status=status or 500)


def _json(value: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    # discord.py parses a body as JSON only if the content type is exactly this, without a charset.
    typed = {"Content-Type": "application/json"} | (headers or {})
    return web.Response(body=json.dumps(value).encode(), status=status, headers=typed)
