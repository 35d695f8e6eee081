"""A fake Discord that breaks its own rules: answers that are not JSON, malformed events, sessions that never begin."""

from collections import Counter, deque
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from tests.loopback.fake_discord import DISPATCH, HEARTBEAT, RESUME, FakeDiscord, Json

INVALID_SESSION = 9
HTML = "<html><body>Please log in to this network.</body></html>"


class HostileDiscord(FakeDiscord):
    """What it does is set as attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, deque[web.Response]] = {}
        """Responses to the next requests, by the end of their path."""
        self.requests: Counter[str] = Counter()
        """How many requests there were, by path."""
        self.invalidates_sessions = False
        """Whether each identify gets "invalid session" instead of READY."""
        self.closes_resumes = False
        """Whether each attempt to resume a session gets a close instead."""
        self.acknowledges = True
        """Whether heartbeats get an answer."""
        self.middlewares.append(self._replacer())

    def answer(self, path: str, status: int, body: str = HTML, kind: str = "text/html", times: int = 1) -> None:
        """Answer the next requests to a path with this instead."""
        headers = {"Content-Type": kind}
        made = [web.Response(status=status, body=body.encode(), headers=headers) for _ in range(times)]
        self.answers.setdefault(path, deque()).extend(made)

    async def send_event(self, name: str, data: object) -> None:
        """Send an event, as malformed as it is."""
        await self._dispatch(name, data)  # type: ignore[arg-type]

    async def send_frame(self, frame: str | bytes) -> None:
        """Send anything at all."""
        assert self._socket is not None
        socket, self._socket = self._socket, None
        if isinstance(frame, str):
            await socket.send_str(frame)
        else:
            await socket.send_bytes(frame)

    async def _receive(self, socket: web.WebSocketResponse, payload: Json) -> None:
        if payload["op"] == HEARTBEAT and not self.acknowledges:
            return
        if payload["op"] == RESUME and self.closes_resumes:
            await socket.close(code=4000)
        elif payload["op"] == RESUME and payload["d"]["session_id"] is None:
            await self._invalidate(socket)
        else:
            await super()._receive(socket, payload)

    async def _identify(self, socket: web.WebSocketResponse, identity: Json) -> None:
        if not self.invalidates_sessions:
            return await super()._identify(socket, identity)
        self.identifies.append(identity)
        await self._invalidate(socket)
        return None

    async def _invalidate(self, socket: web.WebSocketResponse) -> None:
        await socket.send_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
        await self._note()

    def _replacer(self) -> Middleware:
        @web.middleware
        async def replace(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            self.requests[request.path.removeprefix("/api")] += 1
            for path, answers in self.answers.items():
                if request.path.endswith(path) and answers:
                    return answers.popleft()
            return await handler(request)

        return replace


def frame_of(name: str, data: str) -> str:
    """An event as text, with data that need not be JSON."""
    return f'{{"op": {DISPATCH}, "s": 1, "t": "{name}", "d": {data}}}'
