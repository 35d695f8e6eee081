"""Settings: one frozen value, made from a mapping. Only this package knows the environment variables."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.config import addresses, shards
from bot.config.env_file import ConfigError, environment, misspelled
from bot.config.variables import AUTO, NONE, VARIABLES, Variable

__all__ = [
    "AUTO",
    "NONE",
    "STRICTNESSES",
    "VARIABLES",
    "ConfigError",
    "Settings",
    "Variable",
    "environment",
    "misspelled",
]

_T = TypeVar("_T")

LOG_FORMATS = ("text", "json")
LOG_LEVELS = ("info", "debug")
STRICTNESSES = ("careful", "balanced", "eager")
MAX_REQUESTS_PER_SECOND = 40.0
_SNOWFLAKE_LIMIT = 2**64
"""Discord's ids are unsigned 64-bit numbers."""
_SNOWFLAKE_DIGITS = len(str(_SNOWFLAKE_LIMIT))
_TOKEN_PARTS = 3
_COPY_AGAIN = "copy it again from the developer portal: Bot, Reset Token"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings."""

    data: tuple[Path, ...]
    """Never empty."""
    base_url: str
    """The address where the data folder is published, beginning with http:// or https://; "" for none."""
    answer_channels: frozenset[int]
    """Empty unless read for Discord."""
    strictness: str
    """One of STRICTNESSES."""
    labelled: Path | None
    """A file of questions to calibrate the confidence on."""
    meaning: str
    """AUTO, NONE, or a folder."""
    cache: str
    """AUTO for the user's cache folder, NONE, or a folder."""
    state: str
    """AUTO for the user's state folder, NONE, or a folder."""
    database_url: str = field(repr=False)
    """The address of a PostgreSQL database; "" for none. Never printed: it holds a password."""
    report_to: int | None
    """The id of a user; None for nobody, and unless read for Discord."""
    requests_per_second: float
    """The most that the bot sends to Discord."""
    rest_proxy: str
    """The address of a proxy for requests to Discord, without a slash at the end; "" for none."""
    shard_count: int | None
    """None for the number that Discord recommends."""
    shard_ids: tuple[int, ...]
    """Ascending, and less than `shard_count`; empty for all."""
    health_file: Path | None
    """None to write no heartbeat."""
    metrics_port: int | None
    """None to serve no metrics."""
    metrics_host: str
    """An IP address."""
    log_level: str
    """One of LOG_LEVELS."""
    log_format: str
    """One of LOG_FORMATS."""
    token: str = field(repr=False)
    """Empty unless read for Discord. Never printed."""

    @classmethod
    def from_env(cls, mapping: Mapping[str, str], *, for_discord: bool = False) -> "Settings":
        """Read every variable; an empty one counts as unset.

        The token, the channels and the member to report to are read only with `for_discord`, so that the other commands
        run even if these are invalid. Raises ConfigError with every bad variable, not just the first.
        """
        problems: list[str] = []

        def read(name: str, parse: Callable[[str], _T], fallback: _T) -> _T:
            raw = mapping.get(name, "").strip() or _default_of(name)
            try:
                return parse(raw) if raw else fallback
            except ValueError as error:
                problems.append(f"{name}: {error}")
                return fallback

        settings = cls(
            data=read("FAQ_DATA", _paths, ()),
            base_url=read("BASE_URL", addresses.web_address, ""),
            answer_channels=read("ANSWER_CHANNELS", _channel_ids, frozenset()) if for_discord else frozenset(),
            strictness=read("STRICTNESS", lambda raw: _one_of(raw.lower(), STRICTNESSES), ""),
            labelled=read("LABELLED_QUESTIONS", Path, None),
            meaning=read("MEANING", _folder, AUTO),
            cache=read("CACHE_DIR", _folder, ""),
            state=read("STATE_DIR", _folder, ""),
            database_url=read("DATABASE_URL", addresses.database_url, ""),
            report_to=read("REPORT_TO", _user_id, None) if for_discord else None,
            requests_per_second=read("REQUESTS_PER_SECOND", _rate, MAX_REQUESTS_PER_SECOND),
            rest_proxy=read("REST_PROXY", addresses.proxy, ""),
            shard_count=(shard_count := read("SHARD_COUNT", shards.shard_count, None)),
            shard_ids=read("SHARD_IDS", lambda raw: shards.shard_ids(raw, shard_count), ()),
            health_file=read("HEALTH_FILE", Path, None),
            metrics_port=read("METRICS_PORT", addresses.port, None),
            metrics_host=read("METRICS_HOST", addresses.ip_address, ""),
            log_level=read("LOG_LEVEL", lambda raw: _one_of(raw.lower(), LOG_LEVELS), ""),
            log_format=read("LOG_FORMAT", lambda raw: _one_of(raw.lower(), LOG_FORMATS), ""),
            token=_token(mapping, problems) if for_discord else "",
        )
        if problems:
            raise ConfigError(*problems)
        return settings


