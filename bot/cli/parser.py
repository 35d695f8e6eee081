"""The parser of the command line. Each command adds its own arguments."""

import argparse
import sys
from collections.abc import Callable, Container, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import bot

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "init": "write a starter FAQ and a settings file into this folder",
        "preview": "try the bot in a browser, without Discord and without a token",
        "chat": "talk to the bot in this terminal",
        "ask": "answer one question, or one per line of standard input",
        "topics": "list the topics with their questions",
        "check": "look for mistakes in the knowledge files",
        "import": "save the FAQ of a web page as a knowledge file",
        "export": "write all entries to one file, in any format",
        "review": "add answers or phrasings for questions that went unanswered",
        "overlay": "show moderators' edits, undo them, or write them into the files",
        "stats": "show how many questions were answered, and which entries help",
        "evaluate": "measure how often the bot is right, and whether its confidence is calibrated",
        "index": "build, show or delete the saved index, which makes every start fast",
        "benchmark": "measure how fast the bot is, compared with other libraries",
        "run": "run the bot on Discord; needs a token",
        "health": "report whether the running bot is connected (for containers)",
    }
)
"""Each command with its line in `--help`, in this order. Its module defines DESCRIPTION, EXAMPLES, add_arguments and
execute. The module has the same name as the command, unless `_MODULES` says otherwise."""
_MODULES: Mapping[str, str] = MappingProxyType({"import": "import_page"})
"""The modules of commands that are named like a Python keyword."""

_EXAMPLES = """\
examples:
  %(prog)s preview                        try the bot in a browser, without Discord
  %(prog)s chat                           try it in this terminal
  %(prog)s ask "why did jfk meet khrushchev"
  %(prog)s check my-faq.txt               check a file for mistakes
  %(prog)s run                            run it on Discord

`%(prog)s COMMAND --help` describes a command.
"""


def parser(words: Container[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of all commands. Each sets `execute`, a function that takes the arguments and returns an exit code.

    `words` are the words to parse. Only the commands among them are imported.
    """
    whole = argparse.ArgumentParser(
        prog=program_name(),
        description="A FAQ bot that quotes its owner's file word for word, or says that it does not know.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"%(prog)s {bot.__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        added = commands.add_parser(name, help=summary, formatter_class=argparse.RawDescriptionHelpFormatter)
        if name in words:
            _describe(added, name)
    return whole


def _describe(parser: argparse.ArgumentParser, name: str) -> None:
    command = import_module(f"bot.cli.{_MODULES.get(name, name)}")
    parser.description, parser.epilog = command.DESCRIPTION, command.EXAMPLES
    parser.add_argument(
        "--data",
        action="append",
        type=Path,
        metavar="PATH",
        help="a file or folder with questions and answers; can be repeated (default: the setting FAQ_DATA)",
    )
    command.add_arguments(parser)
    parser.set_defaults(execute=command.execute)


def program_name() -> str:
    """The name in the usage lines: what the user typed."""
    called = Path(sys.argv[0])
    return "python -m bot" if called.name == "__main__.py" else "faq-bot"


def whole_number(lowest: int, highest: int | None = None) -> Callable[[str], int]:
    """An argparse type: a whole number in this range, both ends included; None for no upper end."""
    wanted = f"at least {lowest}" if highest is None else f"from {lowest} to {highest}"

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"“{text}” is not a whole number") from None
        if number < lowest or (highest is not None and number > highest):
            raise argparse.ArgumentTypeError(f"{number} is not {wanted}")
        return number

    return parse
