"""Removes the tables of contents that tools write between two comments."""

import re
from collections.abc import Sequence

from bot.knowledge.lines import closes_fence, opening_fence

_START = re.compile(
    r"\s*<!--\s*(?:START doctoc\b.*|(?:markdown-)?toc\b(?![^<]*(?:stop|end)).*|begin toc\b.*)-->", re.IGNORECASE
)
_END = re.compile(
    r"\s*<!--\s*(?:END doctoc\b.*|tocstop|/\s*toc|(?:markdown-)?toc[ _-]?(?:stop|end)|end toc)\s*-->", re.IGNORECASE
)
_MOST_LINES = 5000
"""Maximum lines between the comments."""


def clear_contents(lines: list[str], verbatim: Sequence[range]) -> None:
    """Clear the lines between such comments, except in code and in verbatim answers.

    Without the second comment, nothing is cleared.
    """
    if not any("<!--" in line and _START.match(line) for line in lines):
        return
    kept = {line for answer in verbatim for line in answer}
    fence = ""
    place = 0
    while place < len(lines):
        line = lines[place]
        if fence:
            fence = "" if closes_fence(line, fence) else fence
        elif place not in kept and not (fence := opening_fence(line)) and _START.match(line):
            near = range(place + 1, min(len(lines), place + _MOST_LINES))
            end = next((after for after in near if _END.match(lines[after])), place - 1)
            lines[place : end + 1] = [""] * (end + 1 - place)
            place = max(place, end)
        place += 1
