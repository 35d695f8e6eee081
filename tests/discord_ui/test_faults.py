"""What members and the log see when something fails."""

import logging
from pathlib import Path
from typing import Any

import pytest

from bot.answering import Assistant, Outcome
from bot.discord_ui import FaqBot
from bot.discord_ui.worker import Worker
from bot.knowledge import load
from bot.replies import words
from tests.discord_ui.world import OPEN, World, title

ASKED = "my very own question"


class Broken(Assistant):
    """Fails at every question, with the question in the error."""

    def answer(self, message: str) -> tuple[Outcome, ...]:
        """The outcomes for a message."""
        raise RuntimeError(f"cannot answer {message}")


@pytest.fixture
async def broken(world: World, notes: Path) -> World:
    """The world with an assistant that fails."""
    world.bot.assistant = Broken.build(load([notes]))
    return world


def last_sent(world: World) -> dict[str, Any]:
    """The body of the bot's last request."""
    sent = world.env.http_requests[-1].json
    assert isinstance(sent, dict)
    return sent


def reference_in(caplog: pytest.LogCaptureFixture) -> str:
    """The reference of the only failure in the log."""
    (line,) = (record.getMessage() for record in caplog.records if record.levelno == logging.ERROR)
    return line.partition("[")[2].partition("]")[0]


async def test_a_question_that_was_deleted_is_answered_without_a_reference(world: World) -> None:
    for code in (50035, 10008, 160002):
        world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=400, code=code)
        await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    assert [title(message) for message in world.said()] == [OPEN] * 3
    assert {message.reference for message in world.said()} == {None}


async def test_references_tolerate_that_the_question_is_gone(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    sent = last_sent(world)
    assert sent["message_reference"]["fail_if_not_exists"] is False


async def test_two_processes_would_answer_with_one_nonce(world: World) -> None:
    question = await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    sent = last_sent(world)
    assert sent["nonce"] == f"{question.id}-0"
    assert len(sent["nonce"]) <= 25
    assert sent["enforce_nonce"]


async def test_an_error_in_answering_a_message_is_one_line_in_the_log_and_an_apology(
    broken: World, caplog: pytest.LogCaptureFixture
) -> None:
    await broken.alice.send(broken.channel, f"{broken.mention} {ASKED}")
    (apology,) = broken.said()
    assert title(apology) == words.FAILED
    assert apology.embeds[0].footer.text
    assert reference_in(caplog) in apology.embeds[0].footer.text


async def test_a_flood_of_errors_is_apologised_for_as_often_as_answers_are_given(broken: World) -> None:
    for _ in range(8):
        await broken.alice.send(broken.channel, f"{broken.mention} {ASKED}")
    assert [title(message) for message in broken.said()] == [words.FAILED] * 5 + [words.RATE_LIMITED]


async def test_an_error_in_a_command_is_one_line_in_the_log_and_an_apology(
    broken: World, caplog: pytest.LogCaptureFixture
) -> None:
    result = await broken.alice.slash(broken.channel, "ask", question=ASKED)
    assert result.response
    assert result.response.embeds[0].title == words.FAILED
    assert reference_in(caplog) in (result.response.embeds[0].footer.text or "")
    assert len(broken.env.errors) == 1


async def test_an_error_in_private_is_apologised_for_in_private(broken: World) -> None:
    message = await broken.alice.send(broken.channel, ASKED)
    result = await broken.alice.context_menu(broken.channel, "Answer this", message)
    assert result.response
    assert result.response.embeds[0].title == words.FAILED
    assert result.ephemeral
    assert len(broken.env.errors) == 1


async def test_neither_the_log_nor_the_apology_repeats_the_question(
    broken: World, caplog: pytest.LogCaptureFixture
) -> None:
    await broken.alice.send(broken.channel, f"{broken.mention} {ASKED}")
    await broken.alice.slash(broken.channel, "ask", question=ASKED)
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert len(ours) == 2
    for record in ours:
        assert ASKED not in record.getMessage()
        assert record.exc_info is None
    for message in broken.said():
        assert ASKED not in str(message.embeds[0].to_dict())
    assert len(broken.env.errors) == 1


async def test_a_full_queue_says_that_it_is_busy(world: World) -> None:
    world.bot.worker = Worker(0)
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    assert title(world.said()[0]) == words.BUSY
    result = await world.alice.slash(world.channel, "ask", question=OPEN)
    assert result.response
    assert result.response.embeds[0].title == words.BUSY
    assert result.ephemeral
    assert await world.alice.autocomplete(world.channel, "ask", "question", "open") == []


@pytest.mark.parametrize("code", [10062, 40060])
async def test_an_interaction_that_is_lost_is_given_up_quietly(
    world: World, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    caplog.set_level(logging.INFO, logger="bot")
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=code)
    result = await world.alice.slash(world.channel, "help")
    assert result.response is None
    assert [record.levelno for record in caplog.records if record.name.startswith("bot")] == [logging.INFO]
    assert len(world.env.errors) == 1


async def test_discord_failing_for_good_leaves_one_line_for_each_attempt(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=500, times=None)
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert [record.levelno for record in ours] == [logging.ERROR, logging.ERROR]
    assert len(world.env.errors) == 1


async def test_the_bot_answers_although_discord_does_not_take_its_commands(world: World, assistant: Assistant) -> None:
    world.env.inject_error("PUT", "/applications/*/commands", status=400, code=30034)
    await world.env.restart_bot(FaqBot(assistant))
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    assert title(world.said()[0]) == OPEN


async def test_a_command_that_discord_still_offers_but_we_dropped_is_answered_politely(world: World) -> None:
    world.bot.tree.remove_command("about")
    result = await world.alice.slash(world.channel, "about")
    assert result.response
    assert result.response.embeds[0].title == words.OUTDATED
    assert result.ephemeral
    assert len(world.env.errors) == 1
