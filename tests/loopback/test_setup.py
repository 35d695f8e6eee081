"""/setup over real sockets: answer channels need an intent, for which the bot has to connect anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.knowledge import Entry, KnowledgeBase
from bot.replies import setup_words
from bot.store import open_store
from bot.store.store import Store
from tests.loopback.busy_discord import COMPONENT, BusyDiscord
from tests.loopback.conftest import Supervise
from tests.loopback.fake_discord import CHANNEL, MEMBER

MESSAGE_CONTENT = 1 << 15
"""The intent: events/gateway, "List of Intents"."""
SWITCHED_ON = 1 << 19
"""The application's flag GATEWAY_MESSAGE_CONTENT_LIMITED."""
CHANNEL_SELECT = 8
"""The type of the component."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "state" / "faq-bot.sqlite3")
    yield store
    store.close()


@pytest.fixture
def entry(shipped_base: KnowledgeBase) -> Entry:
    return shipped_base.entries[0]


async def choose_channel(busy: BusyDiscord) -> str:
    """A manager picks the channel in the panel. Returns what the panel then says."""
    await busy.command("setup")
    await busy.until(lambda: bool(busy.callbacks))
    panel = busy.message_of(busy.callbacks[-1]["data"])
    resolved = {"channels": {CHANNEL: {"id": CHANNEL, "type": 0, "name": "general", "permissions": "8"}}}
    data = {"custom_id": "faq:set:channels", "component_type": CHANNEL_SELECT, "values": [CHANNEL]}
    await busy.interact(COMPONENT, data | {"resolved": resolved}, MEMBER, message=panel)
    await busy.until(lambda: len(busy.callbacks) > 1)
    return str(busy.callbacks[-1]["data"]["embeds"][0]["description"])


async def test_a_channel_is_answered_once_the_bot_has_connected_anew(
    busy: BusyDiscord, supervise: Supervise, store: Store, entry: Entry
) -> None:
    busy.application_flags = SWITCHED_ON
    async with supervise(store=store):
        await busy.until(lambda: bool(busy.identifies))
        assert setup_words.INTENT_SOON in await choose_channel(busy)
        await busy.until(lambda: len(busy.identifies) > 1)
        await busy.say(entry.question)
        await busy.until(lambda: bool(busy.posts))
    assert [bool(identity["intents"] & MESSAGE_CONTENT) for identity in busy.identifies] == [False, True]
    assert busy.posts[0]["embeds"][0]["title"] == entry.question


async def test_the_bot_does_not_ask_for_an_intent_that_is_switched_off(
    busy: BusyDiscord, supervise: Supervise, store: Store
) -> None:
    async with supervise(store=store):
        await busy.until(lambda: bool(busy.identifies))
        assert setup_words.INTENT_OFF in await choose_channel(busy)
    async with supervise(store=store):
        await busy.until(lambda: len(busy.identifies) > 1)
    assert not any(identity["intents"] & MESSAGE_CONTENT for identity in busy.identifies)
