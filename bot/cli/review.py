"""`review`: shows the questions that went unanswered, and takes decisions about them."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.cli import exits
from bot.cli.inputs import assistant_builder, data_paths, load_moderated, need_standard_input, read_settings
from bot.cli.overlay import TERMINAL, refusal_text
from bot.cli.state import open_state
from bot.knowledge import Entry, load
from bot.overlay import Author, Editor
from bot.review import Group, Reviewer, helpful, labels_as_tsv, waiting
from bot.store import Content, Edit, Question
from bot.terminal.text import on_one_line

if TYPE_CHECKING:
    from bot.answering import Assistant
    from bot.overlay import Written

DESCRIPTION = """\
Shows the questions that got no answer, a wrong answer, or only suggestions. Similar questions form a group; the most
frequent group comes first. The bot stores questions only in servers where a manager has turned this on with
/faq collect. For each group you can


  1, 2, 3   add its questions as phrasings of an entry
  s WORDS   search for another entry
  c NUMBER  confirm that the entry answers them, and change nothing else; c 0: no entry does
  w         write an answer: first the question on one line, then the answer, then a line with only a full stop
  i         ignore it, and similar questions in the future
  l         decide later: it comes back after a week
  n         go to the next group
  q         stop

Your decisions take effect at once, and `overlay` can undo edits. The bot learns nothing without a decision. At the end,
you can confirm the answers that got only 👍. Confirmed questions calibrate the confidence, like LABELLED_QUESTIONS.

--json writes one object per group: key, texts, count, first_day, last_day, candidates (id and question of the best
entries). --labels writes the decided questions in the format of `evaluate` and LABELLED_QUESTIONS.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --json
  %(prog)s --labels > labels.tsv
"""
CANDIDATES = 3
"""Entries that a search offers."""
_END = "."
"""Ends an answer."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--json", action="store_true", help="write the groups as one JSON object per line")
    action.add_argument("--labels", action="store_true", help="write the confirmed labels as tab-separated text")


def execute(arguments: argparse.Namespace) -> int:
    """Show the groups and take decisions. Raises StoreError."""
    settings = read_settings()
    paths = data_paths(arguments, settings)
    store = open_state(paths, settings)
    try:
        base, learned = load_moderated(paths, settings)
        if arguments.labels:
            sys.stdout.write(labels_as_tsv(store.labels().result(), base))
            return exits.OK
        assistant = assistant_builder(settings, paths, learned=lambda: learned)(base)
        today = datetime.now(UTC).date()
        questions = store.questions().result()
        groups = waiting(assistant, questions, today)
        if arguments.json:
            for group in groups:
                print(json.dumps(_record(group), ensure_ascii=False))
            return exits.OK
        need_standard_input()
        editor = Editor(store, lambda: load(paths, base_url=settings.base_url))
        _Session(assistant, Reviewer(store, editor), today).run(groups, helpful(questions))
    finally:
        store.close()
    return exits.OK


class _Stop(Exception):  # noqa: N818 - nothing is wrong
    """The user stops the review."""


class _Session:
    """Asks for a decision about each group."""

    def __init__(self, assistant: "Assistant", reviewer: Reviewer, today: date) -> None:
        self._assistant, self._reviewer, self._today = assistant, reviewer, today
        self._author = Author(TERMINAL)

    def run(self, groups: Sequence[Group], helped: Sequence[Question]) -> None:
        if not groups:
            print("No questions to review.")
        try:
            for number, group in enumerate(groups, start=1):
                print(f"\n{number} of {len(groups)}: {_headline(group)}")
                print("\n".join(f"  {on_one_line(text)}" for text in group.texts))
                self._decide(group)
            if helped and _ask(f"\nConfirm the answers to {len(helped)} questions that got only 👍? (y/n) ") == "y":
                self._reviewer.confirm_helpful(helped).result()
        except _Stop:
            return

    def _decide(self, group: Group) -> None:
        """Ask until there is a decision."""
        entries = group.candidates
        _offer(entries)
        while True:
            word, _, rest = _ask("> ").strip().partition(" ")
            if word == "q":
                raise _Stop
            if word == "s" and rest:
                entries = tuple(hit.entry for hit in self._assistant.retriever.search(rest, k=CANDIDATES))
                _offer(entries)
            elif word == "c" and rest.isdecimal() and int(rest) <= len(entries):
                self._reviewer.confirm(group, entries[int(rest) - 1].id if int(rest) else "").result()
                return
            elif self._is_decided(group, word, entries):
                return

    def _is_decided(self, group: Group, word: str, entries: Sequence[Entry]) -> bool:
        """Carry out the user's choice, and return whether it decided about the group."""
        if word.isdecimal() and 0 < int(word) <= len(entries):
            return _is_written(self._reviewer.add_phrasings(group, entries[int(word) - 1].id, self._author).result())
        if word == "w":
            content = Content((_ask("Question: "), *group.texts), "\n".join(_answer()))
            return _is_written(self._reviewer.write_answer(group, content, self._author).result())
        if word == "i":
            self._reviewer.ignore(group).result()
        elif word == "l":
            self._reviewer.later(group, self._today).result()
        elif word != "n":
            print("Type a number, s WORDS, c NUMBER, w, i, l, n or q.")
            return False
        return True


def _is_written(written: "Written") -> bool:
    """Print the result of an edit, and return whether it was written."""
    if isinstance(written, Edit):
        print(f"Done: edit {written.number}.")
        return True
    print(f"Not written: {refusal_text(written)}.")
    return False


def _ask(prompt: str) -> str:
    """The next line of standard input. Raises _Stop at its end."""
    print(prompt, end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        print()
        raise _Stop
    return line.removesuffix("\n").removesuffix("\r")


def _answer() -> Iterator[str]:
    print(f"Answer, and “{_END}” on a line of its own:")
    while (line := _ask("")) != _END:
        yield line


def _offer(entries: Sequence[Entry]) -> None:
    for number, entry in enumerate(entries, start=1):
        print(f"  {number}) {on_one_line(entry.question)}")


def _headline(group: Group) -> str:
    count = len(group.questions)
    days = f"{group.first_day}" if group.first_day == group.last_day else f"{group.first_day} to {group.last_day}"
    return f"asked {'once' if count == 1 else f'{count} times'}, {days}"


def _record(group: Group) -> dict[str, object]:
    return {
        "key": group.key,
        "texts": group.texts,
        "count": len(group.questions),
        "first_day": group.first_day.isoformat(),
        "last_day": group.last_day.isoformat(),
        "candidates": [{"id": entry.id, "question": entry.question} for entry in group.candidates],
    }
