"""The bot goes on with its other work while it reads a burst of events."""

import asyncio
from collections import Counter

import discord
import pytest

from bot.connection import gateway
from bot.discord_ui import FaqBot
from tests.loopback.conftest import eventually
from tests.loopback.fake_discord import FakeDiscord
from tests.loopback.supervised import Bot

EVENTS = 200


async def test_other_work_gets_its_turn_between_the_events_of_a_burst(
    fake: FakeDiscord, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = 0
    handled = Counter[int]()
    """How many events began in each turn of the event loop."""

    async def count_turns() -> None:
        nonlocal turn
        while True:
            turn += 1
            await asyncio.sleep(0)

    async def handle(_: FaqBot, __: discord.Message) -> None:
        handled[turn] += 1

    monkeypatch.setattr(gateway, "PORTION_SECONDS", 0.0)
    monkeypatch.setattr(FaqBot, "on_message", handle)
    async with bot.run():
        await eventually(lambda: bot.ready)
        other_work = asyncio.create_task(count_turns())
        for _ in range(EVENTS):
            await fake.say("hello")
        await eventually(lambda: handled.total() == EVENTS)
        other_work.cancel()
    assert max(handled.values()) <= 2


async def test_a_stop_loses_no_event_of_a_burst_that_has_arrived(
    fake: FakeDiscord, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    handled = 0

    async def handle(_: FaqBot, __: discord.Message) -> None:
        nonlocal handled
        handled += 1

    monkeypatch.setattr(gateway, "PORTION_SECONDS", 0.0)
    monkeypatch.setattr(FaqBot, "on_message", handle)
    async with bot.run():
        await eventually(lambda: bot.ready)
        for _ in range(EVENTS):
            await fake.say("hello")
    assert handled == EVENTS
