"""Messages that forward another one: its text is read like the member's own."""

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.replies import words
from tests.discord_ui.world import OPEN, PUNCTURE, World, title


async def test_a_forward_to_a_direct_message_is_answered(world: World) -> None:
    await world.alice.send_dm("hello")
    question = await world.alice.send(world.channel, OPEN)
    await world.alice.forward(question, world.alice.user.dm_channel)
    assert title(world.said(world.alice.user.dm_channel)[-1]) == OPEN


async def test_a_forward_to_an_answer_channel_is_answered(world: World, assistant: Assistant) -> None:
    await world.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({world.channel.id})))
    question = await world.alice.send(world.guild.create_text_channel("other"), PUNCTURE)
    await world.alice.forward(question, world.channel)
    assert title(world.said()[0]) == PUNCTURE


async def test_a_forward_to_another_channel_is_left_alone(world: World, assistant: Assistant) -> None:
    await world.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({1})))
    question = await world.alice.send(world.guild.create_text_channel("other"), OPEN)
    await world.alice.forward(question, world.channel)
    assert world.said() == []


async def test_a_forward_without_words_is_told_how_to_ask(world: World) -> None:
    await world.alice.send_dm("hello")
    picture = await world.alice.send(world.channel, "", attachments=[("photo.txt", b"...")])
    await world.alice.forward(picture, world.alice.user.dm_channel)
    assert title(world.said(world.alice.user.dm_channel)[-1]) == words.NOTHING_ASKED


async def test_answer_this_reads_a_forward(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    question = await bob.send(world.guild.create_text_channel("other"), PUNCTURE)
    forward = await bob.forward(question, world.channel)
    result = await world.alice.context_menu(world.channel, "Answer this", forward)
    assert result.response
    assert result.response.embeds[0].title == PUNCTURE
    assert result.ephemeral
