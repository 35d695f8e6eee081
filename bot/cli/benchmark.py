"""`benchmark`: measures how fast the bot is, compared with other libraries."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import exits
from bot.cli.console import is_watched, print_error
from bot.cli.inputs import data_paths, read_settings
from bot.cli.parser import whole_number
from bot.knowledge import load
from bot.runtime import gc_paused
from bot.terminal.text import printable

if TYPE_CHECKING:
    from bot.benchmark.contender import Contender
    from bot.benchmark.corpus import Corpus
    from bot.benchmark.event_loop_lag import Lag
    from bot.benchmark.run import Plan

DESCRIPTION = """\
Makes corpora of any size from the given texts. Every contender finds the five best texts for the same queries, in one
process and on one core. The contenders take turns at every query. A latency is the median of five runs in a row. The
queries are held-out texts. If there are fewer than five texts per query, they are generated like the stored texts.

TEXTS are files with one text per line, or data sets named .jsonl in the format of `evaluate --intents`. The default is
the questions of the knowledge files. If a corpus needs more texts than these, the command splices two texts at a shared
word to make another one. The vocabulary keeps growing, and the word frequencies keep falling, as in the given texts.
The same texts, options and seed make the same corpora.

Contenders:
  answer     this bot, the whole answer: ranking, confidence, decision, related questions
  meaning    the same with the sentence encoder, including its time; up to 10,000 texts
  tutorial   scikit-learn: TfidfVectorizer.transform, cosine_similarity, argsort
  lean       scikit-learn: the same with linear_kernel and argpartition
  bm25s      bm25s with numba
  rank-bm25  rank-bm25
  tantivy    tantivy, on disk
  fts5       SQLite FTS5, on disk
  rapidfuzz  RapidFuzz: process.extract with WRatio

The command leaves out libraries that are not installed (pip install ".[benchmark]"), and contenders that need more than
a second per query at a size. MB is how much the process grows while building. The last column compares the median with
that of "answer". The growth exponent is fitted to sizes from 10,000. The garbage collector is paused while queries are
timed.

With --start, the command times whole processes and measures their memory: help, an answer, and a Discord bot until it
is ready to connect and has answered once. It runs each of them without and with a saved index, and `import discord` for
comparison. The exit time of the last two does not count. The figure for memory is never below that of the command
itself, about 25 MB.

With --lag, a Discord bot answers the queries a hundred at a time, and the command reports how late its event loop ran.

JSON: {"machine", "one_core", "date", "data", "missing": {name: reason}, "warm_up": {name: seconds}, "sizes": [{"size",
"words", "vocabulary", "left_out": {name: reason}, "contenders": [{"key", "name", "build", "load": seconds,
"p50", "p99": microseconds, "megabytes", "on_disk", "queries", "ratios": {key: p50 ÷ its p50}}]}], "growth": {name:
exponent}}; with --start {"processes": [{"name", "seconds", "megabytes", "ratios": {name: seconds ÷ its seconds}}],
"left_out"}; with --lag {"at_once", "lags": [{"size", "questions", "p50", "p99", "longest", "slowest": milliseconds}]}.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s questions.txt --sizes 14,1000,10000,100000 --plot growth.png
  %(prog)s clinc150.jsonl --sizes 1000000 --contenders answer,bm25s,tantivy --json
  %(prog)s --start
  %(prog)s questions.txt --lag --sizes 1000000 --queries 1000
