"""/setup, with restarts: the channels where the bot answers without a mention."""

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
from simcord.builders import ChannelHandle
from simcord.results import to_discord_message

from bot.discord_ui import FaqBot
from bot.replies import setup_words
from tests.discord_ui.moderated import Moderated, moderated_server, text_of
from tests.discord_ui.server import NOTES, OPEN, Server, title
from tests.discord_ui.setup_panel import Allowed, ask_without_mention, open_panel, pick, restart


@pytest.fixture
async def managed(server: Server, tmp_path: Path) -> AsyncIterator[Moderated]:
    file = tmp_path / "workshop.txt"
    file.write_text(NOTES, encoding="utf-8")
    async with moderated_server(server, file, tmp_path / "state" / "faq-bot.sqlite3") as made:
        yield made


async def test_answer_channels_are_used_at_once_and_after_a_restart(managed: Moderated) -> None:
    first, second = managed.server.channel, managed.server.guild.create_text_channel("second")
    await restart(managed, answer_channels=frozenset({first.id}))
    panel = await open_panel(managed)
    await pick(managed, panel, "channels", second)
    assert setup_words.SAVED in text_of(panel)
    assert await ask_without_mention(managed, first) == []
    assert await ask_without_mention(managed, second) == [OPEN]
    await restart(managed)
    assert managed.bot.reads_messages
    assert await ask_without_mention(managed, first) == []
    assert await ask_without_mention(managed, second) == [OPEN, OPEN]


async def test_no_channel_is_a_choice_too(managed: Moderated) -> None:
    await restart(managed, answer_channels=frozenset({managed.server.channel.id}))
    await pick(managed, await open_panel(managed), "channels")
    assert await ask_without_mention(managed, managed.server.channel) == []


async def test_in_a_forum_only_the_beginning_of_a_post_is_answered(managed: Moderated) -> None:
    server = managed.server
    forum = server.guild.create_forum_channel("questions")
    await pick(managed, await open_panel(managed), "channels", forum)
    bot = await restart(managed)
    await begin_post(bot, server, forum, OPEN, "I'd like to bring my bicycle.")
    (post,) = forum.threads
    assert [title(message) for message in server.said(post)] == [OPEN]
    await server.alice.send(post, OPEN)
    assert [title(message) for message in server.said(post)] == [OPEN]


async def begin_post(bot: FaqBot, server: Server, forum: ChannelHandle, name: str, text: str) -> None:
    """Alice begins a post in a forum. In the simulator only bots can, so she takes over the bot's."""
    channel = bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    made = await channel.create_thread(name=name, content=text, allowed_mentions=discord.AllowedMentions.none())
    stored = server.env.backend.get_message(made.thread.id, made.message.id)
    stored.author_id = server.alice.id
    message = to_discord_message(server.env, stored)
    message.id = made.thread.id  # as on Discord: a post has the id of its first message
    await bot.on_message(message)
    await server.env.settle()


async def test_without_the_intent_the_panel_says_what_the_owner_has_to_do(managed: Moderated) -> None:
    panel = await open_panel(managed)
    await pick(managed, panel, "channels", managed.server.channel)
    assert setup_words.INTENT_OFF in text_of(panel)
    bot = await restart(managed, FaqBot)
    assert not bot.reads_messages


async def test_the_bot_reconnects_to_read_messages_if_the_owner_allows_it(managed: Moderated) -> None:
    bot = await restart(managed)
    assert not bot.reads_messages
    panel = await open_panel(managed)
    await pick(managed, panel, "channels", managed.server.channel)
    assert setup_words.INTENT_SOON in text_of(panel)
    assert isinstance(bot, Allowed)
    assert bot.reconnects
