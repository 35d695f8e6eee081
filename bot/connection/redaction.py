"""Keeps secrets and members' messages out of the log."""

import logging
import re
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

_INTERACTION_TOKEN = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?\"]+")
"""discord.py logs the URLs of requests. With the token in such a URL, anyone can post as the bot."""
_NAME = re.compile(r"[\w:/.?=&%+-]{1,300}")
"""An HTTP method, an address, the name of an event: no text, and no JSON."""
_KEY = re.compile(r"\w{1,40}")
_PLAIN_KEYS = frozenset({"id", "t"})
"""Fields whose strings are shown, like those that end in "_id"."""
_FORGED_KEYS = frozenset({"custom_id"})
"""Fields that end in "_id", but can hold any text: members may forge it."""
_MAX_ITEMS = 20
"""Maximum items of a list to show."""


def redact(text: str, token: str) -> str:
    """A log line without the bot's token and the tokens of interactions."""
    return _INTERACTION_TOKEN.sub(r"\1[token]", text.replace(token, "[token]") if token else text)


def without_texts(record: logging.LogRecord) -> logging.LogRecord:
    """A record of a library with the structure of its values, and without the strings in them."""
    args: Any = record.args
    shown = outline(args) if isinstance(args, Mapping) else tuple(_argument(value) for value in args or ())
    hidden = logging.makeLogRecord(record.__dict__ | {"msg": str(record.msg), "args": shown, "exc_info": None})
    if record.exc_info and record.exc_info[0]:
        frames = "".join(traceback.format_tb(record.exc_info[2]))
        hidden.exc_text = f"{frames}{record.exc_info[0].__name__}"
    return hidden


def outline(value: object, key: str = "") -> object:
    """The structure of a value: fields, ids and numbers stay. Other strings become their length."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            plain = key in _PLAIN_KEYS or (key.endswith("_id") and key not in _FORGED_KEYS)
            return value if plain and _KEY.fullmatch(value) else f"[{len(value)} characters]"
        case Mapping():
            return {name: outline(item, name) for name, item in value.items() if _KEY.fullmatch(str(name))}
        case bytes():
            return f"[{len(value)} bytes]"
        case Sequence():
            return [outline(item) for item in value[:_MAX_ITEMS]]
        case _:
            return type(value).__name__


def _argument(value: object) -> object:
    return value if isinstance(value, str) and _NAME.fullmatch(value) else outline(value)
