"""Keeps `<pre>` whole in Markdown, where a blank line ends most blocks of HTML."""

import re
from collections.abc import Sequence

from bot.knowledge.lines import closes_fence, opening_fence

FILLER = "\ue000"
"""Stands on the blank lines inside `<pre>`. A character for private use, which no text contains."""
_OPENING = re.compile(r"\s*<(?:[^`]*<)?pre(?:\s[^<>]*)?>", re.IGNORECASE)
"""The beginning of a line of HTML that opens `<pre>`."""
_CLOSING = re.compile(r"</pre\s*>", re.IGNORECASE)
_MOST_LINES = 1000
"""Maximum lines of such an element."""


def with_filled_blanks(lines: Sequence[str]) -> list[str]:
    """The lines, with `FILLER` on the blank ones inside `<pre>`. Their number stays."""
    result = list(lines)
    fence = ""
    place = 0
    while place < len(result):
        line = result[place]
        if fence:
            fence = "" if closes_fence(line, fence) else fence
        elif not (fence := opening_fence(line)) and (found := _OPENING.match(line)):
            end = _end(result, place, found.end())
            result[place:end] = [each if each.strip() else FILLER for each in result[place:end]]
            place = max(place, end - 1)
        place += 1
    return result


def _end(lines: Sequence[str], place: int, column: int) -> int:
    """The line after the closing tag; the line of the opening tag if there is none near."""
    if _CLOSING.search(lines[place], column):
        return place
    near = range(place + 1, min(len(lines), place + _MOST_LINES))
    return next((line + 1 for line in near if _CLOSING.search(lines[line])), place)
