"""Settings: one frozen value, made from a mapping. Every variable is described here, once; nobody else reads any."""

import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")

AUTO, NONE = "auto", "none"
STRICTNESSES = ("careful", "balanced", "eager")
_SNOWFLAKE_LIMIT = 2**64
"""Discord's ids are unsigned 64-bit numbers."""
_SNOWFLAKE_DIGITS = len(str(_SNOWFLAKE_LIMIT))
_TOKEN_PARTS = 3
_COPY_AGAIN = "copy it again from the developer portal: Bot, Reset Token"


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable that the bot reads."""

    name: str
    default: str
    """As it would stand in the environment; "" for none."""
    meaning: str
    """For owners: one or more sentences."""


VARIABLES = (
    Variable("DISCORD_TOKEN", "", "The bot's token from the developer portal. Only `run` needs it. Keep it secret."),
    Variable(
        "DISCORD_TOKEN_FILE",
        "",
        "A file that holds the token, in place of DISCORD_TOKEN: for secrets that are mounted.",
    ),
    Variable(
        "FAQ_DATA",
        "data",
        "The files or folders with questions and answers, separated by “:” (on Windows by “;”).",
    ),
    Variable(
        "ANSWER_CHANNELS",
        "",
        "The ids of channels where every question is answered without a mention, separated by commas or spaces. "
        "Needs the Message Content intent, which is switched on in the developer portal.",
    ),
    Variable(
        "STRICTNESS",
        "balanced",
        "How sure the bot must be before it shows an answer: careful, balanced or eager.",
    ),
    Variable(
        "LABELLED_QUESTIONS",
        "",
        "A file of real questions with the stored question that answers each, or OOS, as `evaluate` reads it: it makes "
        "the confidence truer. Judge the bot by other questions than these.",
    ),
    Variable(
        "MEANING",
        AUTO,
        "What compares meaning beside words. auto: the installed sentence encoder for your file's language; none: "
        "words alone; or a folder with an encoder of your own, as bot/retrieval/meaning/README.md describes.",
    ),
    Variable(
        "CACHE_DIR",
        AUTO,
        "The folder for saved indexes, with which the next start is quick. auto: the user's cache folder "
        "(on Linux ~/.cache/faq-bot); none: nothing is saved.",
    ),
    Variable(
        "REPORT_TO",
        "",
        "The id of the member whom `run` tells, by direct message, when an edit of the files cannot be used.",
    ),
    Variable(
        "HEALTH_FILE",
        "",
        "A file where `run` leaves signs of life and `health` looks for them. The container sets it.",
    ),
)


class ConfigError(Exception):
    """The settings cannot be used; holds one line per bad variable, each with what to do."""

    def __init__(self, *problems: str) -> None:
        """Take at least one problem."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an owner can set."""

    data: tuple[Path, ...]
    """Never empty."""
    answer_channels: frozenset[int]
    """Empty unless they were asked for."""
    strictness: str
    """One of STRICTNESSES."""
    labelled: Path | None
    """Questions to calibrate the confidence on; None for none."""
    meaning: str
    """AUTO, NONE, or a folder."""
    cache: str
    """A folder, or AUTO for the user's own, or NONE."""
    report_to: int | None
    """The id of a user; None for nobody, or if it was not asked for."""
    health_file: Path | None
    """None if nobody watches."""
    token: str = field(repr=False)
    """Empty unless it was asked for. Never printed."""

    @classmethod
    def from_env(cls, mapping: Mapping[str, str], *, for_discord: bool = False) -> "Settings":
        """Read every variable; an empty one counts as unset.

        The token, the channels and whom to report to are looked at only with `for_discord`: what needs none runs with
        broken ones too.
        Raises ConfigError with every bad variable in it, not just the first.
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
            answer_channels=read("ANSWER_CHANNELS", _channel_ids, frozenset()) if for_discord else frozenset(),
            strictness=read("STRICTNESS", lambda raw: _one_of(raw.lower(), STRICTNESSES), ""),
            labelled=read("LABELLED_QUESTIONS", Path, None),
            meaning=read("MEANING", _folder, AUTO),
            cache=read("CACHE_DIR", _folder, ""),
            report_to=read("REPORT_TO", _user_id, None) if for_discord else None,
            health_file=read("HEALTH_FILE", Path, None),
            token=_token(mapping, problems) if for_discord else "",
        )
        if problems:
            raise ConfigError(*problems)
        return settings


def environment(dotenv: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Lay the environment over a `.env` file, which may be missing.

    A variable of the environment wins, unless it is empty. Raises ConfigError for a file that cannot be read.
    """
    set_here = {name: value for name, value in environ.items() if value}
    try:
        text = dotenv.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return set_here
    except UnicodeDecodeError:
        raise ConfigError(f"{dotenv}: not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{dotenv}: cannot be read ({error.strerror}); check its permissions") from None
    from dotenv import dotenv_values  # noqa: PLC0415 - containers have no such file

    stored = dotenv_values(stream=io.StringIO(text), interpolate=False)
    merged = {name: value for name, value in stored.items() if value is not None}
    return merged | set_here


