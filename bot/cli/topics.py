"""`topics`: lists what the bot knows."""

import argparse
import json

from bot.cli import exits
from bot.cli.inputs import build_assistant, read_settings
from bot.knowledge import Topic
from bot.terminal.text import on_one_line

DESCRIPTION = """\
Lists every topic with the first question of each of its entries. The headings in the files are the topics. Without
headings, the bot finds topics from the words of the questions.

JSON: {"topics": [{"name": …, "questions": […]}, …]}
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --json --data my-faq.txt
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--json", action="store_true", help="write one JSON object")


def execute(arguments: argparse.Namespace) -> int:
    """Print the topics."""
    topics = build_assistant(arguments, read_settings()).topics
    if arguments.json:
        listed = [{"name": topic.name, "questions": [entry.question for entry in topic.entries]} for topic in topics]
        print(json.dumps({"topics": listed}, ensure_ascii=False))
    else:
        print("\n\n".join(map(_as_text, topics)))
    return exits.OK


def _as_text(topic: Topic) -> str:
    return "\n".join((on_one_line(topic.name), *(f"  • {on_one_line(entry.question)}" for entry in topic.entries)))
