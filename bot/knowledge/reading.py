"""Reads one file: turns its bytes into drafts or synonyms, and problems."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.codes import Code, Severity
from bot.knowledge.conflicts import conflicts
from bot.knowledge.decoding import decode, decode_table
from bot.knowledge.draft import Draft
from bot.knowledge.files import Found
from bot.knowledge.other_formats import WAYS_OUT
from bot.knowledge.problem import Findings, Problem, printable
from bot.knowledge.readers import (
    LINE_BY_LINE,
    READERS,
    SHEETS,
    STRUCTURED,
    TABLES,
    TAGS,
    is_document,
    read_bytes,
    reader_of,
    shown_rows,
)
from bot.knowledge.synonyms import Group, holds_synonyms, read_synonyms, synonyms_in_json
from bot.runtime import Meter

if TYPE_CHECKING:
    from bot.knowledge.linting.coverage import Coverage
    from bot.knowledge.structured.halves import Half

LARGEST_FILE = 128 * 2**20
"""Bytes. This is more than twenty times the size of 15,000 entries. Nobody writes a larger file by hand."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading one file, or of a path that is not a file."""

    path: str
    source: str
    """The file's name for members; "" for a path that cannot be read."""
    drafts: Sequence[Draft] = ()
    problems: Sequence[Problem] = ()
    synonyms: Sequence[Group] = ()
    halves: Sequence["Half"] = ()
    """Questions or answers of an export whose other half is in another file."""
    coverage: "Coverage | None" = None
    """How much of a document's text belongs to entries; None for other formats, or if not requested."""
    asks: bool = False
    """Whether the file should have questions."""


def read(
    item: Found | Problem, meter: Meter, *, lint: bool, ignored: Collection[Code] = (), base_url: str = ""
) -> Reading:
    """Read a file. With `lint`, also apply the rules for warnings, except the ignored codes.

    `base_url` is the address where the folder of the files is published; "" for none.
    """
    reading = _read(item, meter, lint=lint, ignored=ignored, base_url=base_url)
    return replace(reading, problems=[problem for problem in reading.problems if problem.code not in ignored])


def _read(item: Found | Problem, meter: Meter, *, lint: bool, ignored: Collection[Code], base_url: str) -> Reading:
    if isinstance(item, Problem):
        return Reading(item.path, "", problems=(item,))
    path = printable(str(item.path))
    raw = _bytes_of(item.path, path)
    if isinstance(raw, Problem):
        return Reading(path, item.source, problems=(raw,))
    if holds_synonyms(item.path):
        reading, text = _synonyms_of(raw, path, item.source), ""
    else:
        reading, text = _parse(raw, path, item.source, base_url)
    meter.add(item.size)
    if not lint:
        return reading
    if reading.drafts and is_document(item.path.suffix.lower()):
        reading = replace(reading, coverage=_coverage(text, reading.drafts, item.path.suffix.lower()))
    found = Findings(path)
    for problem in _lint(reading, text, meter.over(reading.drafts, item.size)):
        if problem.code not in ignored:
            found.take(problem)
    return replace(reading, problems=(*reading.problems, *found.told()))


def _bytes_of(file: Path, path: str) -> bytes | Problem:
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or "unknown error"
        return Problem(path, 0, Code.UNREADABLE, f"cannot be read: {reason}", "check its permissions")
    if len(raw) > LARGEST_FILE:
        size = f"larger than {LARGEST_FILE // 2**20} MiB"
        return Problem(path, 0, Code.TOO_LARGE, size, "split it into several")
    return raw


def _synonyms_of(raw: bytes, path: str, source: str) -> Reading:
    text, damage = decode(raw, path)
    groups, problems = read_synonyms(text or "", path)
    return Reading(path, source, problems=[damage, *problems] if damage else problems, synonyms=groups)


