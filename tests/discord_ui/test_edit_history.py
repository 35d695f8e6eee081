"""/faq history, undo, test and export."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.discord_ui import FaqBot, limits
from bot.knowledge import load
from bot.replies import moderator_words, words
from tests.discord_ui.moderated import Moderated, heading, moderated_server, said, text_of
from tests.discord_ui.server import GIBBERISH, NOTES, OPEN, PUNCTURE, SADDLE, Server

STAMPS = "Do you sell stamps?"
TWELVE = "Twelve euros, with the new inner tube."


@pytest.fixture
async def moderated(server: Server, tmp_path: Path) -> AsyncIterator[Moderated]:
    file = tmp_path / "workshop.txt"
    file.write_text(NOTES, encoding="utf-8")
    async with moderated_server(server, file, tmp_path / "state" / "faq-bot.sqlite3") as made:
        yield made


async def test_the_history_says_who_did_what_when_and_what_was_before(moderated: Moderated) -> None:
    await moderated.edit(moderated.id_of(PUNCTURE), answer="Fifteen euros.")
    result = await moderated.run("history")
    (edit,) = moderated.store.history().result()
    told = text_of(result)
    assert said(result).ephemeral
    assert f"ann changed “{PUNCTURE}”" in told
    assert f"<t:{int(edit.at.timestamp())}:f>" in told
    assert told.index(TWELVE) < told.index("Fifteen euros.")


async def test_the_history_has_pages_also_after_a_restart(moderated: Moderated) -> None:
    for number in range(6):
        await moderated.add(f"What is number {number}?", f"It is {number}.")
    result = await moderated.run("history")
    assert "What is number 5?" in text_of(result)
    assert "What is number 1?" not in text_of(result)
    await moderated.server.env.restart_bot(FaqBot(moderated.bot.assistant, store=moderated.store))
    await moderated.ann.click(said(result), label=moderator_words.OLDER)
    assert "What is number 1?" in text_of(result)
    assert said(result).embeds[0].footer.text == words.PAGE.format(page=2, pages=2)
    await moderated.ann.click(said(result), label=moderator_words.NEWER)
    assert "What is number 5?" in text_of(result)


async def test_the_history_of_an_entry_is_whole_and_stays_after_its_removal(moderated: Moderated) -> None:
    entry = moderated.id_of(SADDLE)
    await moderated.edit(entry, answer="Sit. " * 200)
    await moderated.edit(moderated.id_of(PUNCTURE), answer="Fifteen euros.")
    asked = await moderated.run("remove", entry=entry)
    await moderated.ann.click(said(asked), label=moderator_words.REMOVE_BUTTON)
    result = await moderated.run("history", entry=entry)
    assert heading(result) == moderator_words.HISTORY_OF.format(question=SADDLE)
    told = text_of(result)
    assert told.count("Sit.") == 400
    assert "Fifteen" not in told


async def test_the_largest_history_fits_discords_limits(moderated: Moderated) -> None:
    entry = moderated.id_of(SADDLE)
    for mark in "abcde":
        await moderated.edit(entry, question=f"{mark} " * 127, answer=f"*{mark}*\n" * 900, topic="t" * 250)
    assert len(text_of(await moderated.run("history"))) <= limits.EMBED_DESCRIPTION
    whole = await moderated.run("history", entry=entry)
    assert said(whole).attachments


async def test_undo_goes_back_step_by_step(moderated: Moderated) -> None:
    entry = moderated.id_of(PUNCTURE)
    await moderated.edit(entry, answer="Fifteen euros.")
    await moderated.edit(entry, answer="Twenty euros.")
    asked = await moderated.run("undo")
    assert "Twenty euros." in text_of(asked)
    first = await moderated.ann.click(said(asked), label=moderator_words.UNDO_BUTTON)
    assert heading(first) == moderator_words.UNDONE
    assert "Fifteen euros." in text_of(first)
    second = await moderated.ann.click(said(first), label=moderator_words.UNDO_BUTTON)
    assert TWELVE in text_of(second)
    assert not said(second).components
    assert heading(await moderated.run("undo")) == moderator_words.NOTHING_TO_UNDO
    await moderated.knows(lambda assistant: assistant.base == load([moderated.file]))


async def test_two_moderators_who_press_undo_take_back_one_edit(moderated: Moderated) -> None:
    await moderated.edit(moderated.id_of(PUNCTURE), answer="Fifteen euros.")
    await moderated.edit(moderated.id_of(SADDLE), answer="Ask us.")
    first, second = [await moderated.run("undo") for _ in range(2)]
    await moderated.ann.click(said(first), label=moderator_words.UNDO_BUTTON)
    result = await moderated.ann.click(said(second), label=moderator_words.UNDO_BUTTON)
    assert heading(result) == moderator_words.NOTHING_TO_UNDO
    assert [edit.answer for edit in (each.before for each in moderated.store.history().result()) if edit] == [
        TWELVE,
        "Sit on it: with the heel on the pedal your leg should be straight.",
        "Ask us.",
    ]


async def test_an_edit_under_a_later_one_waits_for_it(moderated: Moderated) -> None:
    entry = moderated.id_of(PUNCTURE)
    saved = await moderated.edit(entry, answer="Fifteen euros.")
    await moderated.edit(entry, answer="Twenty euros.")
    result = await moderated.ann.click(said(saved), label=moderator_words.UNDO_BUTTON)
    assert heading(result) == moderator_words.BUILT_ON
    undone = await moderated.ann.click(said(result), label=moderator_words.UNDO_BUTTON)
    assert "Fifteen euros." in text_of(undone)


async def test_a_test_shows_hits_scores_confidence_and_reasons(moderated: Moderated) -> None:
    result = await moderated.run("test", question="cost to mend a puncture")
    told, note = text_of(result), said(result).embeds[0].footer.text or ""
    assert said(result).ephemeral
    assert told.startswith(moderator_words.TEST_ANSWERED)
    assert f"1. {PUNCTURE}\nScore " in told
    assert "workshop.txt, line 8" in told
    assert "%" in note
    assert "matched: " in note


async def test_a_test_says_when_nothing_comes_close(moderated: Moderated) -> None:
    assert moderator_words.TEST_UNANSWERED in text_of(await moderated.run("test", question=GIBBERISH))


@pytest.mark.parametrize("extension", [".txt", ".md", ".csv", ".jsonl"])
async def test_the_export_holds_files_and_edits_and_reads_back(
    moderated: Moderated, tmp_path: Path, extension: str
) -> None:
    await moderated.add(STAMPS, "At the counter.", topic="Shop")
    await moderated.edit(moderated.id_of(OPEN), answer="Always.")
    result = await moderated.run("export", format=extension)
    assert said(result).ephemeral
    (file,) = said(result).attachments
    assert file.filename == f"faq{extension}"
    exported = tmp_path / "exported" / file.filename
    exported.parent.mkdir()
    exported.write_bytes(await file.read())
    answers = {entry.question: entry.answer for entry in load([exported]).entries}
    expected = {entry.question: entry.answer for entry in load([moderated.file]).entries}
    assert answers == expected | {STAMPS: "At the counter.", OPEN: "Always."}


async def test_the_export_says_when_it_must_not_attach_files(moderated: Moderated) -> None:
    channel = moderated.server.channel_denying(attach_files=False)
    result = await moderated.ann.slash(channel, "faq export")
    assert heading(result) == moderator_words.EXPORT_NO_FILES
