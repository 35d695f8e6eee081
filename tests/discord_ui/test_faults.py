"""What members and the log see after an error."""

import logging
from pathlib import Path
from typing import Any

import pytest

from bot.answering import Assistant, Outcome, Strictness
from bot.discord_ui import FaqBot
from bot.discord_ui.worker import Worker
from bot.knowledge import load
from bot.replies import words
from tests.discord_ui.server import OPEN, Server, title

ASKED = "my very own question"


class Broken(Assistant):
    """An assistant that fails at every question, with the question in the error."""

    def answer(self, message: str, strictness: Strictness | None = None) -> tuple[Outcome, ...]:
        """The outcomes for a message."""
        del strictness
        raise RuntimeError(f"cannot answer {message}")


@pytest.fixture
async def broken(server: Server, notes: Path) -> Server:
    """The server, with an assistant that fails."""
    server.bot.assistant = Broken.build(load([notes]))
    return server


def last_sent(server: Server) -> dict[str, Any]:
    """The body of the bot's last request."""
    sent = server.env.http_requests[-1].json
    assert isinstance(sent, dict)
    return sent


def reference_in(caplog: pytest.LogCaptureFixture) -> str:
    """The reference of the only failure in the log."""
    (line,) = (record.getMessage() for record in caplog.records if record.levelno == logging.ERROR)
    return line.partition("[")[2].partition("]")[0]


async def test_a_deleted_question_is_answered_without_a_reference(server: Server) -> None:
    for code in (50035, 10008, 160002):
        server.env.inject_error("POST", f"/channels/{server.channel.id}/messages", status=400, code=code)
        await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    assert [title(message) for message in server.said()] == [OPEN] * 3
    assert {message.reference for message in server.said()} == {None}


async def test_references_allow_for_a_deleted_question(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    sent = last_sent(server)
    assert sent["message_reference"]["fail_if_not_exists"] is False


async def test_two_processes_would_answer_with_the_same_nonce(server: Server) -> None:
    question = await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    sent = last_sent(server)
    assert sent["nonce"] == f"{question.id}-0"
    assert len(sent["nonce"]) <= 25
    assert sent["enforce_nonce"]


async def test_an_error_in_answering_a_message_logs_one_line_and_apologises(
    broken: Server, caplog: pytest.LogCaptureFixture
) -> None:
    await broken.alice.send(broken.channel, f"{broken.mention} {ASKED}")
    (apology,) = broken.said()
    assert title(apology) == words.FAILED
    assert apology.embeds[0].footer.text
    assert reference_in(caplog) in apology.embeds[0].footer.text


async def test_apologies_count_against_the_rate_limit(broken: Server) -> None:
    for _ in range(8):
        await broken.alice.send(broken.channel, f"{broken.mention} {ASKED}")
    assert [title(message) for message in broken.said()] == [words.FAILED] * 5 + [words.RATE_LIMITED]


async def test_an_error_in_a_command_logs_one_line_and_apologises(
    broken: Server, caplog: pytest.LogCaptureFixture
) -> None:
    result = await broken.alice.slash(broken.channel, "ask", question=ASKED)
    assert result.response
    assert result.response.embeds[0].title == words.FAILED
    assert reference_in(caplog) in (result.response.embeds[0].footer.text or "")
    assert len(broken.env.errors) == 1


async def test_an_ephemeral_command_apologises_in_private(broken: Server) -> None:
    message = await broken.alice.send(broken.channel, ASKED)
    result = await broken.alice.context_menu(broken.channel, "Answer this", message)
    assert result.response
    assert result.response.embeds[0].title == words.FAILED
    assert result.ephemeral
    assert len(broken.env.errors) == 1


async def test_neither_the_log_nor_the_apology_repeats_the_question(
    broken: Server, caplog: pytest.LogCaptureFixture
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


async def test_a_full_queue_gets_a_busy_reply(server: Server) -> None:
    server.bot.worker = Worker(0)
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    assert title(server.said()[0]) == words.BUSY
    result = await server.alice.slash(server.channel, "ask", question=OPEN)
    assert result.response
    assert result.response.embeds[0].title == words.BUSY
    assert result.ephemeral


@pytest.mark.parametrize("code", [10062, 40060])
async def test_an_expired_interaction_is_only_logged(
    server: Server, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    caplog.set_level(logging.INFO, logger="bot")
    server.env.inject_error("POST", "/interactions/*/callback", status=404, code=code)
    result = await server.alice.slash(server.channel, "help")
    assert result.response is None
    assert [record.levelno for record in caplog.records if record.name.startswith("bot")] == [logging.INFO]
    assert len(server.env.errors) == 1


async def test_if_every_attempt_fails_each_logs_one_line(
    server: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.pacing.retries.RETRY_DELAYS_SECONDS", (0.0,))
    server.env.inject_error("POST", f"/channels/{server.channel.id}/messages", status=500, times=None)
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert [record.levelno for record in ours] == [logging.ERROR, logging.ERROR]
    assert len(server.env.errors) == 1


async def test_the_bot_answers_even_if_syncing_the_commands_fails(server: Server, assistant: Assistant) -> None:
    server.env.inject_error("PUT", "/applications/*/commands", status=400, code=30034)
    await server.env.restart_bot(FaqBot(assistant))
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    assert title(server.said()[0]) == OPEN


async def test_a_command_that_no_longer_exists_gets_a_polite_reply(server: Server) -> None:
    server.bot.tree.remove_command("about")
    result = await server.alice.slash(server.channel, "about")
    assert result.response
    assert result.response.embeds[0].title == words.OUTDATED
    assert result.ephemeral
    assert len(server.env.errors) == 1
