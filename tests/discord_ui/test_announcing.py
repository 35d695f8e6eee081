"""The weekly reminder of what waits for /faq review."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.discord_ui import FaqBot
from bot.discord_ui.announcing import announce_due
from bot.replies import setup_words
from bot.store import Asked, Outcome
from tests.discord_ui.moderated import Moderated, moderated_server, said, text_of
from tests.discord_ui.server import NOTES, Server, title

TODAY = datetime.now(UTC).date()
ASKED = "do you repair unicycles"


@pytest.fixture
async def managed(server: Server, tmp_path: Path) -> AsyncIterator[Moderated]:
    file = tmp_path / "workshop.txt"
    file.write_text(NOTES, encoding="utf-8")
    async with moderated_server(server, file, tmp_path / "state" / "faq-bot.sqlite3") as made:
        yield made


@pytest.fixture
async def channel(managed: Moderated) -> ChannelHandle:
    """The channel for reminders, as Ann has chosen it. One question waits."""
    channel = managed.server.guild.create_text_channel("moderators")
    panel = await managed.ann.slash(managed.server.channel, "setup")
    asked = await managed.ann.click(said(panel), label=setup_words.REVIEWS_BUTTON)
    await managed.ann.select(said(asked), [channel], custom_id="faq:set:reviews")
    assert setup_words.SAVED in text_of(asked)
    await managed.run("review")  # the server becomes the bot's home
    await managed.store.set_collecting(managed.server.guild.id, 30)
    await managed.store.collect(Asked(1, managed.server.guild.id, ASKED, Outcome.UNANSWERED))
    return channel


async def titles_after(managed: Moderated, channel: ChannelHandle, days: int) -> list[str]:
    await announce_due(managed.bot, TODAY + timedelta(days=days))
    return [title(message) for message in managed.server.said(channel)]


async def test_moderators_are_reminded_once_a_week_also_across_restarts(
    managed: Moderated, channel: ChannelHandle
) -> None:
    assert await titles_after(managed, channel, 0) == [setup_words.DIGEST]
    await managed.server.env.restart_bot(FaqBot(managed.bot.assistant, store=managed.store))
    assert await titles_after(managed, channel, 6) == [setup_words.DIGEST]
    assert await titles_after(managed, channel, 7) == [setup_words.DIGEST] * 2


async def test_the_reminder_has_numbers_and_no_questions(managed: Moderated, channel: ChannelHandle) -> None:
    await announce_due(managed.bot, TODAY)
    (message,) = managed.server.said(channel)
    told = message.embeds[0].description or ""
    assert "1 question about 1 subject" in told
    assert "unicycles" not in told


async def test_nobody_is_reminded_of_nothing(managed: Moderated, channel: ChannelHandle) -> None:
    await managed.store.set_collecting(managed.server.guild.id, None)
    assert await titles_after(managed, channel, 0) == []


async def test_a_channel_that_takes_no_messages_cannot_be_chosen(managed: Moderated) -> None:
    denied = managed.server.channel_denying(send_messages=False)
    panel = await managed.ann.slash(managed.server.channel, "setup")
    asked = await managed.ann.click(said(panel), label=setup_words.REVIEWS_BUTTON)
    await managed.ann.select(said(asked), [denied], custom_id="faq:set:reviews")
    assert setup_words.CANNOT_POST in text_of(asked)
    assert (await managed.bot.server_settings.of(managed.server.guild.id)).review_channel is None


async def test_a_channel_that_was_removed_since_is_passed_over(
    managed: Moderated, channel: ChannelHandle, caplog: pytest.LogCaptureFixture
) -> None:
    cached = managed.bot.get_channel(channel.id)
    assert isinstance(cached, discord.TextChannel)
    await cached.delete()
    await announce_due(managed.bot, TODAY)
    assert "failed" not in caplog.text