def _parse(raw: bytes, path: str, source: str, base_url: str) -> tuple[Reading, str]:
    """The contents of the file, and its text."""
    extension = Path(source).suffix.lower()
    if extension in SHEETS:
        drafts, problems = read_bytes(raw, path)
        return Reading(path, source, drafts, problems, asks=True), ""
    text, damage = (decode_table if extension in TABLES else decode)(raw, path)
    drafts, problems = reader_of(extension, base_url, source)(text, path) if text else ([], [])
    problems += conflicts(text or "", path)
    if damage and damage.severity is Severity.ERROR:
        # Damaged text is not quoted. If it contains no entry, even its line numbers are doubtful.
        return Reading(path, source, problems=[damage, *(problems if drafts else ())], asks=True), ""
    if not drafts and extension in WAYS_OUT and extension not in READERS:
        format_name, way_out = WAYS_OUT[extension]
        problem = Problem(path, 0, Code.NOT_TEXT, f"this is {format_name}, which the bot does not read", way_out)
        return Reading(path, source, problems=[problem], asks=True), text or ""
    halves: Sequence[Half] = ()
    if extension in TAGS and text and ("## intent" in text or "- utter_" in text or "##intent" in text):
        halves = _halves_in_markdown(text)
        drafts, problems = ([], []) if halves else (drafts, problems)
    elif extension in STRUCTURED and not drafts:
        halves = _halves_of(text or "", path)
    if extension in TAGS and text and not halves and not problems:
        drafts = _tag_of(text, path, len(drafts)) or drafts
    problems = [*([damage] if damage else ()), *problems]
    synonyms = synonyms_in_json(text) if text and extension == ".json" else ()
    return Reading(path, source, drafts, problems, synonyms, halves=halves, asks=True), text or ""


def _tag_of(text: str, path: str, questions: int) -> list[Draft]:
    from bot.knowledge.tag_reader import read_tag  # noqa: PLC0415 - few files are tags

    return read_tag(text, path, questions)


def _halves_of(text: str, path: str) -> Sequence["Half"]:
    from bot.knowledge.structured.halves import halves_of  # noqa: PLC0415 - most starts read no JSON or YAML

    return halves_of(text, path)


def _halves_in_markdown(text: str) -> Sequence["Half"]:
    from bot.knowledge.structured.rasa_markdown import halves_of_markdown  # noqa: PLC0415 - see above

    return halves_of_markdown(text)


def _coverage(text: str, drafts: Sequence[Draft], extension: str) -> "Coverage":
    from bot.knowledge.linting.coverage import coverage  # noqa: PLC0415 - what is only loaded is not looked at

    if extension in TAGS:
        from bot.knowledge.markdown.parsing import visible_lines  # noqa: PLC0415 - see above

        return coverage("\n".join(visible_lines(text)), drafts)
    rows = shown_rows(text, extension)
    if rows is None:
        return coverage(text, drafts)
    return coverage("\n".join(row for row, _ in rows), drafts, [number for _, number in rows])


def _lost(reading: Reading) -> Iterator[Problem]:
    """A warning if much of a document's text belongs to no entry."""
    if reading.coverage and reading.coverage.is_low:
        found = reading.coverage
        share = f"{found.lost:,} of {found.lines:,} lines ({found.lost / found.lines:.0%})"
        hint = "check whether these lines contain questions or answers; `check` lists them at the end"
        yield Problem(reading.path, found.numbers[0], Code.LOST_TEXT, f"{share} belong to no entry", hint)


def _lint(reading: Reading, text: str, drafts: Iterator[Draft]) -> Iterator[Problem]:
    """The warnings about a file, draft by draft."""
    from bot.knowledge.linting import lint_file, lint_sequence  # noqa: PLC0415 - loading does not lint

    yield from _lost(reading)
    extension = Path(reading.source).suffix.lower()
    if extension in LINE_BY_LINE or extension not in READERS:
        yield from lint_file(text, drafts, reading.path)
        if all(
            each.severity is Severity.NOTE for each in reading.problems
        ):  # otherwise the reported parts explain what seems to be missing
            yield from lint_sequence(reading.drafts, reading.path)
        return
    # Answers have no lines of their own in the file: their problems get the line of the entry.
    yield from lint_file(text, (), reading.path)
    for draft in drafts:
        for problem in lint_file("", (draft,), reading.path):
            yield replace(problem, line=min(problem.line, draft.answer_line))
