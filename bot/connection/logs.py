"""Sets up the log, and keeps secrets out of it."""

import logging
import re

import discord

from bot.connection.log_limits import LimitedHandler

_INTERACTION_TOKEN = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?]+")
"""discord.py logs the URLs of requests that it retries. With the token in such a URL, anyone can post as the bot."""


class _RedactingFormatter(logging.Formatter):
    """Removes secrets from formatted records, tracebacks included."""

    def __init__(self, token: str) -> None:
        super().__init__("{asctime} {levelname:<7} {name}: {message}", style="{")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if self._token:
            text = text.replace(self._token, "[token]")
        return _INTERACTION_TOKEN.sub(r"\1[token]", text)


def set_up_logging(token: str) -> None:
    """Log to standard error: the bot from INFO, everything else from WARNING, no secrets, and few lines of one kind.

    Below WARNING, discord.py logs what members write.
    """
    handler = LimitedHandler()
    handler.setFormatter(_RedactingFormatter(token))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(logging.INFO)
    # The bot does not use voice. Otherwise the first line in the log would warn that voice support is missing.
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False
