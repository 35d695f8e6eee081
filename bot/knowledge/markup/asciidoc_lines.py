"""Prepares the lines of AsciiDoc: headings over a rule become headings with signs, and tables become Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence

Numbered = tuple[int, str]
"""A line with its number, counted from 1."""

RAW = "\x00"
"""The first character of a line that is Markdown already."""
_FENCE = re.compile(r"(?P<sign>-{4,}|\.{4,}|`{3,}|/{4,}|\+{4,})\w*\s*$")
_RULES = {"=": "=", "-": "==", "~": "===", "^": "====", "+": "====="}
"""The sign of a rule below a heading, and the signs before the heading."""
_RULE = re.compile(r"(?P<sign>[-=~^+])(?P=sign){2,}\s*$")
_UNLIKE_LENGTH = 2
"""Characters by which a rule may be longer or shorter than the heading above it."""
_TABLE = re.compile(r"\|={3,}\s*$")
_COLUMNS = re.compile(r"\[[^\]]*cols\s*=\s*\"?(?P<cols>[^\"\]]+)")
_REPEATED = re.compile(r"(?P<times>\d+)\*")
_CELL = re.compile(r"(?:(?<=\s)|^)(?:\d*\.?\d*\+)?[<^>.]*[adehlms]?\|")
"""The beginning of a cell, perhaps with its span, alignment and style."""


def prepared(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines, of which some are Markdown after `RAW`."""
    fence = ""
    place = 0
    columns = 0
    while place < len(lines):
        number, line = lines[place]
        below = lines[place + 1][1] if place + 1 < len(lines) else ""
        above = lines[place - 1][1] if place else ""
        if fence:
            fence = "" if line.strip() == fence else fence
        elif signs := _signs_of(line, below, above):
            yield number, f"{signs} {line.strip()}"
            place += 2
            continue
        elif found := _FENCE.match(line):
            fence = found["sign"]
        elif found := _COLUMNS.match(line):
            columns = _count(found["cols"])
        elif _TABLE.match(line) and (end := _end_of_table(lines, place)):
            yield from _table(lines[place + 1 : end], columns)
            place, columns = end + 1, 0
            continue
        yield number, line
        place += 1


def _signs_of(line: str, below: str, above: str) -> str:
    """The signs before a heading that has a rule below; "" for other lines."""
    rule = _RULE.match(below)
    text = line.strip()
    is_heading = bool(rule) and any(map(str.isalnum, text)) and not above.strip(" [#]") and line[:1] not in ".=*-|[ "
    is_fitting = abs(len(text) - len(below.strip())) <= _UNLIKE_LENGTH
    return _RULES[rule["sign"]] if rule and is_heading and is_fitting else ""


def _count(columns: str) -> int:
    """The number of columns in a list such as "1,2" or "3*"."""
    return sum(int(found["times"]) if (found := _REPEATED.search(part)) else 1 for part in columns.split(","))


def _end_of_table(lines: Sequence[Numbered], start: int) -> int:
    return next((place for place in range(start + 1, len(lines)) if _TABLE.match(lines[place][1])), 0)


def _table(lines: Sequence[Numbered], columns: int) -> Iterator[Numbered]:
    """The rows in Markdown. The lines stay as they are if the cells do not fill the rows."""
    cells = list(_cells(lines))
    if not columns:
        first = next((line for _, line in lines if line.strip()), "")
        columns = len(_CELL.findall(first))
    if columns < 2 or len(cells) % columns:  # noqa: PLR2004 - a table
        yield from ((number, line) for number, line in lines)
        return
    for start in range(0, len(cells), columns):
        number = cells[start][0]
        row = " | ".join(text.replace("|", "\\|") for _, text in cells[start : start + columns])
        yield number, f"{RAW}| {row} |"
        if not start:
            yield number, f"{RAW}|{'---|' * columns}"
    yield lines[-1][0], ""


def _cells(lines: Iterable[Numbered]) -> Iterator[Numbered]:
    """The text of each cell, with the line where it begins."""
    number, held = 0, list[str]()
    for line_number, line in lines:
        before, *parts = _CELL.split(line)
        if before.strip():
            held.append(before.strip())
        for part in parts:
            if number:
                yield number, " ".join(held)
            number, held = line_number, [part.strip()] if part.strip() else []
    if number:
        yield number, " ".join(held)
