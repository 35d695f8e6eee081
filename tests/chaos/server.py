"""A fake Discord whose faults are functions, and which remembers what became of each question."""

import asyncio
import itertools
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.replies import words
from tests.loopback.busy_discord import BusyDiscord
from tests.loopback.fake_discord import BOT, GUILD, IDENTIFY, RESUME, Json, guild_create, member_fields, user
from tests.loopback.hostile_discord import INVALID_SESSION, HostileDiscord

WebSocket = web.WebSocketResponse
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Fault = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]
"""Handles a request to the REST interface or the gateway instead of the server, which it may ask."""

INVALID_STATUSES = frozenset({401, 403, 429})
KEPT_EVENTS = 20_000
"""Events that the server keeps for a resume. A soak sends many more."""
DISCORD_EPOCH = 1_420_070_400_000
"""The first millisecond of 2015."""
NOTICES = frozenset({words.BUSY, words.RATE_LIMITED})
_DEFERRED = 5
"""The type of a response that only shows a placeholder: interactions/receiving-and-responding."""


class ChaosDiscord(HostileDiscord, BusyDiscord):
    """Both other servers, and a fault for any request."""

    def __init__(self) -> None:
        super().__init__()
        self.fault: Fault | None = None
        """Handles the requests while it is set."""
        self.gateway_fault: Callable[[WebSocket, Json], Awaitable[bool]] | None = None
        """Gets each payload from the bot first, and returns whether the server must ignore it."""
        self.statuses: Counter[int] = Counter()
        """How often each status was sent, without the gateway."""
        self.notified: set[str] = set()
        """Messages and interactions that got a notice, such as that the bot is busy."""
        self.apologised: set[str] = set()
        """Those that were told that something went wrong."""
        self.replies: dict[str, list[Json]] = {}
        """What each message or interaction got otherwise."""
        self.undelivered: set[str] = set()
        """Messages and interactions of which the bot never learned, because their session ended before."""
        self.expired: set[str] = set()
        """Interactions whose first response came too late."""
        self.pings = 0
        """How many messages and responses could have pinged somebody."""
        self.ready = 0
        """How many sessions got READY."""
        self._ids = _snowflakes()
        self._waiting: set[str] = set()
        """Those that were created while the bot was not connected."""
        self._sockets: set[WebSocket] = set()
        self.middlewares.insert(0, self._disturber())

    @property
    def invalid(self) -> int:
        """How many requests Discord counts as invalid."""
        return sum(self.statuses[status] for status in INVALID_STATUSES)

    def lost(self, identity: str) -> bool:
        """Whether a message or interaction that reached the bot got no answer and no notice."""
        return identity not in self.replies and identity not in self.notified and identity not in self.undelivered

    def doubled(self, identity: str) -> bool:
        """Whether a message or interaction got the same answer twice, or two answers that both refer to it."""
        bodies = self.replies.get(identity, [])
        references = sum("message_reference" in body for body in bodies)
        return references > 1 or len(bodies) > len({_shown(body) for body in bodies})

    async def close_gateway(self, code: int) -> None:
        """Close the websocket with a code."""
        socket, self._socket = self._socket, None
        assert socket
        await socket.close(code=code)

    async def send_gateway(self, opcode: int, data: Any = None) -> None:  # noqa: ANN401 - any payload
        """Send a payload that is no event, after which the bot must connect again."""
        socket, self._socket = self._socket, None
        assert socket
        await socket.send_json({"op": opcode, "d": data, "s": None, "t": None})

    def drop_connections(self) -> None:
        """Reset all connections of the gateway."""
        self._socket = None
        for socket in self._sockets:
            if socket._req and socket._req.transport:  # noqa: SLF001 - aiohttp has no public way to reset it
                socket._req.transport.abort()  # noqa: SLF001

    async def repeat_last_event(self) -> None:
        """Send the last event again, with the same number."""
        assert self._socket
        await self._socket.send_json(self._events[-1])

    def mute(self) -> WebSocket:
        """Answer nothing more on the connection to the gateway. Events wait for the next one."""
        socket, self._socket = self._socket, None
        assert socket

        async def ignore(other: WebSocket, _: Json) -> bool:
            return other is socket

        self.gateway_fault = ignore
        return socket

    @contextmanager
    def numbers_falling(self) -> Iterator[None]:
        """Give events smaller numbers than those before."""
        before, highest = self._sequence, next(self._sequence)
        self._sequence = itertools.count(highest, -1)
        yield
        self._sequence = before

    async def message(
        self, text: str, member: str, place: Json, *, mention: bool = False, event: str = "MESSAGE_CREATE"
    ) -> str:
        """A member writes to a channel of some server, and perhaps to the bot. Returns the id of the message."""
        mentions = [user(BOT, bot=True)] if mention else []
        text = f"<@{BOT}> {text}" if mention else text
        message = self._message(text, place["channel_id"], user(member), mentions)
        self.asked_at[message["id"]] = time.monotonic()
        await self._dispatch(event, message | {"guild_id": place["guild_id"], "member": member_fields()})
        return str(message["id"])

    @staticmethod
    def guild(identity: str = GUILD) -> Json:
        """A server, as the gateway shows it."""
        return guild_create() | {"id": identity}

    @property
    def connected(self) -> bool:
        """Whether there is a session over which events go to the bot."""
        return self._socket is not None

    async def _dispatch(self, name: str, data: Json) -> None:
        if self._socket is not None and self._socket.closed:
            self._socket = None
        if self._socket is None and name in {"MESSAGE_CREATE", "INTERACTION_CREATE"} and isinstance(data, dict):
            self._waiting.add(str(data.get("id")))
        try:
            await super()._dispatch(name, data)
        except ConnectionError:
            self._socket = None
        del self._events[:-KEPT_EVENTS]

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        response = await super()._gateway(request)
        self._sockets = {socket for socket in self._sockets if not socket.closed}
        return response

    async def _receive(self, socket: WebSocket, payload: Json) -> None:
        self._sockets.add(socket)
        if self.gateway_fault and await self.gateway_fault(socket, payload):
            await self._note()
            return
        if payload["op"] == RESUME and not self.closes_resumes:
            self._waiting.clear()
        await super()._receive(socket, payload)

    async def _identify(self, socket: WebSocket, identity: Json) -> None:
        # A new session does not get the events of the last one.
        self.undelivered |= self._waiting
        self._waiting.clear()
        self._events.clear()
        await super()._identify(socket, identity)
        if self._socket is socket:
            self.ready += 1
            await self._note()

    async def _accept(self, request: web.Request) -> web.Response:
        body = await request.json()
        nonce = str(body.get("nonce", ""))
        is_new = nonce not in self.nonces
        response = await super()._accept(request)
        if is_new and response.status == web.HTTPOk.status_code:
            self._record(nonce.partition("-")[0], body)
        return response

    async def _acknowledge(self, request: web.Request) -> web.Response:
        late = self.late
        response = await super()._acknowledge(request)
        if self.late > late:
            self.expired.add(request.match_info["id"])
        body = await request.json()
        if response.status == web.HTTPOk.status_code and body["type"] != _DEFERRED:
            self._record(request.match_info["id"], body.get("data") or {})
        return response

    async def _take_response(self, request: web.Request) -> web.Response:
        identity = request.match_info["token"].removeprefix("token-")
        if identity not in self.acknowledged_at:
            return web.json_response({"code": 10015, "message": "Unknown Webhook"}, status=404)
        body = await request.json()
        if request.method == "PATCH":
            # It replaces what was there.
            self.replies.pop(identity, None)
        self._record(identity, body)
        return await super()._take_response(request)

    def _record(self, identity: str, body: Json) -> None:
        shows_text = "embeds" in body or "content" in body
        self.pings += shows_text and body.get("allowed_mentions", {}).get("parse") != []
        title = body["embeds"][0].get("title", "") if body.get("embeds") else ""
        if title in NOTICES:
            self.notified.add(identity)
        elif title == words.FAILED:
            self.apologised.add(identity)
        else:
            self.replies.setdefault(identity, []).append(body)
            self.answered_at.setdefault(identity, time.monotonic())

    def _disturber(self) -> Middleware:
        @web.middleware
        async def disturb(request: web.Request, handler: Handler) -> web.StreamResponse:
            response = await (self.fault(request, handler) if self.fault else handler(request))
            if not isinstance(response, WebSocket):
                self.statuses[response.status] += 1
            return response

        return disturb


def _snowflakes() -> Iterator[int]:
    """Ids that tell when they were made: reference, "Snowflakes"."""
    last = 0
    while True:
        now = int(time.time() * 1000) - DISCORD_EPOCH
        last = max(last + 1, now << 22)
        yield last


def _shown(body: Json) -> str:
    return repr([body.get(key) for key in ("content", "embeds", "components")])


async def reset(request: web.Request) -> web.Response:
    """Close the connection of a request without a response."""
    if request.transport:
        request.transport.abort()
    await asyncio.sleep(0)
    return web.Response(status=500)


def queue_of(*faults: Fault) -> Fault:
    """One fault for each of the next messages and responses that the bot sends, then none."""
    left = deque(faults)

    async def next_fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method in {"POST", "PATCH"} and left:
            return await left.popleft()(request, handler)
        return await handler(request)

    return next_fault


__all__ = ["IDENTIFY", "INVALID_SESSION", "RESUME", "ChaosDiscord", "Fault", "Json", "WebSocket", "queue_of", "reset"]
