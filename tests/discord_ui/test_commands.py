"""Slash commands, autocomplete and the message command."""

import discord
import pytest
from simcord.results import InteractionResult

from bot.discord_ui import FaqBot, limits
from bot.discord_ui.rate_limits import RateLimiter
from bot.replies import words
from tests.discord_ui.server import GIBBERISH, LONG, OPEN, PUNCTURE, SADDLE, Server


def titles(result: InteractionResult) -> list[str | None]:
    """The titles of all embeds in the response."""
    return [embed.title for answer in (result.response, *result.followups) if answer for embed in answer.embeds]


async def test_ask_answers_in_public(server: Server) -> None:
    result = await server.alice.slash(server.channel, "ask", question="when is the workshop open")
    assert titles(result) == [OPEN]
    assert not result.ephemeral


async def test_ask_defers_before_it_answers(server: Server) -> None:
    await server.alice.slash(server.channel, "ask", question=OPEN)
    acknowledged, answered = server.env.http_requests[-2:]
    assert acknowledged.path.endswith("/callback")
    assert acknowledged.json == {"type": discord.InteractionResponseType.deferred_channel_message.value}
    assert answered.path.startswith("/webhooks/")


async def test_ask_works_in_direct_messages(server: Server) -> None:
    result = await server.alice.user.slash("ask", question=OPEN)
    assert titles(result) == [OPEN]


async def test_ask_says_when_it_does_not_know(server: Server) -> None:
    assert titles(await server.alice.slash(server.channel, "ask", question=GIBBERISH)) == [words.NO_ANSWER]


async def test_ask_returns_a_greeting(server: Server) -> None:
    assert titles(await server.alice.slash(server.channel, "ask", question="help")) == [words.HELP]


async def test_ask_without_words_explains_how_to_ask_in_private(server: Server) -> None:
    result = await server.alice.slash(server.channel, "ask", question="   ")
    assert titles(result) == [words.NOTHING_ASKED]
    assert result.ephemeral


async def test_rate_limits_are_explained_in_private(server: Server) -> None:
    results = [await server.alice.slash(server.channel, "ask", question=OPEN) for _ in range(6)]
    assert titles(results[-1]) == [words.RATE_LIMITED]
    assert [result.ephemeral for result in results] == [False] * 5 + [True]


async def test_autocomplete_offers_stored_questions_before_anything_is_typed(server: Server) -> None:
    choices = await server.alice.autocomplete(server.channel, "ask", "question", "")
    assert choices[0] == {"name": OPEN, "value": OPEN}
    assert len(choices) == len(server.bot.assistant.base.entries)


async def test_autocomplete_offers_questions_that_match_the_typed_text(server: Server) -> None:
    choices = await server.alice.autocomplete(server.channel, "ask", "question", "sadle")
    assert choices[0]["name"] == SADDLE


@pytest.mark.parametrize("typed", ["", "w", "bicycle", GIBBERISH, "x" * 500, "?!", "😀"])
async def test_autocomplete_choices_fit_discords_limits(server: Server, typed: str) -> None:
    choices = await server.alice.autocomplete(server.channel, "ask", "question", typed)
    assert len(choices) <= 25
    for choice in choices:
        assert 1 <= len(choice["name"]) <= 100
        assert 1 <= len(choice["value"]) <= 100


async def test_every_autocomplete_choice_leads_to_its_entry(server: Server) -> None:
    server.bot.rate_limiter = RateLimiter(None, None)
    for entry, choice in zip(
        server.bot.assistant.base.entries,
        await server.alice.autocomplete(server.channel, "ask", "question", ""),
        strict=True,
    ):
        result = await server.alice.slash(server.channel, "ask", question=choice["value"])
        assert titles(result) == [entry.question]


async def test_autocomplete_shortens_a_long_question(server: Server) -> None:
    choices = await server.alice.autocomplete(server.channel, "ask", "question", LONG[:60])
    (choice,) = (choice for choice in choices if choice["name"].startswith("If I bring"))
    assert choice["name"].endswith("…")
    assert titles(await server.alice.slash(server.channel, "ask", question=choice["value"])) == [LONG]


@pytest.mark.parametrize(("command", "title"), [("help", words.HELP), ("about", "About TestBot")])
async def test_help_and_about_are_private(server: Server, command: str, title: str) -> None:
    result = await server.alice.slash(server.channel, command)
    assert titles(result) == [title]
    assert result.ephemeral


async def test_help_lists_every_way_to_ask(server: Server) -> None:
    result = await server.alice.slash(server.channel, "help")
    assert result.response
    assert words.DISCORD_WAYS in (result.response.embeds[0].description or "")


async def test_answer_this_answers_only_the_member_who_used_it(server: Server) -> None:
    bob = server.guild.add_member(server.env.create_user("bob"))
    message = await bob.send(server.channel, PUNCTURE)
    result = await server.alice.context_menu(server.channel, "Answer this", message)
    assert titles(result) == [PUNCTURE]
    assert result.ephemeral
    assert [seen.author.id for seen in server.channel.history(viewer=bob)] == [bob.id]


async def test_answer_this_on_a_message_without_words_says_so(server: Server) -> None:
    message = await server.alice.send(server.channel, "", attachments=[("photo.txt", b"...")])
    result = await server.alice.context_menu(server.channel, "Answer this", message)
    assert titles(result) == [words.NO_TEXT]
    assert result.ephemeral


def test_members_commands_can_be_used_everywhere_and_moderators_in_servers(simcord_bot: FaqBot) -> None:
    payloads = {command.name: command.to_dict(simcord_bot.tree) for command in simcord_bot.tree.get_commands()}
    everywhere = {"ask", "topics", "help", "about", "privacy", "Answer this"}
    assert everywhere < payloads.keys()
    for name, payload in payloads.items():
        assert sorted(payload["contexts"]) == ([0, 1, 2] if name in everywhere else [0])
        assert sorted(payload["integration_types"]) == ([0, 1] if name in everywhere else [0])


def test_descriptions_and_options_fit_discords_limits(simcord_bot: FaqBot) -> None:
    payloads = [command.to_dict(simcord_bot.tree) for command in simcord_bot.tree.get_commands()]
    while payloads:
        payload = payloads.pop()
        assert len(payload["name"]) <= 32
        assert len(payload.get("description", "")) <= 100
        payloads += payload.get("options", [])
    (ask,) = (command for command in simcord_bot.tree.get_commands() if command.name == "ask")
    assert ask.to_dict(simcord_bot.tree)["options"][0]["max_length"] == limits.QUESTION
