"""The log: what it shows, and what it never shows."""

import logging
import re

import discord

_INTERACTION_TOKEN = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?]+")
"""discord.py logs the addresses of calls that it repeats. Who has that of an interaction can post as the bot."""


class _SecretsHidden(logging.Formatter):
    """Takes secrets out of whole records, tracebacks too."""

    def __init__(self, token: str) -> None:
        super().__init__("{asctime} {levelname:<7} {name}: {message}", style="{")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if self._token:
            text = text.replace(self._token, "[token]")
        return _INTERACTION_TOKEN.sub(r"\1[token]", text)


def set_up_logging(token: str) -> None:
    """Log to standard error: what we say from INFO up, what discord.py says from WARNING up, and never a secret.

    Below WARNING discord.py would log what members write.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_SecretsHidden(token))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(logging.INFO)
    # The warning that voice is not installed would be the first thing that an owner reads.
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False
