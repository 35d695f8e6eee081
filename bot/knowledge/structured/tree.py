"""The values of a JSON or YAML file, with line numbers."""

from collections.abc import Mapping
from typing import Any

Value = Any
"""An `Object`, a `List`, text, a number, True, False or None."""

_KINDS: Mapping[type, str] = {str: "text", bool: "true or false", type(None): "null"}


class Object(dict[str, Value]):
    """The fields of an object by their names, in file order."""

    __slots__ = ("line", "lines", "repeated")

    def __init__(self, line: int) -> None:
        """Start without fields. `line` is the first line of the object, counted from 1."""
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        """The line of each name."""
        self.repeated: list[tuple[int, str]] = []
        """The line and name of each field that is skipped because an earlier one has the same name."""

    def put(self, name: str, line: int, value: Value) -> None:
        """Add a field."""
        if name in self:
            self.repeated.append((line, name))
        else:
            self[name], self.lines[name] = value, line


class List(list[Value]):
    """The values of a list."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        """Start without values. `line` is the first line of the list, counted from 1."""
        super().__init__()
        self.line = line


def kind(value: Value) -> str:
    """The kind of a value, in words."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return _KINDS.get(type(value), "a number")
