"""Loads files and folders into a knowledge base, or reports every error."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.codes import Code, Severity
from bot.knowledge.files import Found, find
from bot.knowledge.identity import entries_of, shared_ids
from bot.knowledge.passed_over import PassedOver, passed_over, told
from bot.knowledge.problem import Findings, KnowledgeError, Problem
from bot.knowledge.readers import ASK_IN_TEXT, HOW_TO_ASK
from bot.knowledge.reading import Reading, read
from bot.knowledge.synonyms import joined
from bot.runtime import Meter, Progress, gc_paused, silent

if TYPE_CHECKING:
    from bot.knowledge.linting.coverage import Coverage


@dataclass(frozen=True, slots=True)
class FileReport:
    """The result of reading one file, for the summary."""

    path: str
    entries: int
    coverage: "Coverage | None"
    """How much of its text belongs to entries; None for formats that may contain other data."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """The result of reading files: entries and problems."""

    base: KnowledgeBase
    """The entries that could be read, perhaps none."""
    problems: tuple[Problem, ...]
    """In the order of files and lines. They include an error if there are no entries."""
    files: tuple[FileReport, ...] = ()
    """The files that were read, in order; () if not requested."""
    passed_over: tuple[PassedOver, ...] = ()
    """The files of the folders that were skipped; () if not requested."""


def load(paths: Sequence[Path], progress: Progress = silent, base_url: str = "") -> KnowledgeBase:
    """Read files and folders, recursively and sorted by name. `base_url` is the address where the folder is published.

    Raises KnowledgeError with every error, or if there is no entry. `inspect` reports warnings.
    """
    found = _inspect(paths, progress, lint=False, base_url=base_url)
    errors = tuple(filter(_is_error, found.problems))
    if errors:
        raise KnowledgeError(errors)
    return found.base


def inspect(
    paths: Sequence[Path], progress: Progress = silent, ignored: Collection[Code] = (), base_url: str = ""
) -> Inspection:
    """Read as much as possible, and report all problems except warnings and notes with ignored codes."""
    return _inspect(paths, progress, lint=True, ignored=ignored, base_url=base_url)


@gc_paused()  # a million new entries have no cycles, and searching for cycles takes as long as reading
def _inspect(
    paths: Sequence[Path], progress: Progress, *, lint: bool, ignored: Collection[Code] = (), base_url: str = ""
) -> Inspection:
    items = list(find(paths))
    beside: tuple[PassedOver, ...] = ()
    size = sum(item.size for item in items if isinstance(item, Found))
    meter = Meter(progress, size * (3 if lint else 1))  # each byte is read, linted and compared
    readings = [read(item, meter, lint=lint, ignored=ignored, base_url=base_url) for item in items]
    if any(reading.halves for reading in readings):
        from bot.knowledge.joining import join_halves  # noqa: PLC0415 - few files are exports of such bots

        readings = join_halves(readings)
    if any(reading.drafts for reading in readings):
        readings = [reading if reading.drafts else _without_strays(reading) for reading in readings]
    problems = [problem for reading in readings for problem in reading.problems]
    files = [(reading.path, reading.drafts) for reading in readings]
    is_empty = not any(reading.drafts for reading in readings)
    if lint:
        from bot.knowledge.linting import lint_together  # noqa: PLC0415 - see `reading`

        problems += _by_file(_kept(lint_together(files, meter, size), ignored))
        beside = passed_over(paths, [item.path for item in items if isinstance(item, Found)])
        problems += told(beside)
    problems += _by_file(shared_ids(files))
    problems += _kept(_without_questions(readings, Code.NO_ENTRY if is_empty else Code.FILE_WITHOUT_ENTRY), ignored)
    if is_empty:
        problems = [
            replace(each, code=Code.NO_ENTRY) if each.code is Code.FILE_WITHOUT_ENTRY else each for each in problems
        ]
        if not any(map(_is_error, problems)):
            hint = "name a knowledge file or folder"
            problems.append(Problem("(no path)", 0, Code.NO_FILE, "there is nothing to read", hint))
    problems = list(_kept(problems, ignored))
    order = {reading.path: place for place, reading in reversed(list(enumerate(readings)))}
    problems.sort(key=lambda problem: (order.get(problem.path, 0), problem.line))
    entries = tuple(entries_of([(reading.source, reading.drafts) for reading in readings]))
    groups = [group for reading in readings for group in reading.synonyms]
    synonyms = joined([*groups, *(entry.synonyms for entry in entries)])
    base = KnowledgeBase(entries, synonyms)
    if not lint:
        return Inspection(base, tuple(problems))
    reports = tuple(FileReport(each.path, len(each.drafts), each.coverage) for each in readings if each.source)
    return Inspection(base, tuple(problems), reports, beside)


def _without_strays(reading: Reading) -> Reading:
    """A file without entries, without errors about its text: next to an FAQ, it may be about something else."""
    errors = [problem for problem in reading.problems if _is_error(problem)]
    if not errors or any(problem.code is not Code.NO_QUESTION for problem in errors):
        return reading
    return replace(reading, problems=[problem for problem in reading.problems if problem not in errors])


def _kept(problems: Iterable[Problem], ignored: Collection[Code]) -> Iterator[Problem]:
    return (problem for problem in problems if problem.code not in ignored)


def _by_file(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of several files, up to the maximum per file."""
    found: dict[str, Findings] = {}
    for problem in problems:
        found.setdefault(problem.path, Findings(problem.path)).take(problem)
    return chain.from_iterable(each.told() for each in found.values())


def _without_questions(readings: Iterable[Reading], code: Code) -> Iterator[Problem]:
    """A problem for each file without entries and without errors."""
    for reading in readings:
        is_joined = bool(reading.halves) and code is Code.FILE_WITHOUT_ENTRY
        if not reading.asks or reading.drafts or is_joined:
            continue
        told = any(_is_error(problem) or problem.code is Code.FILE_WITHOUT_ENTRY for problem in reading.problems)
        if not told:
            hint = HOW_TO_ASK.get(Path(reading.source).suffix.lower(), ASK_IN_TEXT)
            yield Problem(reading.path, 0, code, "no question in this file", hint)


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR
