"""`evaluate`: measures how good the bot is, on labelled questions or on its own knowledge base."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import evaluate_help, exits
from bot.cli.console import is_watched, print_error
from bot.cli.inputs import assistant_builder, data_paths, load_moderated, read_settings
from bot.cli.parser import whole_number
from bot.config import ConfigError, Settings
from bot.knowledge import KnowledgeError, load
from bot.terminal.text import printable

if TYPE_CHECKING:
    from bot.evaluation import EvaluationSet, Report
    from bot.evaluation.floors import Floor

DESCRIPTION = evaluate_help.DESCRIPTION
EXAMPLES = evaluate_help.EXAMPLES
FEWEST_FAMILIES = 2
"""Minimum number of knowledge files. Each set is scored by a prior fitted on the sets of the other files."""
_DEFAULT_WORST = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("files", nargs="*", type=Path, default=[], metavar="FILE", help=evaluate_help.FILES)
    asked.add_argument("--pairs", action="append", type=Path, metavar="FOLDER", help=evaluate_help.PAIRS)
    asked.add_argument("--intents", type=Path, metavar="FILE", help=evaluate_help.INTENTS)
    asked.add_argument("--fit-prior", nargs="+", type=Path, metavar="SET", help=evaluate_help.FIT_PRIOR)
    parser.add_argument("--ablate", action="store_true", help=evaluate_help.ABLATE)
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--plot", type=Path, metavar="PNG", help=evaluate_help.PLOT)
    parser.add_argument(
        "--floor", action="append", type=_floor, default=[], metavar="MEASURE=VALUE", help=evaluate_help.FLOOR
    )
    parser.add_argument("--worst", type=whole_number(0), default=_DEFAULT_WORST, metavar="N", help=evaluate_help.WORST)


def execute(arguments: argparse.Namespace) -> int:
    """Ask, report, draw the charts, and check the floors."""
    if arguments.ablate and (arguments.json or arguments.plot or arguments.floor):
        print_error("Bad usage", ["--ablate prints its own table; leave out --json, --plot and --floor"])
        return exits.USAGE
    try:
        if arguments.fit_prior:
            return _fit_prior(arguments)
        sets, limits = _read_sets(arguments)
        if arguments.ablate:
            return _ablate(sets)
        report = _report(arguments, sets)
    except KnowledgeError as error:
        return _fail("The questions or the knowledge files have errors", map(str, error.problems))
    from bot.evaluation.report import as_json, as_text

    if arguments.json:
        print(json.dumps(as_json(report, arguments.worst, limits), ensure_ascii=False))
    else:
        print(printable(as_text(report, arguments.worst, limits)))
    return _drawn(report, arguments.plot) or _checked(report, arguments.floor)


def _read_sets(arguments: argparse.Namespace) -> "tuple[tuple[EvaluationSet, ...], str]":
    """The evaluation sets, and what they cannot show ("" if the questions come from files).

    Raises KnowledgeError if a file has errors, ConfigError if the settings name missing data.
    """
    from bot.evaluation import load_data_set, load_files, load_pairs, self_test_sets
    from bot.evaluation.self_test import LIMITS

    if arguments.intents:
        return load_data_set(arguments.intents), ""
    if arguments.pairs:
        return load_pairs(arguments.pairs), ""
    settings = read_settings()
    base, _ = load_moderated(data_paths(arguments, settings), settings)
    if arguments.files:
        return load_files(arguments.files, base), ""
    return self_test_sets(base), LIMITS


def _settings(arguments: argparse.Namespace) -> Settings:
    """The settings of the evaluated assistant. Raises ConfigError if it is calibrated on the same questions.

    LABELLED_QUESTIONS belong to the bot's own knowledge base, so they count only for question files about it.
    """
    settings = read_settings()
    if not arguments.files:
        return replace(settings, labelled=None)
    for file in arguments.files:
        if settings.labelled and settings.labelled.resolve() == file.resolve():
            raise ConfigError(
                f"LABELLED_QUESTIONS: the confidence is calibrated on {file}, so these questions cannot evaluate it; "
                "unset it, or evaluate on other questions"
            )
    return settings


def _report(arguments: argparse.Namespace, sets: "Sequence[EvaluationSet]") -> "Report":
    from bot.evaluation import evaluate_sets

    return evaluate_sets(sets, _progress, assistant_builder(_settings(arguments)))


def _fit_prior(arguments: argparse.Namespace) -> int:
    from bot.evaluation.prior import report_priors
    from bot.evaluation.prior_sets import load_prior_sets
    from bot.retrieval.meaning.choice import encoder_for

    base = load(data_paths(arguments, read_settings()))
    sets = list(load_prior_sets(arguments.fit_prior, base))
    if len({each.family for each in sets}) < FEWEST_FAMILIES:
        return _fail(
            "The prior cannot be fitted",
            ["name sets of at least two knowledge files: each is scored by a prior fitted on the others"],
        )
    for part in report_priors(sets, encoder_for):
        print(part, flush=True)
    return exits.OK


def _ablate(sets: "Sequence[EvaluationSet]") -> int:
    from bot.evaluation.ablation import ablate, as_text

    print(as_text(list(ablate(sets))))
    return exits.OK


def _drawn(report: "Report", path: Path | None) -> int:
    if not path:
        return exits.OK
    from bot.evaluation.plot import PlotError, plot

    try:
        plot(report, path)
    except PlotError as error:
        return _fail("The charts cannot be drawn", [str(error)])
    return exits.OK


def _checked(report: "Report", floors: "Sequence[Floor]") -> int:
    if not floors:
        return exits.OK
    from bot.evaluation.floors import broken_floors

    broken = broken_floors(report.estimates, floors)
    return _fail("Below a floor", broken) if broken else exits.OK


def _fail(headline: str, lines: Iterable[str]) -> int:
    print_error(headline, lines)
    return exits.FAILED


def _progress(done: int, total: int) -> None:
    """Show the progress on a terminal; the line is erased at the end."""
    if is_watched() and (done == total or done % 10 == 0):
        line = f"{done} of {total} questions"
        print("\r" + (" " * len(line) + "\r" if done == total else line), end="", file=sys.stderr, flush=True)


def _floor(text: str) -> "Floor":
    from bot.evaluation.floors import parse_floor

    try:
        return parse_floor(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
