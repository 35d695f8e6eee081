"""The parser of the command line, put together from the commands."""

import argparse
import sys
from collections.abc import Container, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import bot

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "preview": "try the bot in a browser, without Discord and without a token",
        "chat": "talk to the bot in this terminal",
        "ask": "answer one question, or one per line of standard input",
        "topics": "list the topics with their questions",
        "check": "look for mistakes in the knowledge files",
        "export": "write the knowledge base as one file, in another format or with its topics",
        "evaluate": "measure how often the bot is right, and whether its confidence is true",
        "index": "build, show or delete the saved index, with which every start is quick",
        "benchmark": "measure how fast the bot is, beside its peers",
        "run": "be a bot in Discord; needs a token",
        "health": "tell whether the running bot is connected (for containers)",
    }
)
"""Each with its line of `--help`, in that order. What else there is to a command stands in the module of its name:
DESCRIPTION, EXAMPLES, add_arguments and execute."""

_EXAMPLES = """\
examples:
  %(prog)s preview                        try the bot in a browser, without Discord
  %(prog)s chat                           try it in this terminal
  %(prog)s ask "why did jfk meet khrushchev"
  %(prog)s check my-faq.txt               look for mistakes in a file
  %(prog)s run                            be a bot in Discord

`%(prog)s COMMAND --help` tells more.
"""


def parser(words: Container[str] = COMMANDS) -> argparse.ArgumentParser:
    """The whole command line; every command sets `execute`, a function of the arguments that returns an exit code.

    Given the words that are to be parsed, only the commands among them are imported: no other can be meant.
    """
    whole = argparse.ArgumentParser(
        prog=_name(),
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
    command = import_module(f"bot.cli.{name}")
    parser.description, parser.epilog = command.DESCRIPTION, command.EXAMPLES
    parser.add_argument(
        "--data",
        action="append",
        type=Path,
        metavar="PATH",
        help="a file or folder with questions and answers; may be given again (default: the setting FAQ_DATA)",
    )
    command.add_arguments(parser)
    parser.set_defaults(execute=command.execute)


def _name() -> str:
    """How the user called us, for the usage lines."""
    called = Path(sys.argv[0])
    return "python -m bot" if called.name == "__main__.py" else "faq-bot"
