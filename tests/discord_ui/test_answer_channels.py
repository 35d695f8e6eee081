"""Channels where the bot answers without a mention."""

import pytest
from simcord.enums import MessageType as SystemMessage

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.replies import words
from tests.discord_ui.server import GIBBERISH, OPEN, Server, title


@pytest.fixture
async def listening(server: Server, assistant: Assistant) -> Server:
    """The server, with its channel as an answer channel."""
    await server.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({server.channel.id})))
    return server


async def test_a_question_is_answered_without_a_mention(listening: Server) -> None:
    await listening.alice.send(listening.channel, OPEN)
    assert title(listening.said()[0]) == OPEN


async def test_a_question_in_a_thread_of_the_channel_is_answered(listening: Server) -> None:
    base = await listening.alice.send(listening.channel, "hello")
    await base.create_thread(name="bicycles")
    (thread,) = listening.channel.threads
    await listening.alice.send(thread, OPEN)
    assert title(listening.said(thread)[0]) == OPEN


async def test_a_question_without_an_answer_gets_a_plain_no(listening: Server) -> None:
    await listening.alice.send(listening.channel, GIBBERISH)
    assert title(listening.said()[0]) == words.NO_ANSWER


@pytest.mark.parametrize("text", ["xqzzv wvvkj", "<:bike:123>", "hello", "thanks!"])
async def test_small_talk_gets_no_reply(listening: Server, text: str) -> None:
    await listening.alice.send(listening.channel, text)
    assert listening.said() == []


async def test_a_question_to_somebody_else_gets_no_reply(listening: Server) -> None:
    bob = listening.guild.add_member(listening.env.create_user("bob"))
    await listening.alice.send(listening.channel, f"<@{bob.id}> {OPEN}")
    said = await bob.send(listening.channel, "see you later")
    await listening.reply_without_ping(said, OPEN)
    role = listening.guild.create_role("mods")
    await listening.alice.send(listening.channel, f"<@&{role.id}> {OPEN}")
    assert listening.said() == []


async def test_a_question_to_the_bot_and_somebody_else_is_answered(listening: Server) -> None:
    bob = listening.guild.add_member(listening.env.create_user("bob"))
    await listening.alice.send(listening.channel, f"{listening.mention} <@{bob.id}> {OPEN}")
    assert title(listening.said()[0]) == OPEN


async def test_members_may_go_on_from_their_own_message(listening: Server) -> None:
    said = await listening.alice.send(listening.channel, "hello")
    await listening.reply_without_ping(said, OPEN)
    assert [title(message) for message in listening.said()] == [OPEN]


async def test_small_talk_gets_a_reply_if_the_bot_is_told_to(listening: Server) -> None:
    listening.bot.ignores_small_talk = False
    await listening.alice.send(listening.channel, "xqzzv wvvkj")
    assert title(listening.said()[0]) == words.NO_ANSWER


async def test_small_talk_does_not_count_against_the_rate_limit(listening: Server) -> None:
    for _ in range(8):
        await listening.alice.send(listening.channel, "xqzzv wvvkj")
    await listening.alice.send(listening.channel, OPEN)
    assert [title(message) for message in listening.said()] == [OPEN]


async def test_other_channels_still_need_a_mention(listening: Server) -> None:
    other = listening.guild.create_text_channel("other")
    await listening.alice.send(other, OPEN)
    assert listening.said(other) == []


async def test_bots_and_webhooks_are_not_answered(listening: Server) -> None:
    robot = listening.guild.add_member(listening.env.create_user("robot", bot=True))
    await robot.send(listening.channel, OPEN)
    await listening.guild.create_webhook(listening.channel).send(OPEN)
    assert listening.said() == []


async def test_system_messages_are_not_answered(listening: Server) -> None:
    await (await listening.alice.send(listening.channel, "hello")).create_thread(name=OPEN)
    (thread,) = listening.channel.threads
    begun, said = SystemMessage.THREAD_CREATED, listening.said()
    notice = listening.guild.create_system_message(
        listening.channel, begun, author=listening.alice, target_channel=thread
    )
    await listening.env.settle()
    assert notice.content == OPEN
    assert listening.said() == said


def test_only_answer_channels_need_the_privileged_intent(assistant: Assistant) -> None:
    plain, listening = FaqBot(assistant), FaqBot(assistant, answer_channels=frozenset({1}))
    least = {"guilds", "guild_messages", "dm_messages"}
    assert {name for name, on in plain.intents if on} == least
    assert {name for name, on in listening.intents if on} == {*least, "message_content"}
