"""`health`: whether a running bot is well, for containers."""

import argparse
import time

from bot.cli import exits
from bot.cli.inputs import read_settings
from bot.config import ConfigError

DESCRIPTION = """\
Reads the file that the setting HEALTH_FILE names, where `run` leaves signs of life. The exit code is 0 while the bot
lives and is connected to Discord, else 1.
"""
EXAMPLES = """\
examples:
  %(prog)s
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def execute(_: argparse.Namespace) -> int:
    """Print one line, and say the same by the exit code."""
    file = read_settings().health_file
    if file is None:
        raise ConfigError("HEALTH_FILE: not set; name the file where `run` leaves signs of life")
    from bot.connection.health import check_health

    wrong = check_health(file, time.time())
    print(wrong or "connected to Discord")
    return exits.FAILED if wrong else exits.OK
