"""Reads TOML, by the same rules as JSON."""

import re
import tomllib
from collections.abc import Iterable, Mapping

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.drafting import collected
from bot.knowledge.field_names import role_of
from bot.knowledge.problem import Findings, Problem
from bot.knowledge.structured.shapes import ShapeReader
from bot.knowledge.structured.tree import List, Object, Value
from bot.knowledge.yaml_reader import MEANT

LARGEST = 32 * 2**20
"""Characters. The parser of the standard library reads about a megabyte in a second."""
_PLACE = re.compile(r"\(at line (?P<line>\d+), column \d+\)|\(at end of document\)")
_NAME = re.compile(r"^[ \t]*(?P<quote>[\"']?)(?P<name>[^\"'=\n\[\]]+?)(?P=quote)[ \t]*=", re.MULTILINE)


def read_toml(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole file.

    `path` is used only in the problems. Returns the drafts in file order, and all problems.
    """
    problems = Findings(path)
    if len(text) > LARGEST:
        size = f"TOML of more than {LARGEST // 2**20} MiB"
        problems.add(0, Code.TOO_LARGE, size, "split it into several, or write it as JSON")
        return [], problems.told()
    try:
        tree = _Builder(text).tree(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        line = int(found["line"]) if found and found["line"] else 1 + text.count("\n")
        # A folder may contain TOML of other programs, such as templates.
        code = Code.SYNTAX if _is_meant(text) else Code.FILE_WITHOUT_ENTRY
        problems.add(line, code, f"invalid TOML: {_PLACE.sub('', str(error)).strip()}", "correct it there")
        return [], problems.told()
    except RecursionError:
        problems.add(1, Code.SYNTAX, "this TOML is nested too deeply", "write a list of tables")
        return [], problems.told()
    shapes = ShapeReader(problems)
    drafts = collected(shapes.drafts(tree), problems.add)
    return shapes.finish(drafts or list(shapes.guessed())), problems.told()


def _is_meant(text: str) -> bool:
    """Whether it contains a field name for questions or answers."""
    return any(role_of(found["name"]) in MEANT for found in _NAME.finditer(text))


class _Builder:
    """Builds a tree. The parser gives no lines, so each name is searched for in the text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, list[int]] = {}
        counted, line = 0, 1
        for found in _NAME.finditer(text):
            line, counted = line + text.count("\n", counted, found.start()), found.start()
            self._lines.setdefault(found["name"], []).append(line)
        for lines in self._lines.values():
            lines.reverse()

    def tree(self, table: Mapping[str, object]) -> Object:
        """The tree of a table. Its line is the first line of its names."""
        lines = {name: lines.pop() for name in table if (lines := self._lines.get(name))}
        found = Object(min(lines.values(), default=1))
        for name, value in table.items():
            found.put(name, lines.get(name, found.line), self._value(value, lines.get(name, found.line)))
        return found

    def _value(self, value: object, line: int) -> Value:
        if isinstance(value, Mapping):
            return self.tree(value)
        if isinstance(value, list):
            return self._list(value, line)
        return value if isinstance(value, str | bool | int) else str(value)

    def _list(self, values: Iterable[object], line: int) -> List:
        found = List(line)
        found.extend(self._value(each, line) for each in values)
        return found
