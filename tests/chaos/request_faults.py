"""Faults of the REST interface: failures, resets, time-outs, rate limits, refusals, and answers that are no JSON."""

import asyncio
import json
from typing import Any

from aiohttp import web

from tests.chaos.bench import Bench
from tests.chaos.faults import fault
from tests.chaos.gateway_faults import CONFIG, START_SECONDS
from tests.chaos.server import Fault, Handler, queue_of, reset

HTML = "<html><body>Please log in to this network.</body></html>"
STALL_SECONDS = 20.0
"""Longer than the bot waits for a response."""
VIA = {"Via": "1.1 google"}
"""Marks a 429 as Discord's own: topics/rate-limits."""
DNS_CACHE_SECONDS = 11.0
"""After this, a client asks for an address again: aiohttp keeps it for 10 s."""
MOST_INVALID = 50
"""How many invalid requests a fault may cost. Discord bans at 10,000 in ten minutes."""


def html(status: int, headers: dict[str, str] | None = None) -> Fault:
    """Respond with a page."""

    async def respond(_: web.Request, __: Handler) -> web.Response:
        return web.Response(status=status, text=HTML, content_type="text/html", headers=headers)

    return respond


def answer(status: int, body: object, headers: dict[str, str] | None = None) -> Fault:
    """Respond with JSON."""

    async def respond(_: web.Request, __: Handler) -> web.Response:
        typed = {"Content-Type": "application/json"} | (headers or {})
        return web.Response(status=status, body=json.dumps(body).encode(), headers=typed)

    return respond


async def broken_json(_: web.Request, __: Handler) -> web.Response:
    """Promise JSON, and respond with a page."""
    return web.Response(body=HTML.encode(), headers={"Content-Type": "application/json"})


def taken(fault: Fault) -> Fault:
    """Let a request take effect, and then fail all the same."""

    async def fail(request: web.Request, handler: Handler) -> web.StreamResponse:
        await handler(request)
        return await fault(request, handler)

    return fail


async def stall(request: web.Request, _: Handler) -> web.Response:
    """Respond too late."""
    await asyncio.sleep(STALL_SECONDS)
    return await reset(request)


async def reset_request(request: web.Request, _: Handler) -> web.Response:
    return await reset(request)


def rate_limited(seconds: float, **more: Any) -> Fault:  # noqa: ANN401 - any header
    """Discord's own 429."""
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": bool(more)}
    headers = VIA | {"Retry-After": f"{seconds:.3f}", "X-RateLimit-Scope": "global" if more else "user"}
    return answer(429, body, headers | ({"X-RateLimit-Global": "true"} if more else {"X-RateLimit-Bucket": "b"}))


async def _ask_through(bench: Bench, *faults: Fault, also_slash: bool = True) -> bool:
    """Ask while the next requests fail. Messages and interactions must be answered all the same."""
    before = bench.server.invalid
    bench.server.fault = queue_of(*faults)
    await bench.ask(2)
    settled = await bench.settle()
    if also_slash:
        bench.server.fault = queue_of(*faults)
        await bench.slash()
        settled = await bench.settle() and settled
    return settled and bench.server.invalid - before <= MOST_INVALID and await bench.probe()


FAILING: dict[str, tuple[Fault, ...]] = {
    "500": (html(500), html(500)),
    "502": (html(502), html(502)),
    "503": (html(503), html(503)),
    "504": (html(504), html(504)),
    "520": (html(520), html(520)),
    "522": (html(522), html(522)),
    "500 as JSON": (answer(500, {"message": "500: Internal Server Error", "code": 0}),),
    "404 with a page": (html(404),),
    "200 with a page": (html(200),),
    "200 with a page, JSON promised": (broken_json,),
    "200 with a list": (answer(200, []),),
    "204 without a body": (answer(204, None),),
    "a redirect to a page": (html(302, {"Location": "/login"}),),
    "reset": (reset_request, reset_request),
    "200 with a page, although taken": (taken(html(200)),),
    "502, although taken": (taken(html(502)),),
    "reset, although taken": (taken(reset_request),),
    "429 of a bucket": (rate_limited(1), rate_limited(1)),
    "429, global": (rate_limited(2, everything=True),),
    "429 of Cloudflare": (html(429, {"Retry-After": "1.5"}),),
}
MESSAGES_ONLY = {"200 with a list", "204 without a body"}
"""Not for interactions: discord.py takes a success for an acknowledgement, whatever is in it."""
SHORT = {"503", "200 with a page", "reset, although taken", "429 of Cloudflare"}


