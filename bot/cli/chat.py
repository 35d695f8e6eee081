"""`chat`: a conversation in the terminal."""

import argparse
import os

from bot.cli import exits
from bot.cli.inputs import need_standard_input, read_settings
from bot.cli.live_knowledge import live_knowledge

DESCRIPTION = """\
The same conversation as on Discord. Type a question, or the number of a suggested one. /topics shows what the bot
knows. /quit or Ctrl-D ends the conversation. Edits to the files take effect at the next line. The bot does not store
what you type.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --data my-faq.txt
  %(prog)s < questions.txt
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: `chat` has no arguments of its own."""


def execute(arguments: argparse.Namespace) -> int:
    """Answer until the input ends."""
    need_standard_input()
    live = live_knowledge(arguments, read_settings())
    from bot.terminal.session import chat

    chat(live, os.environ)
    return exits.OK
