"""Edits of the notes while the bot runs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from simcord.results import InteractionResult

from bot.answering import Assistant
from bot.discord_ui.live_updates import LiveUpdates
from bot.live import LiveKnowledge
from bot.replies import words
from tests.discord_ui.server import NOTES, OPEN, PUNCTURE, SADDLE, Server, first_option, title

PATIENCE = 40.0
"""Timeout of a wait in seconds. A passing test never reaches it."""
BROKEN = f"{OPEN}\n"
"""A question without an answer."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "workshop.txt"
    file.write_text(NOTES, encoding="utf-8")
    return file


@pytest.fixture
async def edited(server: Server, file: Path) -> AsyncIterator[Server]:
    """The server, with a bot that gets live updates. Alice gets the reports of errors."""
    updates = LiveUpdates(LiveKnowledge.load([file], Assistant.build), server.alice.id)
    updates.attach(server.bot)
    following = asyncio.create_task(updates.run())
    yield server
    following.cancel()
    await asyncio.wait([following])


async def eventually(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110  # what it waits for tells nobody
            await asyncio.sleep(0.01)


async def save(server: Server, file: Path, text: str) -> None:
    """Save an edit, and wait until the bot has it."""
    before = server.bot.assistant, server.bot.problems
    await asyncio.to_thread(file.write_text, text, encoding="utf-8")
    await eventually(lambda: (server.bot.assistant, server.bot.problems) != before)


def description(result: InteractionResult) -> str:
    answer = result.followups[0] if result.followups else result.response
    assert answer
    return answer.embeds[0].description or ""


async def test_the_next_question_is_answered_from_the_edit(edited: Server, file: Path) -> None:
    await save(edited, file, NOTES.replace("nine", "ten"))
    result = await edited.alice.slash(edited.channel, "ask", question=OPEN)
    assert description(result) == "Tuesday to Saturday, from ten to six."


async def test_an_edit_with_errors_changes_no_answer(edited: Server, file: Path) -> None:
    await save(edited, file, BROKEN)
    result = await edited.alice.slash(edited.channel, "ask", question=OPEN)
    assert description(result) == "Tuesday to Saturday, from nine to six."


async def test_about_shows_the_owner_the_errors_of_an_edit(edited: Server, file: Path) -> None:
    assert edited.bot.application
    edited.bot.application.owner = await edited.bot.fetch_user(edited.alice.id)
    await save(edited, file, BROKEN)
    result = await edited.alice.slash(edited.channel, "about")
    assert result.ephemeral
    assert f"{file}:1: error: " in description(result)
    assert edited.bot.assistant.base.version in description(result)


async def test_about_tells_others_only_that_an_edit_has_errors(edited: Server, file: Path) -> None:
    await save(edited, file, BROKEN)
    told = description(await edited.alice.slash(edited.channel, "about"))
    assert words.EDIT_WAITING in told
    assert file.name not in told


async def test_about_does_not_mention_edits_without_errors(edited: Server, file: Path) -> None:
    await save(edited, file, BROKEN)
    await save(edited, file, NOTES)
    assert words.EDIT_WAITING not in description(await edited.alice.slash(edited.channel, "about"))


async def test_the_owner_gets_one_report_of_errors_and_one_of_the_fix(edited: Server, file: Path) -> None:
    for text in (BROKEN, f"\n{BROKEN}", NOTES, NOTES.replace("nine", "ten")):
        await save(edited, file, text)

    def reports() -> list[str]:
        channel = edited.alice.user.dm_channel
        return [title(message) for message in edited.said(channel)] if channel else []

    await eventually(lambda: len(reports()) == 2)
    assert reports() == [words.EDIT_BROKEN, words.EDIT_FIXED]


async def test_a_report_that_cannot_be_sent_is_only_logged(
    server: Server, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    updates = LiveUpdates(LiveKnowledge.load([file], Assistant.build), 1)
    updates.attach(server.bot)
    following = asyncio.create_task(updates.run())
    await save(server, file, BROKEN)
    await eventually(lambda: "Reporting an edit to its owner failed" in caplog.text)
    await save(server, file, NOTES)
    assert not server.bot.problems
    following.cancel()


async def test_a_newly_attached_bot_gets_the_newest_notes(server: Server, file: Path) -> None:
    live = LiveKnowledge.load([file], Assistant.build)
    updates = LiveUpdates(live)
    following = asyncio.create_task(updates.run())
    before = live.loaded
    await asyncio.to_thread(file.write_text, NOTES.replace("nine", "ten"), encoding="utf-8")
    await eventually(lambda: live.loaded is not before)
    updates.attach(server.bot)
    assert server.bot.assistant is live.loaded.assistant
    following.cancel()


async def test_a_question_picked_after_an_edit_shows_its_entry_or_says_that_it_is_gone(
    edited: Server, file: Path
) -> None:
    await edited.alice.send(edited.channel, f"{edited.mention} {PUNCTURE}")
    message = edited.said()[-1]
    label, entry_id = first_option(message)
    await save(edited, file, f"Is this new?\nYes.\n\n{NOTES}")
    result = await edited.alice.select(message, [entry_id])
    assert result.response
    assert (result.response.embeds[0].title or "").startswith(label.removesuffix("…"))
    await save(edited, file, f"{SADDLE}\nSit on it.\n")
    result = await edited.alice.select(message, [entry_id])
    assert result.response
    assert result.response.embeds[0].title == words.GONE
