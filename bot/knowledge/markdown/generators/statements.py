"""Lines of code in the text: imports and exports of MDX, included files."""

import re
from collections.abc import Sequence

_IMPORT = re.compile(r"import\s(?:[^'\"]{0,500}\sfrom\s)?['\"][^'\"]{1,300}['\"];?\s*$")
_EXPORT = re.compile(r"export\s+(?:const|let|var|default|function|async)\b")
_INCLUDED = "--8<--"
_MOST_LINES = 300
"""Maximum lines of a statement."""


def statement_length(lines: Sequence[str], place: int) -> int:
    """The number of lines of the statement that begins on a line; 0 for none."""
    line = lines[place]
    if line.startswith(_INCLUDED) or _IMPORT.match(line):
        return 1
    is_open = line.startswith("import ") and line.rstrip().endswith("{")
    if not is_open and not _EXPORT.match(line):
        return 0
    depth = 0
    for count, each in enumerate(lines[place : place + _MOST_LINES], start=1):
        if count > 1 and each.startswith(("import ", "export ")):
            return 1
        depth += sum(map(each.count, "{[(")) - sum(map(each.count, "}])"))
        if depth <= 0:
            return count
    return 1
