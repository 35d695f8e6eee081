"""`chat`: the conversation in this terminal."""

import argparse
import os

from bot.cli import exits
from bot.cli.inputs import need_standard_input, read_settings
from bot.cli.live import live_knowledge

DESCRIPTION = """\
The same conversation as in Discord. Type a question, or the number of one that is offered. /topics shows what the bot
knows, /quit or Ctrl-D ends. Edits of the files are put to use with the next line. Nothing that is
typed is stored.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --data my-faq.txt
  %(prog)s < questions.txt
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def execute(arguments: argparse.Namespace) -> int:
    """Talk until the input ends."""
    need_standard_input()
    live = live_knowledge(arguments, read_settings())
    from bot.terminal.session import chat

    chat(live, os.environ)
    return exits.OK
