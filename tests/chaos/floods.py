"""More than the bot can send, against a Discord that allows 50 requests a second."""

import asyncio
from typing import Any

from tests.chaos.bench import Bench
from tests.chaos.faults import fault
from tests.loopback.busy_discord import AUTOCOMPLETE, COMMAND

SETTLE_SECONDS = 40.0
WAIT_SECONDS = 25.0
"""How long a member may wait for an answer in a flood."""


async def _shed(bench: Bench) -> bool:
    """Wait for the end of a flood, in which the bot may drop questions. Returns whether Discord refused nothing."""
    bench.may_drop = True
    before = -1
    ends = asyncio.get_running_loop().time() + SETTLE_SECONDS
    while bench.open and asyncio.get_running_loop().time() < ends:
        await asyncio.sleep(3)
        if len(bench.server.replies) == before:
            break
        before = len(bench.server.replies)
    return bench.server.refused == 0


@fault("flood: 800 mentions in 200 channels", times=1, alone=True)
async def mentions(bench: Bench) -> bool:
    for number in range(800):
        await bench.ask(channel=str(1000 + number % 200))
    return await _shed(bench) and bench.worst <= WAIT_SECONDS and await bench.probe()


@fault("flood: 50 mentions in one channel", times=1, short=True)
async def one_channel(bench: Bench) -> bool:
    """A channel has a queue of three, and 20 questions a minute. The rest is dropped, with a notice of each kind."""
    await bench.ask(50, channel="1000")
    refused_nothing = await _shed(bench)
    bench.excused |= set(bench.open)
    return refused_nothing and len(bench.server.replies) >= 4 and len(bench.server.notified) <= 2


@fault("flood: 400 questions at once", times=1, alone=True)
async def questions(bench: Bench) -> bool:
    await bench.ask(400)
    return await _shed(bench) and bench.worst <= WAIT_SECONDS and await bench.probe()


@fault("flood: 600 interactions and 600 mentions", times=1, alone=True)
async def burst(bench: Bench) -> bool:
    for number in range(600):
        member = str(next(iter(bench.numbers)))
        kind = AUTOCOMPLETE if number % 3 == 2 else COMMAND
        channel = {"id": str(1000 + number % 200), "type": 0, "name": "c", "position": 0, "permission_overwrites": []}
        place: dict[str, Any] = {"channel_id": channel["id"], "channel": channel}
        bench.asked.append(await bench.server.slash(bench.question, member, kind=kind, **place))
        await bench.ask(channel=str(1000 + number % 200))
    refused_nothing = await _shed(bench)
    return refused_nothing and bench.server.late == 0 and await bench.probe()
