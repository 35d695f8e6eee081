"""Reads tables of separated values, as spreadsheets export them: a row is an entry."""

import csv
import io
from collections import deque
from collections.abc import Iterator
from itertools import count, islice
from pathlib import PurePath
from typing import Literal

from bot.knowledge.codes import Code
from bot.knowledge.columns import MOST_TITLES, named_roles
from bot.knowledge.draft import Draft
from bot.knowledge.drafting import collected
from bot.knowledge.problem import Findings, Problem
from bot.knowledge.rows import QUOTED, Row, read_rows
from bot.knowledge.unlabelling import without_labels

_DELIMITERS = ",;\t|"
MOST_COMPARED = 20
"""Rows that show the delimiter."""
_SAMPLE = 10_000
"""Characters at the beginning of a table that show its delimiter."""


def read_table(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole table, with commas, semicolons, tabs or bars between its fields.

    `path` is for the problems, and shows whether it is a `.tsv`. Returns the drafts in file order, and all problems.
    """
    problems = Findings(path)
    delimiter, skipped = _delimiter_of(text, path)
    rows = _rows(text, delimiter, problems)
    if skipped:
        next(rows, None)
    return without_labels(collected(read_rows(rows, problems), problems.add)), problems.told()


def _rows(text: str, delimiter: str, problems: Findings) -> Iterator[Row]:
    """The rows that are not blank."""
    before = 0
    try:
        for number, fields in _numbered_rows(text, delimiter, is_quoted=not _has_bare_quotes(text, delimiter)):
            if any(field.strip() for field in fields):
                yield before + 1, fields
            before = number
    except csv.Error as error:
        is_open = "end of data" in str(error)
        wrong = "a quotation mark that is never closed" if is_open else "text behind a closing quotation mark"
        problems.add(before + 1, Code.SYNTAX, f"{wrong}, in the row that begins here", QUOTED)


def _numbered_rows(text: str, delimiter: str, *, is_quoted: bool) -> Iterator[Row]:
    """Each row with the line that it ends on. Raises csv.Error."""
    limit = csv.field_size_limit(max(len(text), 1))
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    try:
        for fields in lines:
            yield lines.line_num, fields
    finally:
        csv.field_size_limit(limit)


def _has_bare_quotes(text: str, delimiter: str) -> bool:
    """Whether quotation marks are ordinary characters, as in tab-separated tables not made by a spreadsheet program."""
    if delimiter != "\t" or '"' not in text:
        return False
    if len({line.count(delimiter) for line in text.splitlines() if line.strip()}) != 1:
        return False
    try:
        deque(_numbered_rows(text, delimiter, is_quoted=True), maxlen=0)
    except csv.Error:
        return True
    return False


def _delimiter_of(text: str, path: str) -> tuple[str, bool]:
    """The delimiter, and whether the first line is Excel's declaration of it, such as "sep=;"."""
    first = text.lstrip("\r\n")[:_SAMPLE]
    hint = first.partition("\n")[0].strip("\r")
    if hint.startswith("sep=") and len(hint) == len("sep=,"):
        return hint[-1], True
    if PurePath(path).suffix.lower() == ".tsv":
        return "\t", False
    return max(_DELIMITERS, key=lambda delimiter: _fields_of(first, delimiter)), False


def _fields_of(text: str, delimiter: str) -> tuple[bool, float, int]:
    """How well a delimiter splits the first rows: if one names the columns, how alike they are, how wide."""
    rows: list[list[str]] = []
    try:
        rows += islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MOST_COMPARED)
    except csv.Error:
        rows = rows[:0]
    is_named = any(map(named_roles, count(), rows[: MOST_TITLES + 1]))
    widths = [len(row) for row in rows if row]
    if len(text) == _SAMPLE and 1 < len(rows) < MOST_COMPARED:
        widths.pop()  # the sample may end inside the row
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return is_named, widths.count(usual) / len(widths) if usual > 1 else 0, usual
