"""Slash commands, autocomplete and the message command."""

import discord
import pytest
from simcord.results import InteractionResult

from bot.discord_ui import FaqBot, limits
from bot.discord_ui.rate_limits import RateLimiter
from bot.replies import words
from tests.discord_ui.world import GIBBERISH, LONG, OPEN, PUNCTURE, SADDLE, World


def titles(result: InteractionResult) -> list[str | None]:
    """The titles of everything that came back."""
    return [embed.title for answer in (result.response, *result.followups) if answer for embed in answer.embeds]


async def test_ask_answers_for_all_to_see(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="when is the workshop open")
    assert titles(result) == [OPEN]
    assert not result.ephemeral


async def test_ask_acknowledges_before_it_answers(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=OPEN)
    acknowledged, answered = world.env.http_requests[-2:]
    assert acknowledged.path.endswith("/callback")
    assert acknowledged.json == {"type": discord.InteractionResponseType.deferred_channel_message.value}
    assert answered.path.startswith("/webhooks/")


async def test_ask_works_in_direct_messages(world: World) -> None:
    result = await world.alice.user.slash("ask", question=OPEN)
    assert titles(result) == [OPEN]


async def test_ask_says_that_it_does_not_know(world: World) -> None:
    assert titles(await world.alice.slash(world.channel, "ask", question=GIBBERISH)) == [words.NO_ANSWER]


async def test_ask_returns_a_courtesy(world: World) -> None:
    assert titles(await world.alice.slash(world.channel, "ask", question="help")) == [words.HELP]


async def test_ask_without_words_says_how_to_ask_in_private(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="   ")
    assert titles(result) == [words.NOTHING_ASKED]
    assert result.ephemeral


async def test_asking_too_fast_is_told_in_private(world: World) -> None:
    results = [await world.alice.slash(world.channel, "ask", question=OPEN) for _ in range(6)]
    assert titles(results[-1]) == [words.RATE_LIMITED]
    assert [result.ephemeral for result in results] == [False] * 5 + [True]


async def test_autocomplete_offers_stored_questions_before_anything_is_typed(world: World) -> None:
    choices = await world.alice.autocomplete(world.channel, "ask", "question", "")
    assert choices[0] == {"name": OPEN, "value": OPEN}
    assert len(choices) == len(world.bot.assistant.base.entries)


async def test_autocomplete_follows_what_is_typed(world: World) -> None:
    choices = await world.alice.autocomplete(world.channel, "ask", "question", "sadle")
    assert choices[0]["name"] == SADDLE


@pytest.mark.parametrize("typed", ["", "w", "bicycle", GIBBERISH, "x" * 500, "?!", "😀"])
async def test_autocomplete_stays_within_the_limits(world: World, typed: str) -> None:
    choices = await world.alice.autocomplete(world.channel, "ask", "question", typed)
    assert len(choices) <= 25
    for choice in choices:
        assert 1 <= len(choice["name"]) <= 100
        assert 1 <= len(choice["value"]) <= 100


async def test_every_offered_choice_leads_to_its_own_entry(world: World) -> None:
    world.bot.rate_limiter = RateLimiter(None, None)
    for entry, choice in zip(
        world.bot.assistant.base.entries,
        await world.alice.autocomplete(world.channel, "ask", "question", ""),
        strict=True,
    ):
        result = await world.alice.slash(world.channel, "ask", question=choice["value"])
        assert titles(result) == [entry.question]


async def test_a_long_question_is_offered_shortened(world: World) -> None:
    choices = await world.alice.autocomplete(world.channel, "ask", "question", LONG[:60])
    (choice,) = (choice for choice in choices if choice["name"].startswith("If I bring"))
    assert choice["name"].endswith("…")
    assert titles(await world.alice.slash(world.channel, "ask", question=choice["value"])) == [LONG]


@pytest.mark.parametrize(("command", "title"), [("help", words.HELP), ("about", "About TestBot")])
async def test_help_and_about_are_private(world: World, command: str, title: str) -> None:
    result = await world.alice.slash(world.channel, command)
    assert titles(result) == [title]
    assert result.ephemeral


async def test_help_says_every_way_to_ask(world: World) -> None:
    result = await world.alice.slash(world.channel, "help")
    assert result.response
    assert words.DISCORD_WAYS in (result.response.embeds[0].description or "")


async def test_answer_this_answers_a_message_for_whoever_asks(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    message = await bob.send(world.channel, PUNCTURE)
    result = await world.alice.context_menu(world.channel, "Answer this", message)
    assert titles(result) == [PUNCTURE]
    assert result.ephemeral
    assert [seen.author.id for seen in world.channel.history(viewer=bob)] == [bob.id]


async def test_answer_this_on_a_message_without_words_says_so(world: World) -> None:
    message = await world.alice.send(world.channel, "", attachments=[("photo.txt", b"...")])
    result = await world.alice.context_menu(world.channel, "Answer this", message)
    assert titles(result) == [words.NO_TEXT]
    assert result.ephemeral


def test_every_command_can_be_used_everywhere_by_servers_and_members(simcord_bot: FaqBot) -> None:
    payloads = [command.to_dict(simcord_bot.tree) for command in simcord_bot.tree.get_commands()]
    assert {payload["name"] for payload in payloads} == {"ask", "topics", "help", "about", "Answer this"}
    for payload in payloads:
        assert sorted(payload["contexts"]) == [0, 1, 2]
        assert sorted(payload["integration_types"]) == [0, 1]


def test_descriptions_and_options_fit_into_discord(simcord_bot: FaqBot) -> None:
    for command in simcord_bot.tree.get_commands():
        payload = command.to_dict(simcord_bot.tree)
        assert len(payload["name"]) <= 32
        assert len(payload.get("description", "")) <= 100
        for option in payload.get("options", []):
            assert 1 <= len(option["description"]) <= 100
            assert option["max_length"] == limits.QUESTION