"""
_SIZES = "14,1000,10000"
_SUFFIXES = (".jsonl", ".ndjson")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("texts", nargs="*", type=Path, metavar="TEXTS", help="a file of texts (default: --data)")
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=_sizes(_SIZES),
        metavar="N,N",
        help=f"numbers of texts to store (default: {_SIZES})",
    )
    parser.add_argument(
        "--queries", type=whole_number(1), default=200, metavar="N", help="queries to ask (default: %(default)s)"
    )
    parser.add_argument(
        "--seed",
        type=whole_number(0),
        default=1,
        metavar="N",
        help="the seed of all random choices (default: %(default)s)",
    )
    parser.add_argument("--contenders", metavar="KEY,KEY", help="the contenders to measure (default: all)")
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument(
        "--plot", type=Path, metavar="PNG", help='draw latency against size; needs the extra: pip install ".[plot]"'
    )
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--start", action="store_true", help="time whole processes instead")
    instead.add_argument("--lag", action="store_true", help="time the event loop while many questions arrive at once")


def execute(arguments: argparse.Namespace) -> int:
    """Measure, report, and draw the chart."""
    if arguments.start:
        return _start(arguments)
    if arguments.lag:
        return _lag(arguments)
    from bot.benchmark.corpus import CorpusError
    from bot.benchmark.report import PlotError, as_json, as_text, plot
    from bot.benchmark.run import run

    try:
        contenders = _contenders(arguments.contenders)
    except ValueError as error:
        return _fail("Bad usage", error, exits.USAGE)
    try:
        report = run(_plan(arguments, contenders), _progress)
    except CorpusError as error:
        return _fail("The corpus cannot be made", error)
    finally:
        _progress("")
    print(json.dumps(as_json(report), ensure_ascii=False) if arguments.json else printable(as_text(report)))
    if arguments.plot:
        try:
            plot(report, arguments.plot)
        except PlotError as error:
            return _fail("The chart cannot be drawn", error)
    return exits.OK


def _start(arguments: argparse.Namespace) -> int:
    if arguments.texts or arguments.plot or arguments.contenders:
        return _fail(
            "Bad usage", "--start uses the knowledge files; leave out TEXTS, --contenders and --plot", exits.USAGE
        )
    question = load(data_paths(arguments, read_settings())).entries[0].question
    from bot.benchmark.startup import StartError, as_json, as_text, measure_starts

    try:
        starts = measure_starts(question, arguments.data or (), os.environ, _progress)
    except StartError as error:
        return _fail("A process failed", error)
    finally:
        _progress("")
    print(json.dumps(as_json(starts), ensure_ascii=False) if arguments.json else printable(as_text(starts)))
    return exits.OK


def _lag(arguments: argparse.Namespace) -> int:
    if arguments.plot or arguments.contenders:
        return _fail("Bad usage", "--lag measures only this bot; leave out --contenders and --plot", exits.USAGE)
    import asyncio

    from bot.benchmark.corpus import CorpusError, Generator
    from bot.benchmark.event_loop_lag import as_json, as_text

    try:
        plan = _plan(arguments, ())
        generator = Generator(plan.texts, plan.queries, plan.seed)
        lags = [asyncio.run(_asked_at_once(generator.corpus(size))) for size in plan.sizes]
    except CorpusError as error:
        return _fail("The corpus cannot be made", error)
    finally:
        _progress("")
    print(json.dumps(as_json(lags)) if arguments.json else printable(as_text(lags)))
    return exits.OK


async def _asked_at_once(corpus: "Corpus") -> "Lag":
    """Measure a bot of these texts, set up as `run` does before it connects."""
    from bot.answering import Assistant
    from bot.benchmark.event_loop_lag import measure
    from bot.benchmark.ours import knowledge_of
    from bot.discord_ui import FaqBot
    from bot.discord_ui.context import answers_to

    size = len(corpus.texts)
    _progress(f"{size:,}: building")
    with gc_paused(freeze=True):
        assistant = Assistant.build(knowledge_of(corpus.texts))
    _progress(f"{size:,}: asking")
    _ = assistant.base.version  # slow for very many entries, but `run` logs it before it connects
    bot = FaqBot(assistant)
    try:
        return await measure(partial(answers_to, bot), corpus.queries, size)
    finally:
        await bot.close()


def _plan(arguments: argparse.Namespace, contenders: "tuple[Contender, ...]") -> "Plan":
    """What to measure. Raises KnowledgeError if a file has errors."""
    from bot.benchmark.run import Plan

    texts = list(chain.from_iterable(map(_texts, arguments.texts)))
    source = ", ".join(path.name for path in arguments.texts)
    if not arguments.texts:
        paths = data_paths(arguments, read_settings())
        texts = [question for entry in load(paths).entries for question in entry.questions]
        source = ", ".join(path.name for path in paths)
    return Plan(texts, source, arguments.sizes, arguments.queries, arguments.seed, contenders)


def _texts(path: Path) -> Iterable[str]:
    from bot.evaluation import load_data_set
    from bot.evaluation.labelled import numbered_lines, read_file

    if path.suffix.lower() not in _SUFFIXES:
        return [line for _, line in numbered_lines(read_file(path))]
    sets = load_data_set(path)
    stored = (question for one in sets for entry in one.base.entries for question in entry.questions)
    return [*stored, *(question.text for question in sets[0].questions)]


def _contenders(keys: str | None) -> "tuple[Contender, ...]":
    """The contenders with these keys, in the order of the table. Raises ValueError for an unknown key."""
    from bot.benchmark.contenders import CONTENDERS

    if keys is None:
        return CONTENDERS
    wanted = {key.strip() for key in keys.split(",")}
    if unknown := sorted(wanted - {contender.key for contender in CONTENDERS}):
        known = ", ".join(contender.key for contender in CONTENDERS)
        raise ValueError(f"--contenders: “{unknown[0]}” is unknown; use {known}")
    return tuple(contender for contender in CONTENDERS if contender.key in wanted)


def _sizes(text: str) -> tuple[int, ...]:
    """Sizes in ascending order."""
    parse: Callable[[str], int] = whole_number(2)
    return tuple(sorted({parse(part) for part in text.split(",")}))


def _fail(headline: str, error: object, code: int = exits.FAILED) -> int:
    print_error(headline, [str(error)])
    return code


def _progress(text: str) -> None:
    """Show the current step on one line of a terminal; an empty text erases it."""
    if is_watched():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
