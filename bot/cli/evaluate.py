"""`evaluate`: how good the bot is, on labelled questions or on its own knowledge base."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import evaluate_words, exits
from bot.cli.inputs import assistant_builder, data_paths, read_settings
from bot.cli.mouth import complain
from bot.cli.numbers import whole_number
from bot.cli.progress import is_watched
from bot.config import ConfigError
from bot.knowledge import KnowledgeError, load
from bot.terminal.text import printable

if TYPE_CHECKING:
    from bot.evaluation import Report, Trial
    from bot.evaluation.floors import Floor

DESCRIPTION = evaluate_words.DESCRIPTION
EXAMPLES = evaluate_words.EXAMPLES
_DEFAULT_WORST = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("file", nargs="?", type=Path, metavar="FILE", help="labelled questions (default: a self-test)")
    asked.add_argument("--intents", type=Path, metavar="FILE", help=evaluate_words.INTENTS)
    parser.add_argument("--ablate", action="store_true", help=evaluate_words.ABLATE)
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--plot", type=Path, metavar="PNG", help=evaluate_words.PLOT)
    parser.add_argument(
        "--floor", action="append", type=_floor, default=[], metavar="MEASURE=VALUE", help=evaluate_words.FLOOR
    )
    parser.add_argument("--worst", type=whole_number(0), default=_DEFAULT_WORST, metavar="N", help=evaluate_words.WORST)


def execute(arguments: argparse.Namespace) -> int:
    """Ask, report, draw, and hold the result against the floors."""
    if arguments.ablate and (arguments.json or arguments.plot or arguments.floor):
        complain("Bad usage", ["--ablate prints a table of its own: leave out --json, --plot and --floor"])
        return exits.USAGE
    try:
        trials, limits = _trials(arguments)
        if arguments.ablate:
            return _ablate(trials)
        report = _report(arguments, trials)
    except KnowledgeError as error:
        return _fail("The questions or the knowledge files cannot be used", map(str, error.problems))
    from bot.evaluation.report import as_json, as_text

    if arguments.json:
        print(json.dumps(as_json(report, arguments.worst, limits), ensure_ascii=False))
    else:
        print(printable(as_text(report, arguments.worst, limits)))
    return _drawn(report, arguments.plot) or _checked(report, arguments.floor)


def _trials(arguments: argparse.Namespace) -> "tuple[tuple[Trial, ...], str]":
    """What to ask of which knowledge base, and what that cannot tell (empty where the questions came from a file)."""
    from bot.evaluation import Trial, load_labelled, load_trials, self_trials
    from bot.evaluation.selftest import LIMITS

    if arguments.intents:
        return load_trials(arguments.intents), ""
    base = load(data_paths(arguments, read_settings()))
    if arguments.file:
        return (Trial(base, load_labelled(arguments.file, base)),), ""
    return self_trials(base), LIMITS


def _report(arguments: argparse.Namespace, trials: "Sequence[Trial]") -> "Report":
    """Ask. Labelled questions calibrate the confidence only where other labelled questions judge it."""
    from bot.evaluation import evaluate_trials

    settings = read_settings()
    if not arguments.file:
        settings = replace(settings, labelled=None)
    elif settings.labelled and settings.labelled.resolve() == arguments.file.resolve():
        raise ConfigError(
            f"LABELLED_QUESTIONS: the confidence is fitted to {arguments.file}, so these questions cannot judge it; "
            "unset it, or evaluate with other questions"
        )
    return evaluate_trials(trials, _progress, assistant_builder(settings))


def _ablate(trials: "Sequence[Trial]") -> int:
    from bot.evaluation.ablation import ablate, as_text

    print(as_text(list(ablate(trials))))
    return exits.OK


def _drawn(report: "Report", path: Path | None) -> int:
    if not path:
        return exits.OK
    from bot.evaluation.plot import PlotError, plot

    try:
        plot(report, path)
    except PlotError as error:
        return _fail("The picture cannot be drawn", [str(error)])
    return exits.OK


def _checked(report: "Report", floors: "Sequence[Floor]") -> int:
    if not floors:
        return exits.OK
    from bot.evaluation.floors import broken_floors

    broken = broken_floors(report.estimates, floors)
    return _fail("Not good enough", broken) if broken else exits.OK


def _fail(headline: str, lines: Iterable[str]) -> int:
    complain(headline, lines)
    return exits.FAILED


def _progress(done: int, total: int) -> None:
    """Show how far it is, where somebody watches; the line is wiped at the end."""
    if is_watched() and (done == total or done % 10 == 0):
        line = f"{done} of {total} questions"
        print("\r" + (" " * len(line) + "\r" if done == total else line), end="", file=sys.stderr, flush=True)


def _floor(text: str) -> "Floor":
    from bot.evaluation.floors import parse_floor

    try:
        return parse_floor(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
