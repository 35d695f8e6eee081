"""Faults of the gateway: closes, sessions that end, dead connections, malformed and repeated events."""

import asyncio

from tests.chaos.bench import Bench
from tests.chaos.faults import fault
from tests.chaos.server import IDENTIFY, INVALID_SESSION, RESUME, Json, WebSocket
from tests.loopback.fake_discord import CHANNEL, GUILD, HEARTBEAT, RECONNECT
from tests.loopback.malformed import BROKEN_FRAMES, MALFORMED

CLOSE_CODES = (1000, 1001, 1006, 1011, 1012, 4000, 4001, 4002, 4003, 4005, 4006, 4007, 4008, 4009)
"""After each of these, a bot may connect again."""
REFUSED = {4004: "token", 4010: "shard", 4011: "sharding", 4012: "gateway", 4013: "intents", 4014: "Message Content"}
"""After these, it must not, and the log must say why."""
CONFIG = 78
START_SECONDS = 90.0
"""How long a process may take to start and to end with 78. A busy machine takes half a minute to start it."""


def _add_closes() -> None:
    for code in CLOSE_CODES:

        async def close(bench: Bench, code: int = code) -> bool:
            await bench.ask(2)
            if code == 1006:
                bench.server.drop_connections()
            else:
                await bench.server.close_gateway(code)
            await bench.ask(2)
            return await bench.settle() and await bench.probe()

        fault(f"gateway closes: {code}", times=5, short=code == 1006)(close)


_add_closes()


async def _send_and_ask(bench: Bench, opcode: int, data: object = None) -> bool:
    await bench.ask(2)
    await bench.server.send_gateway(opcode, data)
    await bench.ask(2)
    return await bench.settle() and await bench.probe()


@fault("gateway: op 7, reconnect", times=20, short=True)
async def reconnect(bench: Bench) -> bool:
    return await _send_and_ask(bench, RECONNECT)


@fault("gateway: op 9, resumable", times=5)
async def invalid_resumable(bench: Bench) -> bool:
    return await _send_and_ask(bench, INVALID_SESSION, data=True)


@fault("gateway: op 9, not resumable", times=5)
async def invalid(bench: Bench) -> bool:
    await bench.ask(2)
    await bench.settle()
    return await _send_and_ask(bench, INVALID_SESSION, data=False)


@fault("gateway: op 9 to a resume", times=5)
async def resume_refused(bench: Bench) -> bool:
    refused = 0

    async def refuse(socket: WebSocket, payload: Json) -> bool:
        nonlocal refused
        if payload["op"] == RESUME and not refused:
            refused += 1
            await socket.send_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
            return True
        return False

    bench.server.gateway_fault = refuse
    return await _send_and_ask(bench, RECONNECT)


async def _refuse_identifies(bench: Bench, times: int, refuse_one: object) -> bool:
    """Refuse the next identifies and every resume."""
    refused = 0

    async def refuse(socket: WebSocket, payload: Json) -> bool:
        nonlocal refused
        if payload["op"] == RESUME and refused < times:
            await socket.send_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
            return True
        if payload["op"] == IDENTIFY and refused < times:
            refused += 1
            if refuse_one == INVALID_SESSION:
                await socket.send_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
            else:
                await socket.close(code=4000)
            return True
        return False

    bench.server.gateway_fault = refuse
    await bench.server.send_gateway(RECONNECT)
    # The waits between identifies must be 5 s at least.
    begun = asyncio.get_running_loop().time()
    ready = bench.server.ready
    back = await bench.until(lambda: bench.server.ready > ready, 120)
    slowly = asyncio.get_running_loop().time() - begun >= 5 * times
    return back and slowly and await bench.probe()


@fault("gateway: close after each of 3 identifies", times=1)
async def close_after_identify(bench: Bench) -> bool:
    return await _refuse_identifies(bench, 3, 4000)


@fault("gateway: op 9 after each of 3 identifies", times=1)
async def invalid_after_identify(bench: Bench) -> bool:
    return await _refuse_identifies(bench, 3, INVALID_SESSION)


