"""Reads the environment and the file `.env`, and finds misspelled settings in it."""

import io
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from bot.config.variables import VARIABLES

_LIKE_OURS = 0.8
"""Least similarity of a misspelled name, from 0 to 1. Other programs may keep their own names in the same file."""


class ConfigError(Exception):
    """The settings are invalid; holds one line per bad variable, each with a fix."""

    def __init__(self, *problems: str) -> None:
        """Take at least one problem."""
        super().__init__("\n".join(problems))
        self.problems = problems


def environment(dotenv: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Merge the environment with a `.env` file, which may be missing.

    Variables of the environment win unless they are empty. Raises ConfigError if the file cannot be read.
    """
    return _stored(dotenv) | {name: value for name, value in environ.items() if value}


def misspelled(dotenv: Path) -> dict[str, str]:
    """Each name in a `.env` file that looks like a misspelled setting, with that setting, in file order.

    A name like a setting that has a value in the same file is not one of them. Raises ConfigError if the file cannot be
    read.
    """
    stored, names = _stored(dotenv), [variable.name for variable in VARIABLES]
    unset = [name for name in names if not stored.get(name)]
    close = ((name, get_close_matches(name.upper(), unset, 1, _LIKE_OURS)) for name in stored if name not in names)
    return {name: meant[0] for name, meant in close if meant}


def _stored(dotenv: Path) -> dict[str, str]:
    """The values in a `.env` file; none if it is missing. Raises ConfigError if it cannot be read."""
    try:
        text = dotenv.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except UnicodeDecodeError:
        raise ConfigError(f"{dotenv}: not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{dotenv}: cannot be read ({error.strerror}); check its permissions") from None
    from dotenv import dotenv_values  # noqa: PLC0415 - containers have no such file

    stored = dotenv_values(stream=io.StringIO(text), interpolate=False)
    return {name: value for name, value in stored.items() if value is not None}
