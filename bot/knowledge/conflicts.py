"""Finds what git leaves in a file where two edits of it could not be merged."""

import re
from collections.abc import Iterator

from bot.knowledge.lines import numbered_lines
from bot.knowledge.problem import Problem, Severity

_START = "<<<<<<<"
_END = re.compile(r">{7}(?: .*)?")


def conflicts(text: str, path: str) -> Iterator[Problem]:
    """An error for each place with both edits in it; `path` is for the problems."""
    if _START not in text:
        return
    start = 0
    for number, line in numbered_lines(text):
        if line == _START or line.startswith(f"{_START} "):
            start = number
        elif start and _END.fullmatch(line):
            message = f"two edits that were not merged, up to line {number}"
            cure = "keep one of them, and delete the lines of <<<<<<<, ======= and >>>>>>>"
            yield Problem(path, start, Severity.ERROR, message, cure)
            start = 0
