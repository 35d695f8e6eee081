"""`check`: looks for mistakes in the knowledge files. Ranking is loaded only if there is anything to rank."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.cli import exits
from bot.cli.cost import cost
from bot.cli.findings import FORMATS
from bot.cli.inputs import data_paths, read_settings
from bot.cli.progress import progress
from bot.knowledge import Code, Entry, Inspection, Problem, Severity, inspect
from bot.knowledge.problem import excerpt, printable

DESCRIPTION = """\
Reads the files and prints every mistake with its file and line, and what to do about it. The exit code is 1 if there is
an error, or with --strict a warning.

Errors keep the files from being used. Warnings tell of questions that two entries share or nearly share, questions
that find another entry first, answers that are cut off or longer than one message, questions and answers that seem to
be missing or to be taken for something else, topics with one entry, pings, invites, links that Discord does not open,
and characters that nobody sees or that came through another encoding. What a question finds is looked up for the first
1,000 questions.

JSON: {"entries", "questions", "errors", "warnings": numbers, "problems": [{"path", "line", "severity", "message",
"cure"}]}; the line is null where the whole file is meant. github writes annotations for a workflow of GitHub Actions.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s my-faq.txt more/
  %(prog)s --strict my-faq.txt
  %(prog)s --format json my-faq.txt
  %(prog)s --format github docs/FAQ.md
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("path", nargs="*", type=Path, metavar="PATH", help="a file or folder (default: --data)")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument("--cost", action="store_true", help="also say how much time and memory it took")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print (default: %(default)s)")


def execute(arguments: argparse.Namespace) -> int:
    """Print every problem and a summary."""
    paths = (*arguments.path, *(arguments.data or ())) or data_paths(arguments, read_settings())
    with progress("Checking") as show:
        found = inspect(paths, show)
    with progress("Asking"):
        found = replace(found, problems=_in_order((*found.problems, *_overshadowed(found, paths))))
    print(FORMATS[arguments.format](found))
    if arguments.cost:
        print(cost(), file=sys.stderr)
    grave = [each for each in found.problems if arguments.strict or each.severity is Severity.ERROR]
    return exits.FAILED if grave else exits.OK


def _overshadowed(found: Inspection, paths: Sequence[Path]) -> Iterator[Problem]:
    """Questions that find another entry first."""
    if not found.base.entries:
        return
    from bot.evaluation.overshadowed import overshadowed

    for one in overshadowed(found.base):
        path, other = _path(one.entry, paths), _path(one.found, paths)
        place = f"line {one.found.line}" if path == other else f"{other}:{one.found.line}"
        message = f"{excerpt(one.question)} finds the entry in {place} first: {excerpt(one.found.question)}"
        hint = "word it so that it shares fewer words with the other, or add phrasings"
        yield Problem(path, one.entry.line, Code.OVERSHADOWED, message, hint)


def _path(entry: Entry, paths: Sequence[Path]) -> str:
    """The entry's file as the owner named it, or as it is called below the folder that the owner named."""
    for path in paths:
        for file in (path, path / entry.source):
            if printable(file.name) == Path(entry.source).name and file.is_file():
                return printable(str(file))
    return entry.source


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """By file, in the order in which the files come first, and by line."""
    places: dict[str, int] = {}
    for problem in problems:
        places.setdefault(problem.path, len(places))
    return tuple(sorted(problems, key=lambda problem: (places[problem.path], problem.line)))
