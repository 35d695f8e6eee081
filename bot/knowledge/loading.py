"""From files and folders to a knowledge base, or to every reason why not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.decoding import decode
from bot.knowledge.draft import Draft
from bot.knowledge.entry import Entry, made_id
from bot.knowledge.files import Found, find
from bot.knowledge.linting import lint_file, lint_together
from bot.knowledge.problem import KnowledgeError, Problem, Severity, printable
from bot.knowledge.readers import reader_of

LARGEST_FILE = 64 * 2**20
"""Bytes: over ten times what 15,000 questions with their answers take; what is larger was hardly written by hand."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything that loading found."""

    base: KnowledgeBase
    """What could be read; its entries may be empty."""
    problems: tuple[Problem, ...]
    """In the order of files and lines. With an error among them if there are no entries."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one file, or one path that is none, came to."""

    path: str
    source: str
    """The file's name for members; "" for a path that is no file to read."""
    drafts: Sequence[Draft]
    problems: Sequence[Problem]


def load(paths: Sequence[Path]) -> KnowledgeBase:
    """Read files and folders (recursively, by name).

    Raises KnowledgeError, with every problem in it, if there is any error or no entry at all.
    """
    found = inspect(paths)
    if any(map(_is_error, found.problems)):
        raise KnowledgeError(found.problems)
    return found.base


def inspect(paths: Sequence[Path]) -> Inspection:
    """Read as much as can be read, and say what cannot, and what looks wrong."""
    readings = [_read(item) for item in find(paths)]
    drafts = [(reading, draft) for reading in readings for draft in reading.drafts]
    problems = [problem for reading in readings for problem in reading.problems]
    problems += lint_together((reading.path, draft) for reading, draft in drafts)
    problems += _without_questions(readings, Severity.WARNING if drafts else Severity.ERROR)
    if not readings:
        problems.append(
            Problem("(no path)", 0, Severity.ERROR, "there is nothing to read", "name a knowledge file or folder")
        )
    order = {reading.path: place for place, reading in reversed(list(enumerate(readings)))}
    problems.sort(key=lambda problem: (order.get(problem.path, 0), problem.line))
    entries = _entries((reading.source, draft) for reading, draft in drafts)
    return Inspection(KnowledgeBase(tuple(entries)), tuple(problems))


def _read(item: Found | Problem) -> _Reading:
    if isinstance(item, Problem):
        return _Reading(item.path, "", (), (item,))
    path = printable(str(item.path))
    try:
        with item.path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or "unknown error"
        problem = Problem(path, 0, Severity.ERROR, f"cannot be read: {reason}", "see that the bot may read it")
        return _Reading(path, item.source, (), (problem,))
    if len(raw) > LARGEST_FILE:
        size = f"larger than {LARGEST_FILE // 2**20} MiB"
        return _Reading(path, item.source, (), (Problem(path, 0, Severity.ERROR, size, "split it into several"),))
    return _parse(raw, path, item.source)


def _parse(raw: bytes, path: str, source: str) -> _Reading:
    text, damage = decode(raw, path)
    drafts, problems = reader_of(Path(source).suffix)(text, path) if text else ([], [])
    if damage:
        # What is left of a damaged text is no answer to quote; without any entry in it, not even its lines are sure.
        return _Reading(path, source, (), [damage, *(problems if drafts else ())])
    return _Reading(path, source, drafts, [*problems, *lint_file(text or "", drafts, path)])


def _without_questions(readings: Iterable[_Reading], severity: Severity) -> Iterator[Problem]:
    """A problem for each file in which there was nothing to find and nothing wrong."""
    for reading in readings:
        if reading.source and not reading.drafts and not any(map(_is_error, reading.problems)):
            cure = "write a line that ends in “?”, and its answer below it"
            yield Problem(reading.path, 0, severity, "no question in this file", cure)


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _entries(drafts: Iterable[tuple[str, Draft]]) -> Iterator[Entry]:
    """Entries with their ids; where several have the same first question, all but the first get an ordinal."""
    taken: dict[str, int] = {}
    for source, draft in drafts:
        questions = tuple(question.text for question in draft.questions)
        base_id = made_id(questions[0])
        taken[base_id] = taken.get(base_id, 0) + 1
        entry_id = base_id if taken[base_id] == 1 else f"{base_id}-{taken[base_id]}"
        yield Entry(entry_id, questions, draft.answer, draft.topic, source, draft.questions[0].number)
