"""`ask`: one message from the arguments, or one per line from standard input."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping

from bot.cli import exits
from bot.cli.inputs import build_assistant, need_standard_input, read_settings
from bot.cli.parser import whole_number
from bot.terminal.text import terminal_width

DESCRIPTION = """\
Answers one message. All arguments together are the message, quoted or not. Without arguments, reads one message per
line from standard input and writes each result at once. An empty line has a result too.

Without --json, each line for a message from standard input has four columns, separated by tabs: the outcome, the
confidence in percent, the stored question, and its answer. If the outcome is "suggested", the third column is empty and
the fourth holds the suggested questions. A message that asks two things gives two lines.

With --json, each message gives one line, an object with these fields:
  query         the message as it was written
  read_as       the part of the message that the bot took for the question; "" if that is obvious
  outcome       "answered", "suggested" or "unanswered"
  confidence    from 0 to 1: how likely the best hit answers the question, whatever the outcome
  by_meaning    true if the best hit is first only because of its meaning: by words alone, another one would be first
  entry         the entry that answers: id, question, answer, topic (as `topics` lists it), source, line; null unless
                "answered"; if moderators have added the entry, the source is "moderators" and the line null
  hits          the best entries, best first: id, question, score
  related       questions related to the entry
  suggestions   the questions that the bot offers instead of an answer; empty unless "suggested"
  also          null, unless the message asks two things: then the less certain outcome, an object with the same
                fields except "also". The fields above describe the more certain outcome.
"""
EXAMPLES = """\
examples:
  %(prog)s "why did jfk meet khrushchev"
  %(prog)s --json --top 3 "why did jfk meet khrushchev"
  %(prog)s --json < questions.txt
"""
DEFAULT_TOP = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "question",
        nargs="*",
        metavar="WORD",
        help="the words of one message, in one argument or several; for several messages, use standard input",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object per line")
    parser.add_argument(
        "--top",
        type=whole_number(1),
        default=DEFAULT_TOP,
        metavar="K",
        help="the maximum number of hits in a JSON object (default: %(default)s)",
    )


def execute(arguments: argparse.Namespace) -> int:
    """Answer, and return 0 for every outcome."""
    if not arguments.question:
        need_standard_input()
    assistant = build_assistant(arguments, read_settings())
    from bot.cli.ask_output import as_columns, as_record, as_text
    from bot.terminal.drawing import wants_style

    def show(query: str) -> str:
        outcomes = assistant.answer(query)
        if arguments.json:
            return _json_line(as_record(assistant, outcomes, arguments.top))
        if not arguments.question:
            return "\n".join(map(as_columns, outcomes))
        return as_text(outcomes, terminal_width(), styled=wants_style(sys.stdout, os.environ))

    for query in (" ".join(arguments.question),) if arguments.question else _lines():
        print(show(query), flush=True)
    return exits.OK


def _lines() -> Iterable[str]:
    """The lines of standard input; only a line feed ends one."""
    if sys.stdin.isatty():
        print("One message per line; Ctrl-D ends.", file=sys.stderr)
    return (line.removesuffix("\n").removesuffix("\r") for line in sys.stdin)


def _json_line(record: Mapping[str, object]) -> str:
    """JSON on one line for every reader: json does not escape these line separators by itself."""
    text = json.dumps(record, ensure_ascii=False)
    return text.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
