"""Messages with more than one plain question: which part is read, and two answers at once."""

import pytest

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.replies import words
from tests.discord_ui.server import GIBBERISH, OPEN, PUNCTURE, Server, title

STORY = "My grandfather rode it every day of his life, in rain and in snow, and he never once complained about it. "
LONG = STORY * 15 + PUNCTURE + " Thanks in advance!"
"""As long as members can write without Nitro."""


def footer(server: Server) -> str:
    return server.said()[-1].embeds[0].footer.text or ""


async def test_a_question_at_the_end_of_a_long_message_is_answered_and_the_reply_says_how_it_was_read(
    server: Server,
) -> None:
    assert 1500 < len(LONG) < 2000
    await server.alice.send(server.channel, f"{server.mention} {LONG}")
    assert title(server.said()[0]) == PUNCTURE


async def test_the_reply_says_which_part_of_a_message_was_read(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {STORY} so whats the cost to mend a puncture? {STORY}")
    assert title(server.said()[0]) == PUNCTURE
    assert footer(server).startswith("Read as: ")
    assert "cost to mend a puncture?" in footer(server).split(" · ")[0]


async def test_read_as_leaves_out_the_mention_of_the_bot(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    assert "Read as" not in footer(server)


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
async def test_text_around_a_question_is_not_read(server: Server, text: str) -> None:
    await server.alice.send(server.channel, f"{server.mention} {text}")
    assert [title(message) for message in server.said()] == [OPEN]


@pytest.mark.parametrize("text", ["https://shop.example/when-open", "🙂🙂", "<:bike:123> <https://shop.example>"])
async def test_a_message_with_nothing_to_read_gets_help(server: Server, text: str) -> None:
    await server.alice.send(server.channel, f"{server.mention} {text}")
    assert title(server.said()[0]) == words.NOTHING_ASKED


async def test_a_link_in_an_answer_channel_gets_no_reply(server: Server, assistant: Assistant) -> None:
    await server.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({server.channel.id})))
    await server.alice.send(server.channel, "https://shop.example/?when=open")
    assert server.said() == []
    server.bot.ignores_small_talk = False
    await server.alice.send(server.channel, "https://shop.example/?when=open")
    assert title(server.said()[0]) == words.NOTHING_ASKED


async def test_two_questions_are_answered_in_one_message(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {OPEN} And {PUNCTURE}")
    (answer,) = server.said()
    assert [embed.title for embed in answer.embeds] == [OPEN, PUNCTURE]
    assert answer.embeds[1].description == "Twelve euros, with the new inner tube."
    assert answer.components == []


async def test_two_questions_are_answered_without_embeds(server: Server) -> None:
    channel = server.channel_denying(embed_links=False)
    await server.alice.send(channel, f"{server.mention} {OPEN} And {PUNCTURE}")
    (answer,) = server.said(channel)
    assert answer.content.count("**") == 4
    assert OPEN in answer.content
    assert PUNCTURE in answer.content


async def test_a_command_answers_two_questions_too(server: Server) -> None:
    result = await server.alice.slash(server.channel, "ask", question=f"{OPEN} And {PUNCTURE}")
    assert result.response
    assert [embed.title for embed in result.response.embeds] == [OPEN, PUNCTURE]


async def test_a_command_accepts_a_question_as_long_as_a_message(server: Server) -> None:
    result = await server.alice.slash(server.channel, "ask", question=LONG * 2)
    assert result.response
    assert result.response.embeds[0].title == PUNCTURE


async def test_gibberish_next_to_a_question_is_ignored(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {GIBBERISH} {OPEN}")
    assert title(server.said()[0]) == OPEN
