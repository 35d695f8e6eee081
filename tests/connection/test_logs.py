"""What the log shows, and which secrets it hides."""

import json
import logging
from collections.abc import Iterator

import pytest

from bot.connection.logs import set_up_logging

TOKEN = "secret.bot.token"  # noqa: S105  # opens nothing


@pytest.fixture(autouse=True)
def _restore_logging() -> Iterator[None]:
    root, ours = logging.getLogger(), logging.getLogger("bot")
    handlers, levels = root.handlers[:], (root.level, ours.level)
    root.handlers.clear()
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


def test_the_bot_logs_from_info_and_discord_py_from_warning(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(TOKEN)
    logging.getLogger("bot.somewhere").info("ours")
    logging.getLogger("bot.somewhere").debug("ours in detail")
    logging.getLogger("discord.gateway").info("theirs")
    logging.getLogger("discord.gateway").warning("their warning")
    shown = [line.rpartition(": ")[2] for line in capsys.readouterr().err.splitlines()]
    assert shown == ["ours", "their warning"]


@pytest.mark.parametrize(
    ("message", "secret"),
    [
        (f"login with {TOKEN} failed", TOKEN),
        ("POST https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24/messages responded with 429", "aW50ZXJh"),
        ("POST https://discord.com/api/v10/interactions/123/aW50ZXJhY3Rpb24/callback has failed", "aW50ZXJh"),
    ],
)
def test_secrets_are_hidden_in_messages_and_tracebacks(
    capsys: pytest.CaptureFixture[str], message: str, secret: str
) -> None:
    set_up_logging(TOKEN)
    logging.getLogger("discord.http").warning(message, exc_info=RuntimeError(message))
    shown = capsys.readouterr().err
    assert shown.count("[token]") == 2
    assert secret not in shown


def test_debug_shows_the_structure_of_events_and_requests_but_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(TOKEN, debug=True)
    message = {"id": "123", "author_id": "45", "content": "my dog Rex", "nested": [{"name": "Rex", "n": 7, "Rex x": 1}]}
    event = {"t": "MESSAGE_CREATE", "op": 0, "d": message | {"token": "secret", "custom_id": "secret"}}
    logging.getLogger("discord.gateway").debug("For Shard ID %s: WebSocket Event: %s", None, event)
    logging.getLogger("discord.http").debug("%s %s with %s", "POST", "https://x/webhooks/1/secret/m", json.dumps(event))
    logging.getLogger("discord.http").debug("received %s", message)
    logging.getLogger("discord.gateway").debug("Failed.", exc_info=ValueError(message["content"]))
    shown = capsys.readouterr().err
    assert "'t': 'MESSAGE_CREATE'" in shown
    assert "'id': '123'" in shown
    assert "'author_id': '45'" in shown
    assert "'content': '[10 characters]'" in shown
    assert "'n': 7" in shown
    assert "POST https://x/webhooks/1/[token]/m with [" in shown
    assert "ValueError" in shown
    assert "Rex" not in shown
    assert "secret" not in shown


def test_json_is_one_object_a_line_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(TOKEN, as_json=True)
    logging.getLogger("bot.somewhere").info("line one\nline two é %s", TOKEN)
    logging.getLogger("bot.somewhere").error("it failed", exc_info=RuntimeError(TOKEN))
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert first | {"time": ""} == {
        "time": "",
        "level": "INFO",
        "logger": "bot.somewhere",
        "message": "line one\nline two é [token]",
    }
    assert second["traceback"] == "RuntimeError: [token]"
