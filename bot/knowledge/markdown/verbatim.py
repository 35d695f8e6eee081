"""Verbatim answers, between two comments. Nothing inside them has a special meaning."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain, count

_OPENING = re.compile(r"<!-- verbatim answer(?P<number> \d{1,9})? -->")


def verbatim_marks(answer: str) -> tuple[str, str]:
    """The lines to write above and below an answer; numbered if the answer contains such a line."""
    numbers = chain([""], (f" {number}" for number in count(2)))
    number = next(number for number in numbers if f"<!-- end of answer{number} -->" not in answer)
    return f"<!-- verbatim answer{number} -->", f"<!-- end of answer{number} -->"


def find_verbatim(lines: Sequence[str]) -> tuple[list[range], list[int]]:
    """The line ranges of verbatim answers, and the lines of opening comments without a closing one."""
    closings: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if line.startswith("<!-- end of answer"):
            closings.setdefault(line.rstrip(), []).append(place)
    found: list[range] = []
    unclosed: list[int] = []
    for place, line in enumerate(lines):
        opening = _OPENING.fullmatch(line.rstrip())
        if not opening or (found and place <= found[-1].stop):
            continue
        places = closings.get(f"<!-- end of answer{opening['number'] or ''} -->", [])
        after = bisect_right(places, place)
        if after < len(places):
            found.append(range(place + 1, places[after]))
        else:
            unclosed.append(place)
    return found, unclosed
