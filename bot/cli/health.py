"""`health`: whether a running bot is well, for containers."""

import argparse
import time

from bot.cli import exits
from bot.cli.inputs import read_settings
from bot.config import ConfigError

SUMMARY = "tell whether the running bot is connected (for containers)"
DESCRIPTION = """\
Looks at the file that the setting HEALTH_FILE names: `run` touches it while it is connected to Discord. The exit code
is 0 if that was in the last minute, else 1.
"""
EXAMPLES = """\
examples:
  HEALTH_FILE=/tmp/faq-bot.health %(prog)s
"""
FRESH = 60.0
"""Seconds. `run` touches the file several times in that."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def execute(_: argparse.Namespace) -> int:
    """Print one line and say by the exit code the same."""
    file = read_settings().health_file
    if file is None:
        raise ConfigError("HEALTH_FILE: not set; name the file that `run` touches")
    try:
        age = time.time() - file.stat().st_mtime
    except OSError:
        print("not connected")
        return exits.FAILED
    print("connected" if age <= FRESH else f"not connected for {age:.0f} seconds")
    return exits.OK if age <= FRESH else exits.FAILED
