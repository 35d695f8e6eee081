"""`check`: finds mistakes in the knowledge files. It imports the ranking only if there are entries to rank."""

import argparse
import os
import sys
from difflib import get_close_matches
from pathlib import Path

from bot.checking import RULES, Rule, check
from bot.cli import exits
from bot.cli.check_output import FORMATS
from bot.cli.console import progress, resources_used
from bot.cli.inputs import data_paths, read_settings
from bot.cli.parser import whole_number
from bot.cli.state import edits_of
from bot.config import ConfigError, Settings
from bot.knowledge import Code, KnowledgeBase, Severity

DESCRIPTION = """\
Reads the files and prints each mistake with its file, its line, a fix and the code of the rule. The exit code is 1 if
there is an error or, with --strict, a warning.

The bot does not load files with errors (FAQ0xx). Warnings are about files (FAQ1xx), questions and answers (FAQ2xx), and
what Discord does with them (FAQ3xx). Notes (FAQ4xx) say how a file was read. --explain lists the rules, and --explain
CODE explains one. FAQ203, which checks what each question finds, covers the first 1,000 questions.

JSON: {"entries", "questions", "errors", "warnings": numbers, "problems": [{"path", "line", "severity", "code",
"message", "cure"}], "files": [{"path", "entries", "lines", "lost_lines"}], "passed_over": [{"path", "reason"}]}; the
line is null if the problem is about the whole file. lines is null for tables, JSON and YAML, because these may contain
other data. The format github writes annotations for GitHub Actions.

The text output ends with the files that were read or skipped, and the lines that belong to no entry. --show also prints
the first entries as the bot shows them.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s my-faq.txt more/
  %(prog)s --strict --ignore FAQ205,FAQ212 my-faq.txt
  %(prog)s --explain FAQ202
  %(prog)s --format json my-faq.txt
  %(prog)s --format github docs/FAQ.md
"""
ALL = "all"
SHOWN, MOST_SHOWN = 5, 1000
"""Number of entries that `--show` shows: the default and the maximum."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("path", nargs="*", type=Path, metavar="PATH", help="a file or folder (default: --data)")
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument(
        "--ignore",
        action="extend",
        type=_ignored,
        default=[],
        metavar="CODE",
        help="hide the warnings of a rule; takes a list with commas, and can be repeated",
    )
    parser.add_argument(
        "--explain", nargs="?", type=_explained, const=ALL, metavar="CODE", help="explain a rule, or list all rules"
    )
    parser.add_argument(
        "--show",
        nargs="?",
        type=whole_number(1, MOST_SHOWN),
        const=SHOWN,
        metavar="N",
        help=f"also show the first N entries as the bot would (default: {SHOWN})",
    )
    parser.add_argument("--cost", action="store_true", help="also print the time and memory used")
    parser.add_argument("--format", choices=FORMATS, default="text", help="the output format (default: %(default)s)")


def execute(arguments: argparse.Namespace) -> int:
    """Print every problem and a summary, or explain the rules."""
    if arguments.explain:
        print(_list() if arguments.explain == ALL else _explanation(RULES[arguments.explain]))
        return exits.OK
    paths = (*arguments.path, *(arguments.data or ())) or data_paths(arguments, read_settings())
    settings = _settings()
    history = edits_of(paths, settings) if settings else ()
    found = check(paths, progress, arguments.ignore, settings.base_url if settings else "", history)
    print(FORMATS[arguments.format](found))
    if arguments.show and found.base.entries:
        # Standard output stays one JSON object, or annotations.
        print(_shown(found.base, arguments.show), file=sys.stdout if arguments.format == "text" else sys.stderr)
    if arguments.cost:
        print(resources_used(), file=sys.stderr)
    counted = {Severity.ERROR, Severity.WARNING} if arguments.strict else {Severity.ERROR}
    fails = any(problem.severity in counted for problem in found.problems)
    return exits.FAILED if fails else exits.OK


def _settings() -> Settings | None:
    """The settings; None if they have errors, which do not matter for files on the command line."""
    try:
        return read_settings()
    except ConfigError:
        return None


def _shown(base: KnowledgeBase, most: int) -> str:
    """The first entries as the bot shows them."""
    from bot.replies import entry_preview
    from bot.terminal.drawing import draw, wants_style
    from bot.terminal.text import terminal_width

    styled = wants_style(sys.stdout, os.environ)
    return "\n".join(
        f"\n{draw(entry_preview(entry), (), terminal_width(), styled=styled)}" for entry in base.entries[:most]
    )


def _code(text: str) -> Code:
    """The code that a user names. Raises ArgumentTypeError, which suggests similar codes, for an unknown one."""
    try:
        return Code(text.strip().upper())
    except ValueError:
        close = get_close_matches(text.strip().upper(), [code.value for code in RULES], n=2)
        hint = f"did you mean {' or '.join(sorted(close))}? " if close else ""
        message = f"unknown code “{text}”; {hint}`python -m bot check --explain all` lists all codes"
        raise argparse.ArgumentTypeError(message) from None


def _ignored(text: str) -> list[Code]:
    codes = [_code(part) for part in text.split(",") if part.strip()]
    for code in codes:
        if code.severity is Severity.ERROR:
            raise argparse.ArgumentTypeError(f"{code.value} is an error; only warnings can be ignored")
    return codes


def _explained(text: str) -> Code | str:
    return ALL if text.lower() == ALL else _code(text)


def _list() -> str:
    return "\n".join(f"{rule.code.value}  {rule.code.severity.value:7}  {rule.what}" for rule in RULES.values())


def _explanation(rule: Rule) -> str:
    example = "\n".join(f"    {line}" for line in rule.example.split("\n"))
    headline = f"{rule.code.value} ({rule.code.severity.value}): {rule.what}."
    return f"{headline}\n\n{rule.why}\n\nExample:\n\n{example}\n\nHow to fix it: {rule.fix}"
