"""A fake Discord with several shards, each of which may have several sessions, and with a server for each shard."""

import itertools
import json
import time
from dataclasses import dataclass, field

from aiohttp import web

from tests.loopback.busy_discord import BusyDiscord
from tests.loopback.fake_discord import (
    BOT,
    CHANNEL,
    DISPATCH,
    GUILD,
    HEARTBEAT,
    IDENTIFY,
    MEMBER,
    RECONNECT,
    RESUME,
    Json,
)
from tests.loopback.hostile_discord import INVALID_SESSION

IDENTIFY_SECONDS = 5.0
"""In this time, as many shards may identify as `max_concurrency` says: events/gateway, "Rate Limiting"."""


@dataclass
class Session:
    """A session of one shard. It keeps its events for a resume."""

    shard: int
    key: str
    socket: web.WebSocketResponse | None
    events: list[Json] = field(default_factory=list)

    async def send(self, name: str, data: object) -> None:
        """Send an event, or keep it."""
        event = {"op": DISPATCH, "s": len(self.events) + 1, "t": name, "d": data}
        self.events.append(event)
        if self.socket is not None and not self.socket.closed:
            await self.socket.send_json(event)


class ShardedDiscord(BusyDiscord):
    """What a test reads there: which shards identified when, and the sessions."""

    def __init__(self, shards: int, *, max_concurrency: int = 1, gap: float = IDENTIFY_SECONDS) -> None:
        """Take how many shards Discord recommends. `gap` is the time between two identifies, in seconds."""
        super().__init__()
        self.shards, self.max_concurrency, self.gap = shards, max_concurrency, gap
        self.identified_at: list[tuple[int, float]] = []
        """The shard and the time of each identify."""
        self.too_soon = 0
        """Identifies that came too soon after another, and were refused."""
        self.sessions: dict[str, Session] = {}
        """By their keys, oldest first."""
        self.down: set[int] = set()
        """Shards that refuse connections: they close at once."""
        self._keys = itertools.count(1)

    def guild_of(self, shard: int) -> str:
        """The id of the server of a shard."""
        return GUILD if shard == 0 else str((self.shards * 1000 + shard) << 22)

    def channel_of(self, shard: int) -> str:
        """The id of the channel of a shard's server."""
        return CHANNEL if shard == 0 else str(int(CHANNEL) + shard)

    async def mention_in(self, shard: int, text: str, member: str = MEMBER, channel: str = "") -> str:
        """A member mentions the bot in a shard's server, in its first channel or another. Returns the message's id."""
        user = {"id": member, "username": "member", "discriminator": "0", "avatar": None, "global_name": None}
        bot = {"id": BOT, "username": "FAQ bot", "discriminator": "0", "avatar": None, "bot": True}
        message = self._message(f"<@{BOT}> {text}", channel or self.channel_of(shard), user, [bot])
        joined = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
        self.asked_at[message["id"]] = time.monotonic()
        await self._dispatch("MESSAGE_CREATE", message | {"guild_id": self.guild_of(shard), "member": joined})
        return str(message["id"])

    def servers_of(self, shard: int) -> list[Json]:
        """The servers of a shard, as Discord sends them to the bot."""
        return [self._guild(shard)]

    def live(self, shard: int) -> list[Session]:
        """The sessions of a shard that are connected."""
        found = [session for session in self.sessions.values() if session.shard == shard]
        return [session for session in found if session.socket is not None and not session.socket.closed]

    async def drop(self, shard: int, *, abort: bool = False) -> None:
        """Disconnect a shard: ask it to reconnect, or abort its connection."""
        for session in self.live(shard):
            assert session.socket is not None
            socket, session.socket = session.socket, None
            if abort:
                transport = socket._req.transport  # type: ignore[union-attr]  # noqa: SLF001 - nothing public does it
                assert transport is not None
                transport.abort()
            else:
                await socket.send_json({"op": RECONNECT, "d": None, "s": None, "t": None})

    async def _limits(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": self.remaining, "reset_after": 14_400_000}
        limit |= {"max_concurrency": self.max_concurrency}
        body = {"url": self.gateway, "shards": self.shards, "session_start_limit": limit}
        return web.Response(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})

    async def _receive(self, socket: web.WebSocketResponse, payload: Json) -> None:
        if payload["op"] == HEARTBEAT:
            await super()._receive(socket, payload)
        elif payload["op"] == IDENTIFY:
            await self._identify(socket, payload["d"])
        elif payload["op"] == RESUME:
            await self._resume(socket, payload["d"])

    async def _identify(self, socket: web.WebSocketResponse, identity: Json) -> None:
        self.identifies.append(identity)
        shard, count = identity.get("shard", (0, 1))
        now = time.monotonic()
        bucket = shard % self.max_concurrency
        latest = [at for each, at in self.identified_at if each % self.max_concurrency == bucket]
        self.identified_at.append((shard, now))
        if count != self.shards:
            await socket.close(code=4010)
        elif self.close_code is not None or shard in self.down:
            await socket.close(code=self.close_code or 4000)
        elif latest and now - max(latest) < self.gap:
            self.too_soon += 1
            await socket.send_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
        else:
            await self._begin(socket, shard)
        await self._note()

    async def _begin(self, socket: web.WebSocketResponse, shard: int) -> None:
        session = Session(shard, f"session-{next(self._keys)}", socket)
        self.sessions[session.key] = session
        user = {"id": BOT, "username": "FAQ bot", "discriminator": "0", "avatar": None, "bot": True}
        ready: Json = {"v": 10, "user": user, "session_id": session.key, "resume_gateway_url": self.gateway}
        ready |= {"shard": [shard, self.shards], "application": {"id": BOT, "flags": 0}}
        servers = self.servers_of(shard)
        guilds = [{"id": server["id"], "unavailable": True} for server in servers]
        await session.send("READY", ready | {"guilds": guilds})
        for server in servers:
            await session.send("GUILD_CREATE", server)

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.resumes += 1
        session = self.sessions.get(data["session_id"])
        if session is None:
            await socket.send_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
        elif session.shard in self.down:
            await socket.close(code=4000)
        else:
            for event in session.events[data["seq"] :]:
                await socket.send_json(event)
            session.socket = socket
            await session.send("RESUMED", {})
        await self._note()

    async def _dispatch(self, name: str, data: Json) -> None:
        shard = (int(data.get("guild_id", "0")) >> 22) % self.shards
        for session in list(self.sessions.values()):
            if session.shard == shard:
                await session.send(name, data)
        await self._note()

    def _guild(self, shard: int) -> Json:
        identity = self.guild_of(shard)
        role = {"id": identity, "name": "@everyone", "permissions": "8", "position": 0, "color": 0, "hoist": False}
        channel = {"id": self.channel_of(shard), "type": 0, "name": "general", "position": 0}
        me = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
        me |= {"user": {"id": BOT, "username": "FAQ bot", "discriminator": "0", "avatar": None, "bot": True}}
        about = {"id": identity, "name": "Demo", "owner_id": MEMBER, "member_count": 2, "emojis": [], "features": []}
        about |= {"roles": [role | {"managed": False, "mentionable": False}], "members": [me]}
        return about | {"channels": [channel | {"permission_overwrites": []}]}
