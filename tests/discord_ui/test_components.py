"""Buttons and selects, also after a restart and after edits of the notes."""

from pathlib import Path

import discord
import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.answering import Assistant, Outcome, Strictness, Suggested
from bot.discord_ui import FaqBot, custom_ids
from bot.knowledge import load
from bot.replies import words
from tests.discord_ui.server import NOTES, OPEN, PUNCTURE, SADDLE, Server, first_option


class Unsure(Assistant):
    """An assistant that is never sure: it suggests the first three entries."""

    def answer(self, message: str, strictness: Strictness | None = None) -> tuple[Outcome, ...]:
        """The outcomes for a message."""
        del strictness
        found = self.ask(message)
        return (Suggested(message, found.hits, 0.4, found.evidence, "", self.base.entries[:3], likely=True),)


@pytest.fixture
async def unsure(server: Server, notes: Path) -> Server:
    """The server, with an assistant that only suggests."""
    server.bot.assistant = Unsure.build(load([notes]))
    return server


async def suggest(server: Server) -> discord.Message:
    await server.alice.send(server.channel, f"{server.mention} what about my bicycle?")
    return server.said()[-1]


async def answer(server: Server) -> discord.Message:
    await server.alice.send(server.channel, f"{server.mention} {PUNCTURE}")
    return server.said()[-1]


def shown(result: InteractionResult) -> ResponseMessage:
    assert result.response
    return result.response


async def test_a_suggested_question_is_a_button_that_answers(unsure: Server) -> None:
    result = await unsure.alice.click(await suggest(unsure), label=OPEN)
    assert shown(result).embeds[0].title == OPEN


async def test_a_related_question_is_picked_from_a_select(server: Server) -> None:
    message = await answer(server)
    label, entry_id = first_option(message)
    result = await server.alice.select(message, [entry_id], custom_id=custom_ids.CHOICES)
    assert (shown(result).embeds[0].title or "").startswith(label.removesuffix("…"))


async def test_a_picked_answer_has_related_questions_too(unsure: Server) -> None:
    result = await unsure.alice.click(await suggest(unsure), label=OPEN)
    following = next(iter(custom_ids_of(shown(result))))
    assert following == custom_ids.CHOICES


async def test_an_answer_picked_in_a_channel_is_ephemeral(unsure: Server) -> None:
    bob = unsure.guild.add_member(unsure.env.create_user("bob"))
    result = await bob.click(await suggest(unsure), label=OPEN)
    assert shown(result).ephemeral
    assert len(unsure.channel.history(viewer=unsure.alice)) == 2


async def test_an_answer_picked_in_a_direct_message_is_not_ephemeral(unsure: Server) -> None:
    await unsure.alice.send_dm("what about my bicycle?")
    (message,) = unsure.said(unsure.alice.user.dm_channel)
    result = await unsure.alice.user.click(message, label=OPEN)
    assert not shown(result).ephemeral


async def test_buttons_work_after_a_restart(unsure: Server, assistant: Assistant) -> None:
    message = await suggest(unsure)
    await unsure.env.restart_bot(FaqBot(assistant))
    result = await unsure.alice.click(message, label=OPEN)
    assert shown(result).embeds[0].title == OPEN


async def test_selects_work_after_a_restart(server: Server, assistant: Assistant) -> None:
    message = await answer(server)
    await server.env.restart_bot(FaqBot(assistant))
    label, entry_id = first_option(message)
    result = await server.alice.select(message, [entry_id], custom_id=custom_ids.CHOICES)
    assert (shown(result).embeds[0].title or "").startswith(label.removesuffix("…"))


async def test_buttons_work_after_other_notes_have_changed(unsure: Server, tmp_path: Path) -> None:
    message = await suggest(unsure)
    edited = tmp_path / "workshop.txt"
    edited.write_text(f"Is this new?\nYes.\n\n{NOTES.replace('nine', 'ten')}", encoding="utf-8")
    await unsure.env.restart_bot(FaqBot(Assistant.build(load([edited]))))
    result = await unsure.alice.click(message, label=OPEN)
    assert shown(result).embeds[0].description == "Tuesday to Saturday, from ten to six."


async def test_picking_a_removed_question_is_explained_in_private(unsure: Server, tmp_path: Path) -> None:
    message = await suggest(unsure)
    emptied = tmp_path / "workshop.txt"
    emptied.write_text(f"{SADDLE}\nSit on it.\n", encoding="utf-8")
    unsure.bot.assistant = Assistant.build(load([emptied]))
    result = await unsure.alice.click(message, label=OPEN)
    assert shown(result).embeds[0].title == words.GONE
    assert shown(result).ephemeral


async def test_a_button_from_an_older_version_gets_a_polite_reply(server: Server) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="old", custom_id="faq:vote:up"))
    channel = server.bot.get_partial_messageable(server.channel.id)
    message = await channel.send("old", view=view)
    await server.env.restart_bot(FaqBot(server.bot.assistant))
    result = await server.alice.click(message, label="old")
    assert shown(result).embeds[0].title == words.OUTDATED
    assert shown(result).ephemeral


async def test_discord_py_keeps_no_view_in_memory(server: Server) -> None:
    await answer(server)
    assert server.bot.persistent_views == []


def custom_ids_of(message: ResponseMessage) -> list[str]:
    return [component["custom_id"] for row in message.components for component in row["components"]]
