"""A Discord on loopback: the little of its REST interface and gateway that an unmodified discord.py needs.

It follows Discord's documentation, and shows what an in-process simulator cannot: real sockets that refuse, close
and resume, and real HTTP statuses.
"""

import asyncio
import itertools
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import WSMsgType, web
from aiohttp.typedefs import Middleware

TOKEN = "bot.token.of-the-fake"  # noqa: S105  # opens nothing
BOT, MEMBER, GUILD, CHANNEL = "100", "200", "300", "400"
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, HELLO, ACK = 0, 1, 2, 6, 7, 10, 11
PATIENCE = 30.0
"""Timeout of a wait in seconds. A passing test never reaches it."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Refusal:
    """How to reject one request."""

    status: int
    body: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


class FakeDiscord:
    """The server. Tests set faults as attributes, and read there what the bot did."""

    def __init__(self) -> None:
        self.login_refusals: deque[Refusal] = deque()
        self.post_refusals: deque[Refusal] = deque()
        self.handshake_refusals = 0
        """How many of the next websocket handshakes fail with 503."""
        self.close_code: int | None = None
        """Closes the gateway with this code instead of READY."""
        self.hold_posts = asyncio.Event()
        """Posts get a response only while this is set."""
        self.hold_posts.set()
        self.remaining = 999
        """How many sessions /gateway/bot allows."""
        self.heartbeat_ms = 41_250
        """How often the bot is to send a heartbeat, in milliseconds."""
        self.application_flags = 0
        """What the owner has switched on in the developer portal: resources/application, "Application Flags"."""
        self.logins = 0
        self.identifies: list[Json] = []
        self.resumes = 0
        self.posts_begun = 0
        self.posts: list[Json] = []
        """The bodies of the messages that were accepted."""
        self.middlewares: list[Middleware] = []
        """What every request passes before the server handles it."""
        self.port = 0
        self._ids: Iterator[int] = itertools.count(1 << 40)
        self._sequence = itertools.count(1)
        self._events: list[Json] = []
        self._socket: web.WebSocketResponse | None = None
        self._changed = asyncio.Condition()

    @property
    def rest(self) -> str:
        """For `discord.http.Route.BASE`."""
        return f"http://127.0.0.1:{self.port}/api"

    @property
    def gateway(self) -> str:
        """For `DiscordWebSocket.DEFAULT_GATEWAY`."""
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until a request makes the condition true."""
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(true), PATIENCE)

    async def ask(self, text: str, channel: str = CHANNEL, forwards: str | None = None, member: str = MEMBER) -> str:
        """A member writes to the bot, and perhaps forwards a message; returns the id of what was written.

        Kept for a resume if no socket is there.
        """
        message = self._message(text, channel, user(member), mentions=[user(BOT, bot=True)])
        if forwards is not None:
            message |= self._forward(forwards)
        await self._dispatch("MESSAGE_CREATE", message | {"guild_id": GUILD, "member": member_fields()})
        return str(message["id"])

    async def say(self, text: str, channel: str = CHANNEL) -> None:
        """A member writes to a channel, and not to the bot."""
        message = self._message(text, channel, user(MEMBER))
        await self._dispatch("MESSAGE_CREATE", message | {"guild_id": GUILD, "member": member_fields()})

    async def reconnect(self) -> None:
        """Ask the bot to reconnect with a resume, as Discord does every few hours."""
        assert self._socket is not None
        socket, self._socket = self._socket, None
        await socket.send_json({"op": RECONNECT, "d": None, "s": None, "t": None})

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[Self]:
        """Listen on loopback, by default on any free port."""
        app = web.Application(middlewares=self.middlewares)
        app.router.add_get("/api/users/@me", self._me)
        app.router.add_get("/api/gateway/bot", self._limits)
        app.router.add_get("/api/oauth2/applications/@me", self._application)
        app.router.add_put("/api/applications/{application}/commands", self._commands)
        app.router.add_post("/api/channels/{channel}/messages", self._post)
        app.router.add_get("/gateway", self._gateway)
        self.add_routes(app)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self.port = runner.addresses[0][1]
        try:
            yield self
        finally:
            self.hold_posts.set()
            await runner.cleanup()

    def add_routes(self, app: web.Application) -> None:
        """For subclasses that know more of Discord."""

    async def _note(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _me(self, _: web.Request) -> web.Response:
        self.logins += 1
        await self._note()
        return _refused(self.login_refusals) or _json(user(BOT, bot=True))

    async def _limits(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": self.remaining, "reset_after": 14_400_000, "max_concurrency": 1}
        return _json({"url": self.gateway, "shards": 1, "session_start_limit": limit})

    async def _application(self, _: web.Request) -> web.Response:
        about: Json = {"id": BOT, "name": "FAQ bot", "description": "", "icon": None, "verify_key": ""}
        about |= {"flags": self.application_flags}
        return _json(about | {"bot_public": True, "bot_require_code_grant": False, "owner": user(MEMBER)})

    async def _commands(self, _: web.Request) -> web.Response:
        return _json([])

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.posts_begun += 1
        await self._note()
        await self.hold_posts.wait()
        if refused := _refused(self.post_refusals):
            return refused
        self.posts.append(body)
        await self._note()
        return _json(self._message(body.get("content", ""), request.match_info["channel"], user(BOT, bot=True)))

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if self.handshake_refusals:
            self.handshake_refusals -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_ms}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._receive(socket, json.loads(frame.data))
        return socket

    async def _receive(self, socket: web.WebSocketResponse, payload: Json) -> None:
        if payload["op"] == HEARTBEAT:
            await socket.send_json({"op": ACK, "d": None, "s": None, "t": None})
        elif payload["op"] == IDENTIFY:
            await self._identify(socket, payload["d"])
        elif payload["op"] == RESUME:
            self.resumes += 1
            for event in self._events:
                if event["s"] > payload["d"]["seq"]:
                    await socket.send_json(event)
            self._socket = socket
            await self._dispatch("RESUMED", {})

    async def _identify(self, socket: web.WebSocketResponse, identity: Json) -> None:
        self.identifies.append(identity)
        if self.close_code is not None:
            await socket.close(code=self.close_code)
            await self._note()
            return
        self._socket = socket
        ready = {"v": 10, "user": user(BOT, bot=True), "session_id": "s", "resume_gateway_url": self.gateway}
        guilds = [{"id": GUILD, "unavailable": True}]
        await self._dispatch("READY", ready | {"guilds": guilds, "application": {"id": BOT, "flags": 0}})
        await self._dispatch("GUILD_CREATE", guild_create())

    async def _dispatch(self, name: str, data: Json) -> None:
        event = {"op": DISPATCH, "s": next(self._sequence), "t": name, "d": data}
        self._events.append(event)
        if self._socket is not None:
            await self._socket.send_json(event)
        await self._note()

    def _message(self, text: str, channel: str, author: Json, mentions: list[Json] | None = None) -> Json:
        lists: Json = {"mentions": mentions or [], "mention_roles": [], "attachments": [], "embeds": []}
        flags = {"tts": False, "mention_everyone": False, "pinned": False, "type": 0, "edited_timestamp": None}
        identity = {"id": str(next(self._ids)), "channel_id": channel, "timestamp": "2026-01-01T00:00:00+00:00"}
        return identity | lists | flags | {"author": author, "content": text}

    def _forward(self, text: str) -> Json:
        """The snapshot in a message that forwards another: resources/message, "Message Snapshot Object"."""
        source = self._message(text, CHANNEL, user(MEMBER))
        fields = ("type", "content", "embeds", "attachments", "timestamp", "edited_timestamp", "mentions")
        reference = {"type": 1, "message_id": source["id"], "channel_id": CHANNEL, "guild_id": GUILD}
        snapshot = {field: source[field] for field in fields} | {"flags": 0}
        return {"message_reference": reference, "message_snapshots": [{"message": snapshot}], "flags": 1 << 14}


def _json(value: object) -> web.Response:
    # discord.py parses a body as JSON only if the content type is exactly this, without a charset.
    return web.Response(body=json.dumps(value).encode(), headers={"Content-Type": "application/json"})


def _refused(refusals: deque[Refusal]) -> web.Response | None:
    if not refusals:
        return None
    refusal = refusals.popleft()
    response = _json(refusal.body)
    response.set_status(refusal.status)
    response.headers.update(refusal.headers)
    return response


def user(identity: str, *, bot: bool = False) -> Json:
    name = "FAQ bot" if bot else "member"
    return {"id": identity, "username": name, "discriminator": "0", "avatar": None, "global_name": None, "bot": bot}


def member_fields() -> Json:
    return {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}


def guild_create() -> Json:
    role = {"id": GUILD, "name": "@everyone", "permissions": "8", "position": 0, "color": 0, "hoist": False}
    role |= {"managed": False, "mentionable": False}
    channel = {"id": CHANNEL, "type": 0, "name": "general", "position": 0, "permission_overwrites": []}
    about = {"id": GUILD, "name": "Demo", "owner_id": MEMBER, "member_count": 2, "emojis": [], "features": []}
    return about | {
        "roles": [role],
        "channels": [channel],
        "members": [member_fields() | {"user": user(BOT, bot=True)}],
    }