def _add_refusals() -> None:
    for code, reason in REFUSED.items():

        async def refuse(bench: Bench, code: int = code, reason: str = reason) -> bool:
            """The bot must end with 78 after one attempt, and the log must say what to change."""
            bench.server.close_code = code
            await bench.start(wait=False)
            ended = await bench.exit_code(START_SECONDS)
            return ended == CONFIG and len(bench.server.identifies) == 1 and reason in bench.new_log

        fault(f"gateway refuses: {code}", times=1, short=code == 4004, starts=True)(refuse)


_add_refusals()


@fault("gateway: heartbeats get no answer", times=1)
async def zombie(bench: Bench) -> bool:
    """The server still takes what the bot sends, and sends nothing. Health tells within 90 s, and recovers in 30."""
    bench.server.heartbeat_ms = 20_000
    await bench.server.close_gateway(4000)
    await bench.until(lambda: bench.server.connected and bench.healthy)
    muted = bench.server.mute()
    await bench.ask(2)
    told = await bench.until(lambda: not bench.healthy, 90)
    closed = await bench.until(lambda: muted.closed, 120)
    answers = await bench.settle() and await bench.probe()
    return told and closed and answers and await bench.until(lambda: bench.healthy, 30)


@fault("gateway: a random reconnect", times=200)
async def random_reconnect(bench: Bench) -> bool:
    """One after which the session can be resumed: nothing may be lost."""
    await bench.ask()
    match bench.random.randrange(4):
        case 0:
            await bench.server.send_gateway(RECONNECT)
        case 1:
            await bench.server.send_gateway(INVALID_SESSION, data=True)
        case 2:
            await bench.server.close_gateway(4000)
        case _:
            bench.server.drop_connections()
    await bench.ask()
    return await bench.settle()


@fault("gateway: each payload 3 s late", times=1)
async def slow_gateway(bench: Bench) -> bool:
    async def late(_: WebSocket, payload: Json) -> bool:
        if payload["op"] in {HEARTBEAT, RESUME}:
            await asyncio.sleep(3)
        return False

    bench.server.gateway_fault = late
    return await _send_and_ask(bench, RECONNECT)


@fault("gateway: handshake gets 503", times=3)
async def handshake_refused(bench: Bench) -> bool:
    bench.server.handshake_refusals = 2
    return await _send_and_ask(bench, RECONNECT)


@fault("events: malformed", times=10, short=True)
async def malformed(bench: Bench) -> bool:
    """Each kind once. No session may be lost."""
    identifies = len(bench.server.identifies)
    for name, data in MALFORMED.values():
        await bench.ask()
        await bench.server.send_event(name, data)
    return await bench.settle() and len(bench.server.identifies) == identifies and await bench.probe()


def _add_frames() -> None:
    for name, frame in BROKEN_FRAMES.items():

        async def send(bench: Bench, frame: str | bytes = frame) -> bool:
            await bench.ask(2)
            await bench.settle()
            await bench.server.send_frame(frame)
            return await bench.probe()

        fault(f"frame: {name}", times=2, short=name == "no JSON")(send)


_add_frames()


@fault("events: each twice", times=10, short=True)
async def duplicates(bench: Bench) -> bool:
    for _ in range(5):
        await bench.ask()
        await bench.server.repeat_last_event()
        await bench.slash()
        await bench.server.repeat_last_event()
    return await bench.settle() and await bench.probe()


@fault("events: out of order", times=10)
async def out_of_order(bench: Bench) -> bool:
    """Questions arrive with falling numbers, after their server has gone, and before it comes back."""
    server = bench.server
    with server.numbers_falling():
        await bench.ask(3)
        await server.send_event("GUILD_DELETE", {"id": GUILD, "unavailable": True})
        await bench.ask(3)
        await bench.slash()
        await server.send_event("CHANNEL_DELETE", {"id": CHANNEL, "guild_id": GUILD, "type": 0})
        await server.send_event("MESSAGE_DELETE", {"id": "1", "channel_id": CHANNEL, "guild_id": GUILD})
    await bench.ask(3)
    await server.send_event("GUILD_CREATE", server.guild())
    return await bench.settle() and await bench.probe()
