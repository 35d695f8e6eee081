"""Answers that do not fit in one message."""

from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.discord_ui import limits
from bot.knowledge import load
from bot.replies import words
from tests.discord_ui.server import Server

LONG, VERY_LONG = "How do I true a wheel?", "What stands in the manual?"
STEP = "Turn each nipple by a quarter, spin the wheel, and look where it rubs."


@pytest.fixture
async def wordy(server: Server, tmp_path: Path) -> Server:
    """The server with a long answer (three embeds) and a very long one (nine)."""
    notes = tmp_path / "wordy.txt"
    long, very_long = (" ".join([STEP] * count) for count in (150, 500))
    notes.write_text(f"{LONG}\n{long}\n\n{VERY_LONG}\n{very_long}\n", encoding="utf-8")
    server.bot.assistant = Assistant.build(load([notes]))
    return server


async def test_a_long_answer_takes_several_messages_and_the_first_is_the_reply(wordy: Server) -> None:
    await wordy.alice.send(wordy.channel, f"{wordy.mention} {LONG}")
    answers = wordy.said()
    assert " ".join(answer.embeds[0].description or "" for answer in answers) == " ".join([STEP] * 150)
    assert [bool(answer.reference) for answer in answers] == [True, False, False]
    assert [bool(answer.embeds[0].footer.text) for answer in answers] == [False, False, True]


async def test_a_very_long_answer_is_attached(wordy: Server) -> None:
    await wordy.alice.send(wordy.channel, f"{wordy.mention} {VERY_LONG}")
    (answer,) = wordy.said()
    (attachment,) = answer.attachments
    assert attachment.filename == "answer.txt"
    assert (answer.embeds[0].description or "").endswith(words.WHOLE_ANSWER_ATTACHED)


@pytest.mark.parametrize("denied", [("attach_files",), ("attach_files", "embed_links")])
async def test_a_very_long_answer_is_cut_without_permission_to_attach_files(
    wordy: Server, denied: tuple[str, ...]
) -> None:
    channel = wordy.channel_denying(**dict.fromkeys(denied, False))
    await wordy.alice.send(channel, f"{wordy.mention} {VERY_LONG}")
    answers = wordy.said(channel)
    assert len(answers) == limits.REPLY_MESSAGES
    assert words.CUT_SHORT in f"{answers[-1].content}{[embed.description for embed in answers[-1].embeds]}"


async def test_commands_send_a_long_answer_in_several_messages_too(wordy: Server) -> None:
    result = await wordy.alice.slash(wordy.channel, "ask", question=LONG)
    assert [bool(answer.embeds) for answer in (result.response, *result.followups) if answer] == [True] * 3


async def test_commands_cut_a_very_long_answer_without_permission_to_attach_files(wordy: Server) -> None:
    result = await wordy.alice.slash(wordy.channel_denying(attach_files=False), "ask", question=VERY_LONG)
    assert len([answer for answer in (result.response, *result.followups) if answer]) == limits.REPLY_MESSAGES
