"""`stats`: shows statistics about questions and answers."""

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime

from bot.cli import exits
from bot.cli.inputs import assistant_builder, data_paths, load_moderated, read_settings
from bot.cli.state import open_state
from bot.knowledge import Entry
from bot.review import Statistics, statistics, waiting
from bot.store import Status
from bot.terminal.text import on_one_line

DESCRIPTION = """\
Shows how many questions of each week were answered, got suggestions or got no answer, and how many answers helped. Also
lists the entries that members see most often, never see, or vote down, and how many questions wait for `review`. The
bot always keeps these counters. They contain no names.

JSON: {"status", "weeks": [{"first_day", "answered", "suggested", "unanswered", "helped", "not_helped"}], "top":
[{"id", "question", "count"}], "never_asked": [{"id", "question"}], "disliked": [{"id", "question", "not_helped",
"helped"}], "waiting"}. The status is "ok", or why the store is degraded.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --json
"""
NEVER_ASKED = 10
"""Maximum number of entries that the text lists under "Never asked". JSON lists all of them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--json", action="store_true", help="write one JSON object")


def execute(arguments: argparse.Namespace) -> int:
    """Print the statistics. Raises StoreError."""
    settings = read_settings()
    paths = data_paths(arguments, settings)
    base, learned = load_moderated(paths, settings)
    store = open_state(paths, settings)
    today = datetime.now(UTC).date()
    try:
        status, questions = store.status().result(), store.questions().result()
        counters, votes = store.counters().result(), store.votes().result()
    finally:
        store.close()
    build = assistant_builder(settings, paths, learned=lambda: learned)
    groups = waiting(build(base), questions, today) if questions else ()
    found = statistics(base, counters, votes, sum(len(group.questions) for group in groups), today)
    print(json.dumps(_record(found, status), ensure_ascii=False) if arguments.json else _text(found, status))
    return exits.OK


def _text(found: Statistics, status: Status) -> str:
    lines = ["week of      answered  suggested  unanswered   👍   👎"]
    for week in found.weeks:
        outcomes = f"{week.answered:10} {week.suggested:10} {week.unanswered:11}"
        lines.append(f"{week.first_day} {outcomes} {week.helped:4} {week.not_helped:4}")
    lines += _list("Asked most often", [f"{count:5}  {_question(entry)}" for entry, count in found.top])
    disliked = [f"{down:5} 👎 {up} 👍  {_question(entry)}" for entry, down, up in found.disliked]
    lines += _list("Did not help", disliked)
    never = [f"  {_question(entry)}" for entry in found.never_asked[:NEVER_ASKED]]
    more = len(found.never_asked) - len(never)
    lines += _list("Never asked", [*never, *([f"  ... and {more} more"] if more else [])])
    lines += ["", f"Questions that wait for `review`: {found.waiting}"]
    if status.problem:
        lines.append(f"Degraded: {status.problem.value}. Nothing is counted or changed.")
    return "\n".join(lines)


def _list(headline: str, lines: list[str]) -> list[str]:
    return ["", headline, *lines] if lines else []


def _question(entry: Entry) -> str:
    return on_one_line(entry.question)


def _record(found: Statistics, status: Status) -> dict[str, object]:
    return {
        "status": status.problem.value if status.problem else "ok",
        "weeks": [asdict(week) | {"first_day": week.first_day.isoformat()} for week in found.weeks],
        "top": [_named(entry) | {"count": count} for entry, count in found.top],
        "never_asked": [_named(entry) for entry in found.never_asked],
        "disliked": [_named(entry) | {"not_helped": down, "helped": up} for entry, down, up in found.disliked],
        "waiting": found.waiting,
    }


def _named(entry: Entry) -> dict[str, object]:
    return {"id": entry.id, "question": entry.question}
