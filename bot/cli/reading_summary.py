"""Summarizes which files were read or skipped, and which lines belong to no entry."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.knowledge import Code, Inspection, Severity, inspect
from bot.knowledge.files import Found, find
from bot.knowledge.loading import FileReport
from bot.knowledge.passed_over import PassedOver

MOST_FILES = 10
"""Maximum number of files that are listed by name."""
LARGEST_TOLD = 8 * 2**20
"""Bytes of all files together. If there are more, `run` and `preview` print no summary at start."""
MOST_RANGES = 12
"""Maximum number of line ranges that are listed for a file."""
_ODD = {
    Code.HALF_ENTRY: ("incomplete row or object", "incomplete rows or objects"),
    Code.QUESTIONS_INSIDE: ("answer with questions inside", "answers with questions inside"),
    Code.LIKE_HEADER: ("entry that looks like column names", "entries that look like column names"),
    Code.PLACEHOLDER: ("placeholder", "placeholders"),
    Code.CONTENTS: ("table of contents", "tables of contents"),
}
"""What each of these warnings counts."""


def reading_summary(found: Inspection) -> Iterator[str]:
    """The lines, without line ends; none if the inspection has no file reports."""
    if not found.files and not found.passed_over:
        return
    entries = found.base.entries
    topics = {entry.topic for entry in entries if entry.topic}
    further = sum(len(entry.questions) - 1 for entry in entries)
    sizes = (
        _count(len(entries), "entry", "entries"),
        _count(len(topics), "topic"),
        _count(further, "extra phrasing"),
    )
    yield f"read {_count(len(found.files), 'file')}: {', '.join(sizes)}"
    empty = [each for each in found.files if not each.entries]
    if empty and len(empty) < len(found.files):
        yield f"without an entry: {_some([each.path for each in empty])}"
    yield from _lost(found.files)
    counts = Counter(problem.code for problem in found.problems)
    odd = [_count(counts[code], *names) for code, names in _ODD.items() if counts[code]]
    if odd:
        yield f"worth a look: {', '.join(odd)}"
    if found.passed_over:
        yield f"skipped {_count(len(found.passed_over), 'file')}: {_reasons(found.passed_over)}"


def tell_reading(paths: Sequence[Path], tell: Callable[[str], None], base_url: str = "") -> None:
    """Pass the summary of the files to `tell`, line by line, from a thread, because it must not delay the start.

    Files that are too large are not summarized. `base_url` is the address where the folder of the files is published.
    """
    threading.Thread(target=_tell, args=(paths, tell, base_url), name="reading-summary", daemon=True).start()


def _tell(paths: Sequence[Path], tell: Callable[[str], None], base_url: str) -> None:
    try:
        if sum(item.size for item in find(paths) if isinstance(item, Found)) > LARGEST_TOLD:
            return
        found = inspect(paths, base_url=base_url)
    except OSError:  # an edit is under way
        return
    for line in reading_summary(found):
        tell(line)
    warnings = sum(problem.severity is Severity.WARNING for problem in found.problems)
    if warnings:
        tell(f"{_count(warnings, 'warning')}: `python -m bot check` lists them")


def _lost(files: Sequence[FileReport]) -> Iterator[str]:
    """Which lines of which documents belong to no entry."""
    measured = [each for each in files if each.coverage and each.coverage.lines]
    lines = sum(each.coverage.lines for each in measured if each.coverage)
    lost = sum(each.coverage.lost for each in measured if each.coverage)
    if lines:
        yield f"lines that belong to no entry: {lost:,} of {lines:,} ({lost / lines:.0%})"
    with_loss = [each for each in measured if each.coverage and each.coverage.lost]
    for each in sorted(with_loss, key=lambda one: -one.coverage.lost if one.coverage else 0)[:MOST_FILES]:
        if each.coverage:
            yield f"  {each.path}: {_ranges(each.coverage.numbers, each.coverage.lost)}"
    if len(with_loss) > MOST_FILES:
        yield f"  and {_count(len(with_loss) - MOST_FILES, 'more file')}"


def _ranges(numbers: Sequence[int], total: int) -> str:
    """The line numbers in short form: "lines 1, 4-6"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in ranges[:MOST_RANGES])
    rest = total - sum(last - first + 1 for first, last in ranges[:MOST_RANGES])
    return f"{'line' if total == 1 else 'lines'} {shown}{f' and {rest:,} more' if rest else ''}"


def _reasons(found: Sequence[PassedOver]) -> str:
    """A few files with their reasons; if there are more, the number of files for each reason."""
    if len(found) <= MOST_FILES:
        return ", ".join(f"{each.path} ({each.reason})" for each in found)
    counts = Counter(each.reason for each in found)
    return ", ".join(f"{count:,} ({reason})" for reason, count in counts.most_common(MOST_FILES))


def _some(paths: Sequence[str]) -> str:
    more = len(paths) - MOST_FILES
    return ", ".join(paths[:MOST_FILES]) + (f" and {more:,} more" if more > 0 else "")


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
