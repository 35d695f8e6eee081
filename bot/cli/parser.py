"""The parser of the command line, put together from the commands."""

import argparse
import sys
from pathlib import Path

import bot
from bot.cli import ask, benchmark, chat, check, evaluate, export, health, index, preview, run, topics

COMMANDS = (preview, chat, ask, topics, check, export, evaluate, index, benchmark, run, health)
"""In the order of `--help`. Each is a module with SUMMARY, DESCRIPTION, EXAMPLES, add_arguments and execute."""

_EXAMPLES = """\
examples:
  %(prog)s preview                        try the bot in a browser, without Discord
  %(prog)s chat                           try it in this terminal
  %(prog)s ask "why did jfk meet khrushchev"
  %(prog)s check my-faq.txt               look for mistakes in a file
  %(prog)s run                            be a bot in Discord

`%(prog)s COMMAND --help` tells more.
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line; every command sets `execute`, a function of the arguments that returns an exit code."""
    whole = argparse.ArgumentParser(
        prog=_name(),
        description="A FAQ bot that quotes its owner's file word for word, or says that it does not know.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"%(prog)s {bot.__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        added = commands.add_parser(
            command.__name__.rpartition(".")[2],
            help=command.SUMMARY,
            description=command.DESCRIPTION,
            epilog=command.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.add_argument(
            "--data",
            action="append",
            type=Path,
            metavar="PATH",
            help="a file or folder with questions and answers; may be given again (default: the setting FAQ_DATA)",
        )
        command.add_arguments(added)
        added.set_defaults(execute=command.execute)
    return whole


def _name() -> str:
    """How the user called us, for the usage lines."""
    called = Path(sys.argv[0])
    return "python -m bot" if called.name == "__main__.py" else "faq-bot"
