"""`check`: looks for mistakes in the knowledge files, without loading anything heavy."""

import argparse
from pathlib import Path

from bot.cli import exits
from bot.cli.inputs import data_paths, read_settings
from bot.knowledge import Inspection, Severity, inspect
from bot.terminal.text import printable

SUMMARY = "look for mistakes in the knowledge files"
DESCRIPTION = """\
Reads the files and prints every mistake with its file and line, and what to do about it. The exit code is 1 if there is
an error, or with --strict a warning.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s my-faq.txt more/
  %(prog)s --strict my-faq.txt
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("path", nargs="*", type=Path, metavar="PATH", help="a file or folder (default: --data)")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")


def execute(arguments: argparse.Namespace) -> int:
    """Print every problem and a summary."""
    paths = (*arguments.path, *(arguments.data or ())) or data_paths(arguments, read_settings())
    found = inspect(paths)
    for problem in found.problems:
        print(printable(str(problem)))
    print(_summary(found))
    grave = [each for each in found.problems if arguments.strict or each.severity is Severity.ERROR]
    return exits.FAILED if grave else exits.OK


def _summary(found: Inspection) -> str:
    entries = found.base.entries
    errors = sum(problem.severity is Severity.ERROR for problem in found.problems)
    counts = {
        "entries": len(entries),
        "questions": sum(len(entry.questions) for entry in entries),
        "errors": errors,
        "warnings": len(found.problems) - errors,
    }
    return ", ".join(f"{what}: {count}" for what, count in counts.items())
