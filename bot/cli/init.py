"""`init`: writes a starter FAQ and a settings file."""

import argparse
import os
import stat
from importlib.resources import files
from pathlib import Path
from textwrap import fill

from bot.cli import exits
from bot.cli.console import print_error
from bot.cli.inputs import DOTENV, read_settings
from bot.cli.parser import program_name
from bot.config import VARIABLES
from bot.terminal.text import printable

DESCRIPTION = """\
Writes two files into the current folder: data/faq.txt, a small FAQ with comments that explain the format, and .env, the
settings with their defaults. With --data, the FAQ goes to that .txt file or folder, and .env refers to it. The command
never changes existing files.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --data my-faq.txt
"""
STARTER = "faq.txt"
"""The file in the folder of the knowledge files."""
ELSEWHERE = "my-faq.txt"
"""An example of a name for the starter FAQ, where the usual one is taken."""
_SUFFIX = ".txt"
_HEADER = """\
# Settings of the bot. To change one, remove the “#” before its name. Keep this file private: it holds the token.
# Environment variables take precedence over this file. An empty value counts as unset.
"""
_WIDTH = 120
"""Columns of the comments in the settings file."""
_NEXT = """
Next:
  {program} check      look for mistakes in the FAQ
  {program} chat       talk to the bot in this terminal
  {program} preview    try it in a browser, without Discord
  {program} run        run it on Discord, once the token is in .env"""

_MEANING = """
The bot compares only words. To make it compare meaning too, install the sentence encoders:
  {command}"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: `init` has no arguments of its own."""


def execute(arguments: argparse.Namespace) -> int:
    """Write the missing files, and print what was written and what to do next. Raises ConfigError for a bad .env.

    The next steps are for a new starter FAQ: existing files may be somebody else's.
    """
    target, *_ = arguments.data or read_settings().data
    faq = target if target.suffix and not target.is_dir() else target / STARTER
    if faq.suffix != _SUFFIX:
        print_error("Bad usage", [f"{target}: name a folder or a {_SUFFIX} file; the starter FAQ is plain text"])
        return exits.USAGE
    is_new = not (os.path.lexists(faq) or (target.is_dir() and any(target.iterdir())))
    if is_new:
        _write_faq(faq)
        _say(f"Wrote {faq}: a starter FAQ. Replace its examples with your own questions.")
    else:
        _say(f"{target} exists: left as it is. To write a starter FAQ elsewhere, give it a new name:")
        _say(f"  {program_name()} init --data {ELSEWHERE}")
    if not os.path.lexists(DOTENV):
        _write_settings(DOTENV, str(target))
        _say(f"Wrote {DOTENV}: the settings. Put the bot's token there.")
    elif target in read_settings().data:
        _say(f"{DOTENV} exists: left as it is.")
    else:
        _say(f"{DOTENV} exists: left as it is. Set FAQ_DATA={target} there, or the bot does not read {target}.")
    if is_new:
        print(_NEXT.format(program=program_name()))
    from bot.retrieval.meaning.choice import INSTALL, is_any_installed

    if not is_any_installed():
        print(_MEANING.format(command=INSTALL))
    return exits.OK


def settings_file(data: str) -> str:
    """Every setting with its meaning and default, as a file `.env`. `data` is FAQ_DATA.

    The token and values other than the default are set. All other settings are commented out.
    """
    blocks = [_HEADER]
    for variable in VARIABLES:
        value = data if variable.name == "FAQ_DATA" else variable.default
        is_set = variable.name == "DISCORD_TOKEN" or value != variable.default
        meaning = fill(variable.meaning, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
        line = f"{'' if is_set else '# '}{variable.name}={value}"
        blocks.append(f"{meaning}\n# Default: {variable.default or 'none.'}\n{line}\n")
    return "\n".join(blocks)


def _write_faq(path: Path) -> None:
    """Write the starter FAQ to a new file. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(files("bot.cli").joinpath("starter.txt").read_text(encoding="utf-8"))


def _write_settings(path: Path, data: str) -> None:
    """Write the settings to a new file that only its owner can read, because it will hold the token. Raises OSError."""
    path.touch(stat.S_IRUSR | stat.S_IWUSR, exist_ok=False)
    path.write_text(settings_file(data), encoding="utf-8", newline="\n")


def _say(line: str) -> None:
    print(printable(line))
