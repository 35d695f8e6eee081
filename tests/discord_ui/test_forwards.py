"""Messages that forward another message. Its text is read like the member's own."""

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.replies import words
from tests.discord_ui.server import OPEN, PUNCTURE, Server, title


async def test_a_forward_to_a_direct_message_is_answered(server: Server) -> None:
    await server.alice.send_dm("hello")
    question = await server.alice.send(server.channel, OPEN)
    await server.alice.forward(question, server.alice.user.dm_channel)
    assert title(server.said(server.alice.user.dm_channel)[-1]) == OPEN


async def test_a_forward_to_an_answer_channel_is_answered(server: Server, assistant: Assistant) -> None:
    await server.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({server.channel.id})))
    question = await server.alice.send(server.guild.create_text_channel("other"), PUNCTURE)
    await server.alice.forward(question, server.channel)
    assert title(server.said()[0]) == PUNCTURE


async def test_a_forward_to_another_channel_is_not_answered(server: Server, assistant: Assistant) -> None:
    await server.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({1})))
    question = await server.alice.send(server.guild.create_text_channel("other"), OPEN)
    await server.alice.forward(question, server.channel)
    assert server.said() == []


async def test_a_forward_without_words_gets_help(server: Server) -> None:
    await server.alice.send_dm("hello")
    picture = await server.alice.send(server.channel, "", attachments=[("photo.txt", b"...")])
    await server.alice.forward(picture, server.alice.user.dm_channel)
    assert title(server.said(server.alice.user.dm_channel)[-1]) == words.NOTHING_ASKED


async def test_answer_this_reads_a_forward(server: Server) -> None:
    bob = server.guild.add_member(server.env.create_user("bob"))
    question = await bob.send(server.guild.create_text_channel("other"), PUNCTURE)
    forward = await bob.forward(question, server.channel)
    result = await server.alice.context_menu(server.channel, "Answer this", forward)
    assert result.response
    assert result.response.embeds[0].title == PUNCTURE
    assert result.ephemeral
