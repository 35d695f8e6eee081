"""`health`: reports whether a running bot is connected, for containers."""

import argparse
import time

from bot.cli import exits
from bot.cli.inputs import read_settings
from bot.config import ConfigError

DESCRIPTION = """\
Reads the file that the setting HEALTH_FILE names, in which `run` writes a heartbeat. The exit code is 0 while the bot
runs and is connected to Discord, otherwise 1.
"""
EXAMPLES = """\
examples:
  %(prog)s
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: `health` has no arguments of its own."""


def execute(_: argparse.Namespace) -> int:
    """Print one line, and return the same as an exit code."""
    file = read_settings().health_file
    if file is None:
        raise ConfigError("HEALTH_FILE: not set; name the file in which `run` writes its heartbeat")
    from bot.connection.health import check_health

    wrong = check_health(file, time.time())
    print(wrong or "connected to Discord")
    return exits.FAILED if wrong else exits.OK
