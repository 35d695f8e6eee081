"""Reads the arguments, runs the command, and turns what comes of it into an exit code."""

import io
import os
import sys
from collections.abc import Sequence

from bot.cli import exits
from bot.cli.mouth import complain
from bot.cli.parser import parser
from bot.config import ConfigError
from bot.knowledge import KnowledgeError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    `argv` are the arguments without the program's name; None takes those of the process. Raises SystemExit where
    argparse does: after `--help` and `--version` with 0, after bad usage with 2.
    """
    _speak_utf8()
    arguments = parser().parse_args(argv)
    try:
        code: int = arguments.execute(arguments)
        sys.stdout.flush()
    except ConfigError as error:
        complain("The settings cannot be used", error.problems)
        return exits.CONFIGURATION
    except KnowledgeError as error:
        complain("The knowledge files cannot be used", map(str, error.problems))
        return exits.FAILED
    except BrokenPipeError:
        # The interpreter flushes once more on its way out, and must not fail there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.BROKEN_PIPE
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    return code


def _speak_utf8() -> None:
    """Make the standard streams UTF-8 whatever the locale says; what cannot be written is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")