def _default_of(name: str) -> str:
    return next(variable.default for variable in VARIABLES if variable.name == name)


def _paths(raw: str) -> tuple[Path, ...]:
    paths = tuple(Path(part.strip()) for part in raw.split(os.pathsep) if part.strip())
    if not paths:
        raise ValueError(f"contains no path; write one or more, separated by “{os.pathsep}”")
    return paths


def _folder(raw: str) -> str:
    if "\0" in raw:
        raise ValueError("not a valid folder name; choose another")
    # No shell has replaced "~" in a line of .env.
    return raw.lower() if raw.lower() in {AUTO, NONE} else os.path.expanduser(raw)  # noqa: PTH111 - never fails


def _channel_ids(raw: str) -> frozenset[int]:
    parts = raw.replace(",", " ").split()
    wrong = [part for part in parts if not _is_snowflake(part)]
    if wrong:
        named = ", ".join(wrong)
        raise ValueError(f"not a channel id: {named}; in Discord, right-click the channel and choose “Copy Channel ID”")
    return frozenset(map(int, parts))


def _user_id(raw: str) -> int:
    if not _is_snowflake(raw):
        raise ValueError(f"not a user id: {raw}; in Discord, right-click the member and choose “Copy User ID”")
    return int(raw)


def _rate(raw: str) -> float:
    if not (re.fullmatch(r"\d{1,2}(\.\d+)?", raw, re.ASCII) and 1 <= float(raw) <= MAX_REQUESTS_PER_SECOND):
        raise ValueError(
            f"“{raw}” is not a number from 1 to {MAX_REQUESTS_PER_SECOND:.0f}; write 40 for a single process"
        )
    return float(raw)


def _is_snowflake(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _SNOWFLAKE_DIGITS and 0 < int(text) < _SNOWFLAKE_LIMIT


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"“{value}” is not a choice; use one of {', '.join(allowed)}")
    return value


def _token(mapping: Mapping[str, str], problems: list[str]) -> str:
    """Find the token and check its form. The messages never quote it."""
    direct, file = (mapping.get(name, "").strip() for name in ("DISCORD_TOKEN", "DISCORD_TOKEN_FILE"))
    name, token = "DISCORD_TOKEN", direct
    if direct and file:
        problems.append("DISCORD_TOKEN and DISCORD_TOKEN_FILE: both are set; set only one")
        return ""
    if not direct and not file:
        problems.append(
            "DISCORD_TOKEN: not set; put the bot's token in .env, which `init` writes (you get it in Discord's "
            "developer portal: Bot, Reset Token), or try `preview` or `chat`, which need no token"
        )
        return ""
    if file:
        name = "DISCORD_TOKEN_FILE"
        try:
            token = Path(file).read_text(encoding="utf-8-sig").strip()
        except (OSError, ValueError):
            problems.append(f"{name}: {file} cannot be read; name a text file that contains only the token")
            return ""
    if wrong := _token_fault(token):
        problems.append(f"{name}: {wrong}; {_COPY_AGAIN}")
    return token


def _token_fault(token: str) -> str:
    """What is wrong with the form of a token; "" for nothing."""
    if not token:
        return "is empty"
    if any(character.isspace() for character in token):
        return "contains white space"
    parts = token.split(".")
    if len(parts) != _TOKEN_PARTS or not all(parts) or not (token.isascii() and token.isprintable()):
        return "does not look like a token, which has three parts separated by dots"
    return ""