def _add_failures() -> None:
    for name, faults in FAILING.items():

        async def inject(bench: Bench, faults: tuple[Fault, ...] = faults, name: str = name) -> bool:
            return await _ask_through(bench, *faults, also_slash=name not in MESSAGES_ONLY)

        fault(f"request: {name}", times=5, short=name in SHORT)(inject)


_add_failures()


@fault("request: no response", times=1)
async def no_response(bench: Bench) -> bool:
    bench.server.fault = queue_of(stall)
    await bench.ask(2)
    return await bench.settle() and await bench.probe()


@fault("request: no response, although taken", times=1)
async def no_response_although_taken(bench: Bench) -> bool:
    bench.server.fault = queue_of(taken(stall))
    await bench.ask(2)
    return await bench.settle() and await bench.probe()


@fault("request: each takes 3 s", times=2)
async def slow(bench: Bench) -> bool:
    """Half of the time before the server takes the request, and half after."""

    async def late(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith("/api"):
            await asyncio.sleep(1.5)
            response = await handler(request)
            await asyncio.sleep(1.5)
            return response
        return await handler(request)

    bench.server.fault = late
    await bench.ask(20)
    await bench.slash(5)
    settled = await bench.settle(40)
    bench.server.fault = None
    return settled and await bench.probe()


@fault("request: 503 to everything for 5 s", times=2)
async def outage(bench: Bench) -> bool:
    bench.server.fault = html(503)
    await bench.ask(10)
    await asyncio.sleep(5)
    bench.server.fault = None
    return await bench.settle() and await bench.probe()


async def _refuse_channels(bench: Bench, channels: int, fault: Fault) -> tuple[list[str], int]:
    """Ask 12 times in each of some channels that refuse. Returns what was asked, and how many requests it cost."""
    refused, begun = list[str](), bench.server.statuses.total()
    bench.server.fault = in_channels(range(1, channels + 1), fault)
    for _ in range(3):
        for channel in range(1, channels + 1):
            refused += await bench.ask(4, channel=str(channel))
        await asyncio.sleep(0.5)
    bench.excused |= set(refused)
    await bench.ask(5)
    await bench.settle(20)
    requests = bench.server.statuses.total() - begun - 5
    bench.server.fault = None
    return refused, requests


def in_channels(channels: range, fault: Fault) -> Fault:
    """A fault of some channels only."""
    paths = {f"/api/channels/{channel}/messages" for channel in channels}

    async def refuse(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await (fault(request, handler) if request.path in paths else handler(request))

    return refuse


@fault("channel: 403", times=1, short=True)
async def forbidden(bench: Bench) -> bool:
    """One request for each channel at most, however much is asked there. Other channels are answered."""
    _, requests = await _refuse_channels(bench, 5, answer(403, {"code": 50013, "message": "Missing Permissions"}))
    return requests <= 5 and await bench.probe()


@fault("channel: 403 to 2,000 questions", times=1)
async def forbidden_storm(bench: Bench) -> bool:
    """Discord bans bots after 10,000 such requests. Two are few enough."""
    bench.server.fault = in_channels(range(1, 2), answer(403, {"code": 50013, "message": "Missing Permissions"}))
    bench.excused |= set(await bench.ask(2000, channel="1"))
    answers = await bench.probe()
    bench.server.fault = None
    return answers and 1 <= bench.server.invalid <= 2


@fault("channel: deleted", times=1)
async def channel_deleted(bench: Bench) -> bool:
    """No apology to a channel that is not there, and no error in the log."""
    _, requests = await _refuse_channels(bench, 5, answer(404, {"code": 10003, "message": "Unknown Channel"}))
    return requests <= 5 and " ERROR " not in bench.new_log and await bench.probe()


@fault("channel: the question is deleted", times=5)
async def question_deleted(bench: Bench) -> bool:
    """The answer arrives without the reference."""
    errors = {"message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}}
    gone = answer(400, {"code": 50035, "message": "Invalid Form Body", "errors": errors})

    async def refuse(request: web.Request, handler: Handler) -> web.StreamResponse:
        has_reference = request.method == "POST" and b"message_reference" in await request.read()
        return await (gone(request, handler) if has_reference else handler(request))

    bench.server.fault = refuse
    await bench.ask(5)
    settled = await bench.settle(20)
    bench.server.fault = None
    return settled and await bench.probe()


@fault("401 to everything, then close 4004", times=1)
async def token_revoked(bench: Bench) -> bool:
    """The token was reset while the bot runs: it stops at once, and says so."""
    bench.server.fault = answer(401, {"message": "401: Unauthorized", "code": 0})
    before = bench.server.statuses.total()
    bench.excused |= set(await bench.ask(10))
    await bench.until(lambda: bench.server.statuses.total() > before)
    await asyncio.sleep(1)
    requests = bench.server.statuses.total() - before
    await bench.server.close_gateway(4004)
    return (
        await bench.exit_code(START_SECONDS) == CONFIG
        and requests <= 10
        and "Discord refused the token" in bench.new_log
    )


@fault("interactions: expired before they arrive", times=5, short=True)
async def expired(bench: Bench) -> bool:
    """No apology, no error, and the next one is answered."""
    bench.server.fault = queue_of(*[answer(404, {"code": 10062, "message": "Unknown interaction"})] * 4)
    bench.excused |= set(await bench.slash(4))
    await asyncio.sleep(0.5)
    bench.server.fault = None
    await bench.slash()
    return await bench.settle(20) and " ERROR " not in bench.new_log


def _add_logins() -> None:
    logins: dict[str, Fault] = {
        "401": answer(401, {"message": "401: Unauthorized", "code": 0}),
        "403 with a page": html(403),
        "404": html(404),
        "429 of Cloudflare": html(429, {"Retry-After": "2"}),
        "503": html(503),
        "520": html(520),
        "a captive portal": html(200),
        "a redirect": html(302, {"Location": "/login"}),
        "broken JSON": broken_json,
        "reset": reset_request,
        "no response": stall,
    }
    for name, how in logins.items():

        async def inject(bench: Bench, how: Fault = how, name: str = name) -> bool:
            """Everything fails for some seconds, then nothing."""
            bench.server.fault = how
            await bench.start(wait=False)
            if name == "401":
                return await bench.exit_code(START_SECONDS) == CONFIG and "Discord refused the token" in bench.new_log
            await asyncio.sleep(6)
            bench.server.fault = None
            return await bench.probe()

        fault(f"login: {name}", times=1, starts=True)(inject)


_add_logins()


@fault("network: a captive portal while it runs", times=2)
async def captive_portal(bench: Bench) -> bool:
    bench.server.fault = html(200)
    bench.server.drop_connections()
    await bench.ask(2)
    await asyncio.sleep(8)
    bench.server.fault = None
    return await bench.settle() and await bench.probe()


@fault("network: no DNS while it runs", times=2)
async def no_dns(bench: Bench) -> bool:
    bench.break_dns(broken=True)
    await asyncio.sleep(DNS_CACHE_SECONDS)
    bench.server.drop_connections()
    await bench.ask(2)
    await asyncio.sleep(8)
    bench.break_dns(broken=False)
    return await bench.settle() and await bench.probe()


@fault("network: no DNS at the start", times=1, starts=True)
async def no_dns_at_start(bench: Bench) -> bool:
    bench.break_dns(broken=True)
    await bench.start(wait=False)
    await asyncio.sleep(6)
    bench.break_dns(broken=False)
    return await bench.probe()


@fault("network: all connections reset for 8 s", times=2)
async def network_down(bench: Bench) -> bool:
    bench.server.fault = reset_request
    bench.server.drop_connections()
    await bench.ask(2)
    await asyncio.sleep(8)
    bench.server.fault = None
    return await bench.settle() and await bench.probe()
