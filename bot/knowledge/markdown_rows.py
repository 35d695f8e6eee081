"""Rows of Markdown: what the converters of other formats make, with the source line of each row."""

import re
from collections.abc import Iterable, Sequence

Row = tuple[str, int]
"""A line of Markdown without its line end, and its line in the source, counted from 1."""

_SPECIAL = re.compile(r"([\\`*]|(?<!\w)_|_(?!\w)|~~|\|\||<(?=[A-Za-z/!?]))")
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+>](?=\s)|\d{1,9}(?=[.)]\s)|:::|---|===|\{%|\{\{)")
_BLANK = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")


def escaped(text: str) -> str:
    """Plain text, escaped for Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def at_start(text: str) -> str:
    """A line of inline Markdown, escaped so that a block that begins with it is a paragraph."""
    found = _AT_START.match(text)
    if not found:
        return text
    sign = found[2]
    return f"{found[1]}{sign}\\{text[found.end() :]}" if sign.isdigit() else f"{found[1]}\\{text[found.start(2) :]}"


def paragraph(text: str, line: int) -> list[Row]:
    """The rows of inline Markdown, followed by a blank row; none for blank text. Two line breaks end a paragraph."""
    rows: list[Row] = []
    for part in _BLANK.split(text):
        lines = [" ".join(row.split()) for row in part.split("\n")]
        found = [(at_start(row), line) for row in lines if row]
        rows += [*found, ("", line)] if found else []
    return rows


def indented(rows: Iterable[Row], first: str, other: str) -> list[Row]:
    """The rows after a marker such as "- " or "> "."""
    return [(((first if place == 0 else other) + text).rstrip(" "), line) for place, (text, line) in enumerate(rows)]


def trimmed(rows: Sequence[Row]) -> list[Row]:
    """The rows without blank rows at the end."""
    end = len(rows)
    while end and not rows[end - 1][0].strip():
        end -= 1
    return list(rows[:end])


def tight(rows: Sequence[Row]) -> list[Row]:
    """The rows of an item, without blank rows before a nested list."""
    after = [text for text, _ in rows[1:]] + [""]
    return [row for row, following in zip(rows, after, strict=True) if row[0] or not _ITEM.match(following)]


def fenced(code: str, language: str, line: int) -> list[Row]:
    """The rows of a code block."""
    longest = max((len(found) for found in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    lines = code.strip("\n").split("\n")
    body = [(text.rstrip("\r"), line + place) for place, text in enumerate(lines)]
    return [(f"{fence}{language}", line), *body, (fence, line + len(lines) - 1), ("", line + len(lines) - 1)]
