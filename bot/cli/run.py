"""`run`: the bot in Discord."""

import argparse
import logging

from bot.cli.inputs import build_assistant, read_settings
from bot.config import Settings

SUMMARY = "be a bot in Discord; needs a token"
DESCRIPTION = """\
Logs in to Discord with the token of the setting DISCORD_TOKEN and answers until Ctrl-C or SIGTERM. The exit code is 78
if the settings are wrong.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --data my-faq.txt
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def execute(arguments: argparse.Namespace) -> int:
    """Check the settings first, load the knowledge next, and only then connect."""
    settings = read_settings(need_token=True)
    assistant = build_assistant(arguments, settings)
    from bot.discord_ui import FaqBot
    from bot.discord_ui.running import run_discord

    _start_log(settings)
    return run_discord(lambda: FaqBot(assistant, answer_channels=settings.answer_channels), settings.token)


def _start_log(settings: Settings) -> None:
    level = logging.getLevelNamesMapping()[settings.log_level]
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # Below INFO discord.py writes out what people wrote, and tokens of interactions.
    logging.getLogger("discord").setLevel(max(level, logging.INFO))
