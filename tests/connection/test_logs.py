"""What the log shows, and which secrets it hides."""

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
