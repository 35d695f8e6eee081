"""Messages that hold more than one plain question: what is read of them, and two answers at once."""

import pytest

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.replies import words
from tests.discord_ui.world import GIBBERISH, OPEN, PUNCTURE, World, title

STORY = "My grandfather rode it every day of his life, in rain and in snow, and he never once complained about it. "
LONG = STORY * 15 + PUNCTURE + " Thanks in advance!"
"""Longer than all that was read once, and as long as members can write without Nitro."""


def footer(world: World) -> str:
    return world.said()[-1].embeds[0].footer.text or ""


async def test_a_question_at_the_end_of_a_long_message_is_answered_and_the_reply_says_how_it_was_read(
    world: World,
) -> None:
    assert 1500 < len(LONG) < 2000
    await world.alice.send(world.channel, f"{world.mention} {LONG}")
    assert title(world.said()[0]) == PUNCTURE


async def test_the_reply_says_which_part_of_a_message_was_read(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {STORY} so whats the cost to mend a puncture? {STORY}")
    assert title(world.said()[0]) == PUNCTURE
    assert footer(world).startswith("Read as: ")
    assert "cost to mend a puncture?" in footer(world).splitlines()[0]


async def test_our_name_is_no_part_of_what_was_read(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    assert "Read as" not in footer(world)


@pytest.mark.parametrize(
    "text",
    [
        f"> {PUNCTURE}\n{OPEN}",
        f"{OPEN}\n```\n{PUNCTURE}\n```",
        f"https://shop.example/puncture?cost=1 {OPEN}",
        f"**{OPEN}** <:bike:123>",
    ],
    ids=["a quote", "a code block", "a link", "markup and emoji"],
)
async def test_what_stands_around_a_question_is_not_read(world: World, text: str) -> None:
    await world.alice.send(world.channel, f"{world.mention} {text}")
    assert [title(message) for message in world.said()] == [OPEN]


@pytest.mark.parametrize("text", ["https://shop.example/when-open", "🙂🙂", "<:bike:123> <https://shop.example>"])
async def test_a_message_with_nothing_to_read_is_told_how_to_ask(world: World, text: str) -> None:
    await world.alice.send(world.channel, f"{world.mention} {text}")
    assert title(world.said()[0]) == words.NOTHING_ASKED


async def test_a_link_in_an_answer_channel_is_left_alone(world: World, assistant: Assistant) -> None:
    await world.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({world.channel.id})))
    await world.alice.send(world.channel, "https://shop.example/?when=open")
    assert world.said() == []
    world.bot.ignores_small_talk = False
    await world.alice.send(world.channel, "https://shop.example/?when=open")
    assert title(world.said()[0]) == words.NOTHING_ASKED


async def test_two_questions_are_answered_in_one_message(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {OPEN} And {PUNCTURE}")
    (answer,) = world.said()
    assert [embed.title for embed in answer.embeds] == [OPEN, PUNCTURE]
    assert answer.embeds[1].description == "Twelve euros, with the new inner tube."
    assert answer.components == []


async def test_two_questions_are_answered_where_embeds_are_not_allowed(world: World) -> None:
    channel = world.channel_denying(embed_links=False)
    await world.alice.send(channel, f"{world.mention} {OPEN} And {PUNCTURE}")
    (answer,) = world.said(channel)
    assert answer.content.count("**") == 4
    assert OPEN in answer.content
    assert PUNCTURE in answer.content


async def test_a_command_answers_two_questions_too(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=f"{OPEN} And {PUNCTURE}")
    assert result.response
    assert [embed.title for embed in result.response.embeds] == [OPEN, PUNCTURE]


async def test_a_command_takes_a_question_as_long_as_a_message(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=LONG * 2)
    assert result.response
    assert result.response.embeds[0].title == PUNCTURE


async def test_gibberish_beside_a_question_is_passed_over(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {GIBBERISH} {OPEN}")
    assert title(world.said()[0]) == OPEN
