"""Finds the conflict markers of unfinished git merges."""

import re
from collections.abc import Iterator

from bot.knowledge.codes import Code
from bot.knowledge.lines import prose_lines
from bot.knowledge.problem import Problem

_START = "<<<<<<<"
_END = re.compile(r">{7}(?: .*)?")


def conflicts(text: str, path: str) -> Iterator[Problem]:
    """An error for each conflict outside code blocks. `path` is used only in the problems."""
    if _START not in text:
        return
    start = 0
    for offset, line in prose_lines(text.replace("\r\n", "\n").replace("\r", "\n")):
        number = offset + 1
        if line == _START or line.startswith(f"{_START} "):
            start = number
        elif start and _END.fullmatch(line):
            message = f"a merge conflict, up to line {number}"
            hint = "keep one version, and delete the lines with <<<<<<<, ======= and >>>>>>>"
            yield Problem(path, start, Code.MERGE_CONFLICT, message, hint)
            start = 0
