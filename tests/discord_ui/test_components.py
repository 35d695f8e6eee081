"""Buttons and selects: they answer, after a restart and after edits of the notes too."""

from pathlib import Path

import discord
import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.answering import Assistant, Outcome, Suggested
from bot.discord_ui import FaqBot, custom_ids
from bot.knowledge import load
from bot.replies import words
from tests.discord_ui.world import NOTES, OPEN, PUNCTURE, SADDLE, World, first_option


class Unsure(Assistant):
    """Is never sure: suggests the first three entries."""

    def answer(self, message: str) -> tuple[Outcome, ...]:
        """The outcomes for a message."""
        found = self.ask(message)
        return (Suggested(message, found.hits, 0.4, found.evidence, "", self.base.entries[:3], likely=True),)


@pytest.fixture
async def unsure(world: World, notes: Path) -> World:
    """The world with an assistant that only suggests."""
    world.bot.assistant = Unsure.build(load([notes]))
    return world


async def suggest(world: World) -> discord.Message:
    await world.alice.send(world.channel, f"{world.mention} what about my bicycle?")
    return world.said()[-1]


async def answer(world: World) -> discord.Message:
    await world.alice.send(world.channel, f"{world.mention} {PUNCTURE}")
    return world.said()[-1]


def shown(result: InteractionResult) -> ResponseMessage:
    assert result.response
    return result.response


async def test_a_suggested_question_is_a_button_that_answers(unsure: World) -> None:
    result = await unsure.alice.click(await suggest(unsure), label=OPEN)
    assert shown(result).embeds[0].title == OPEN


async def test_a_related_question_is_picked_from_a_select(world: World) -> None:
    message = await answer(world)
    label, entry_id = first_option(message)
    result = await world.alice.select(message, [entry_id], custom_id=custom_ids.CHOICES)
    assert (shown(result).embeds[0].title or "").startswith(label.removesuffix("…"))


async def test_an_answer_that_was_picked_has_related_questions_too(unsure: World) -> None:
    result = await unsure.alice.click(await suggest(unsure), label=OPEN)
    following = next(iter(custom_ids_of(shown(result))))
    assert following == custom_ids.CHOICES


async def test_what_a_member_picks_in_a_channel_is_for_that_member_alone(unsure: World) -> None:
    bob = unsure.guild.add_member(unsure.env.create_user("bob"))
    result = await bob.click(await suggest(unsure), label=OPEN)
    assert shown(result).ephemeral
    assert len(unsure.channel.history(viewer=unsure.alice)) == 2


async def test_what_is_picked_in_direct_messages_stays_there(unsure: World) -> None:
    await unsure.alice.send_dm("what about my bicycle?")
    (message,) = unsure.said(unsure.alice.user.dm_channel)
    result = await unsure.alice.user.click(message, label=OPEN)
    assert not shown(result).ephemeral


async def test_buttons_work_after_a_restart(unsure: World, assistant: Assistant) -> None:
    message = await suggest(unsure)
    await unsure.env.restart_bot(FaqBot(assistant))
    result = await unsure.alice.click(message, label=OPEN)
    assert shown(result).embeds[0].title == OPEN


async def test_selects_work_after_a_restart(world: World, assistant: Assistant) -> None:
    message = await answer(world)
    await world.env.restart_bot(FaqBot(assistant))
    label, entry_id = first_option(message)
    result = await world.alice.select(message, [entry_id], custom_id=custom_ids.CHOICES)
    assert (shown(result).embeds[0].title or "").startswith(label.removesuffix("…"))


async def test_buttons_work_after_the_rest_of_the_notes_has_changed(unsure: World, tmp_path: Path) -> None:
    message = await suggest(unsure)
    edited = tmp_path / "workshop.txt"
    edited.write_text(f"Is this new?\nYes.\n\n{NOTES.replace('nine', 'ten')}", encoding="utf-8")
    await unsure.env.restart_bot(FaqBot(Assistant.build(load([edited]))))
    result = await unsure.alice.click(message, label=OPEN)
    assert shown(result).embeds[0].description == "Tuesday to Saturday, from ten to six."


async def test_a_question_that_is_gone_is_told_so_in_private(unsure: World, tmp_path: Path) -> None:
    message = await suggest(unsure)
    emptied = tmp_path / "workshop.txt"
    emptied.write_text(f"{SADDLE}\nSit on it.\n", encoding="utf-8")
    unsure.bot.assistant = Assistant.build(load([emptied]))
    result = await unsure.alice.click(message, label=OPEN)
    assert shown(result).embeds[0].title == words.GONE
    assert shown(result).ephemeral


async def test_a_button_of_an_older_bot_is_answered_politely(world: World) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="old", custom_id="faq:vote:up"))
    channel = world.bot.get_partial_messageable(world.channel.id)
    message = await channel.send("old", view=view)
    await world.env.restart_bot(FaqBot(world.bot.assistant))
    result = await world.alice.click(message, label="old")
    assert shown(result).embeds[0].title == words.OUTDATED
    assert shown(result).ephemeral


async def test_answers_are_not_remembered_by_the_library(world: World) -> None:
    await answer(world)
    assert world.bot.persistent_views == []


def custom_ids_of(message: ResponseMessage) -> list[str]:
    return [component["custom_id"] for row in message.components for component in row["components"]]
