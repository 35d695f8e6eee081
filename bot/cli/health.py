"""`health`: reports whether a running bot is connected, for containers."""

import argparse
import json
import time

from bot.cli import exits
from bot.cli.inputs import read_settings
from bot.config import ConfigError

DESCRIPTION = """\
Reads the heartbeat that `run` writes to the file of the setting HEALTH_FILE. The exit code is 0 if the bot is running
and connected to Discord, otherwise 1. A degraded bot answers, but some of its features do not work.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--json", action="store_true", help="print the whole heartbeat as one JSON object")


def execute(arguments: argparse.Namespace) -> int:
    """Print the state on one line, and return it as an exit code."""
    file = read_settings().health_file
    if file is None:
        raise ConfigError("HEALTH_FILE: not set; name the file in which `run` writes its heartbeat")
    from bot.connection.health import check_health

    now = time.time()
    verdict = check_health(file, now)
    print(json.dumps(verdict.as_json(now)) if arguments.json else verdict.line)
    return exits.FAILED if verdict.wrong else exits.OK
