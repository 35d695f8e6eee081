"""The values of a JSON or YAML file, with the lines that they stand on."""

from collections.abc import Mapping
from typing import Any

Value = Any
"""An `Object`, a `List`, text, a number, True, False or None."""

_KINDS: Mapping[type, str] = {str: "text", bool: "true or false", type(None): "null"}


class Object(dict[str, Value]):
    """The fields of an object by their names, in file order."""

    __slots__ = ("line", "lines", "repeated")

    def __init__(self, line: int) -> None:
        """Start without fields; `line` is where the object begins, counted from 1."""
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        """The line of each name."""
        self.repeated: list[tuple[int, str]] = []
        """The line and name of each field that is left out because there is one of its name already."""

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
        """Start without values; `line` is where the list begins, counted from 1."""
        super().__init__()
        self.line = line


def kind(value: Value) -> str:
    """What a value is, in words."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return _KINDS.get(type(value), "a number")
