"""Sets up the log, and keeps secrets out of it."""

import json
import logging
from datetime import UTC, datetime

import discord

from bot.connection.log_limits import LimitedHandler
from bot.connection.redaction import redact, without_texts


class _TextFormatter(logging.Formatter):
    """Removes secrets from formatted records, tracebacks included."""

    def __init__(self, token: str) -> None:
        super().__init__("{asctime} {levelname:<7} {name}: {message}", style="{")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(_safe(record)), self._token)


class _JsonFormatter(logging.Formatter):
    """Makes each record one line of JSON, without secrets."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        safe = _safe(record)
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": safe.getMessage(),
        }
        trace = safe.exc_text or (self.formatException(safe.exc_info) if safe.exc_info else "")
        fields |= {"traceback": trace} if trace else {}
        return json.dumps({name: redact(value, self._token) for name, value in fields.items()}, ensure_ascii=False)


def set_up_logging(token: str, *, debug: bool = False, as_json: bool = False) -> None:
    """Log to standard error, without secrets and what members write.

    The bot logs from INFO, everything else from WARNING, and only a few lines of one kind a minute. `debug` logs all,
    also what discord.py sends and receives. `as_json` writes one JSON object a line.
    """
    handler = logging.StreamHandler() if debug else LimitedHandler()
    handler.setFormatter(_JsonFormatter(token) if as_json else _TextFormatter(token))
    logging.basicConfig(level=logging.DEBUG if debug else logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(logging.DEBUG if debug else logging.INFO)
    # The bot does not use voice. Otherwise the first line in the log would warn that voice support is missing.
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False


def _safe(record: logging.LogRecord) -> logging.LogRecord:
    """The record without what members write: below WARNING, discord.py logs every event and request."""
    if record.levelno >= logging.WARNING or record.name.partition(".")[0] == "bot":
        return record
    return without_texts(record)
