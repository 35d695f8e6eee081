"""`run`: the bot in Discord."""

import argparse

from bot.cli.inputs import live_knowledge, read_settings

SUMMARY = "be a bot in Discord; needs a token"
DESCRIPTION = """\
Logs in to Discord with the token of the setting DISCORD_TOKEN and answers until Ctrl-C or SIGTERM. Edits of the files
are put to use while it runs. The exit code is 78 if a setting has to change first.
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
    settings = read_settings(for_discord=True)
    from bot.live.undisturbed import undisturbed

    with undisturbed():
        live = live_knowledge(arguments, settings, beside=True)
        from bot.discord_ui import FaqBot
        from bot.discord_ui.following import Edits
        from bot.discord_ui.running import run_discord

    return run_discord(
        lambda: FaqBot(live.loaded.assistant, answer_channels=settings.answer_channels),
        settings.token,
        health_file=settings.health_file,
        edits=Edits(live, settings.report_to),
    )