def _default_of(name: str) -> str:
    return next(variable.default for variable in VARIABLES if variable.name == name)


def _paths(raw: str) -> tuple[Path, ...]:
    paths = tuple(Path(part.strip()) for part in raw.split(os.pathsep) if part.strip())
    if not paths:
        raise ValueError(f"names no path; write one or more, separated by “{os.pathsep}”")
    return paths


def _folder(raw: str) -> str:
    if "\0" in raw:
        raise ValueError("no folder can be called so; name another")
    # A line of .env has passed no shell that would have replaced "~".
    return raw.lower() if raw.lower() in {AUTO, NONE} else os.path.expanduser(raw)  # noqa: PTH111 - never fails


def _channel_ids(raw: str) -> frozenset[int]:
    parts = raw.replace(",", " ").split()
    wrong = [part for part in parts if not _is_snowflake(part)]
    if wrong:
        raise ValueError(f"not a channel id: {', '.join(wrong)}; in Discord, right-click the channel and copy its id")
    return frozenset(map(int, parts))


def _user_id(raw: str) -> int:
    if not _is_snowflake(raw):
        raise ValueError(f"not a user id: {raw}; in Discord, right-click the member and copy the id")
    return int(raw)


def _is_snowflake(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _SNOWFLAKE_DIGITS and 0 < int(text) < _SNOWFLAKE_LIMIT


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"“{value}” is not known; use one of {', '.join(allowed)}")
    return value


def _token(mapping: Mapping[str, str], problems: list[str]) -> str:
    """Find the token and look at its shape; the messages never quote it."""
    direct, file = (mapping.get(name, "").strip() for name in ("DISCORD_TOKEN", "DISCORD_TOKEN_FILE"))
    name, token = "DISCORD_TOKEN", direct
    if direct and file:
        problems.append("DISCORD_TOKEN and DISCORD_TOKEN_FILE: both are set; set one of them")
        return ""
    if not direct and not file:
        problems.append(
            "DISCORD_TOKEN: not set; copy .env.example to .env and write the bot's token there "
            "(the README says where to get one), or try `preview` and `chat`, which need none"
        )
        return ""
    if file:
        name = "DISCORD_TOKEN_FILE"
        try:
            token = Path(file).read_text(encoding="utf-8-sig").strip()
        except (OSError, ValueError):
            problems.append(f"{name}: {file} cannot be read; name a text file that holds nothing but the token")
            return ""
    if wrong := _token_fault(token):
        problems.append(f"{name}: {wrong}; {_COPY_AGAIN}")
    return token


def _token_fault(token: str) -> str:
    """What a token's shape says against it; "" for nothing."""
    if not token:
        return "is empty"
    if any(character.isspace() for character in token):
        return "has white space inside"
    parts = token.split(".")
    if len(parts) != _TOKEN_PARTS or not all(parts) or not (token.isascii() and token.isprintable()):
        return "does not look like a token, which is three parts with dots between"
    return ""
