"""Parses YAML into a tree with line numbers. Every scalar is text as written: "no" is an answer, not False."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from bot.knowledge.structured.tree import List, Object, Value

MOST_REPEATED = 10
"""Maximum factor by which a document may grow when aliases are replaced by their values."""
DEEPEST = 100
"""Maximum depth of nested lists and objects."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


class UnusableError(ValueError):
    """Aliases would make a document very large or endless, or it is nested too deeply."""

    def __init__(self, line: int, message: str) -> None:
        """Take the line, counted from 1, and the message."""
        super().__init__(message)
        self.line = line


def parse_yaml(text: str) -> Iterator[Value]:
    """The value of each document that is not empty. Tags have no effect: the values are text, lists and objects.

    Raises UnusableError, yaml.YAMLError, and RecursionError for a value that is nested too deeply.
    """
    for node in yaml.compose_all(text, Loader=_LOADER):
        if not _is_empty(node):
            yield _Builder(MOST_REPEATED * len(text)).value(node, 0)


def _is_empty(node: yaml.Node | None) -> bool:
    """Whether nothing stands between two lines of “---”, or after the last one."""
    return node is None or (isinstance(node, yaml.ScalarNode) and node.tag == _NULL and not node.value)


@dataclass(slots=True)
class _Builder:
    """Builds values from nodes, up to a maximum number."""

    left: int
    _open: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, depth: int) -> Value:
        line = node.start_mark.line + 1
        self.left -= 1 + (len(node.value) if isinstance(node, yaml.ScalarNode) else 0)
        if self.left < 0 or id(node) in self._open:
            raise UnusableError(line, "aliases (“*”) that would fill the memory")
        if depth > DEEPEST:
            raise UnusableError(line, "it is nested too deeply")
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == _NULL else str(node.value)
        self._open.add(id(node))
        try:
            return self._items(node, depth + 1)
        finally:
            self._open.discard(id(node))

    def _items(self, node: yaml.Node, depth: int) -> Value:
        if isinstance(node, yaml.SequenceNode):
            values = List(node.start_mark.line + 1)
            values.extend(self.value(each, depth) for each in node.value)
            return values
        found = Object(node.start_mark.line + 1)
        merged: list[Value] = []
        for key, each in node.value:
            value = self.value(each, depth)
            if key.tag == "tag:yaml.org,2002:merge":
                merged += value if isinstance(value, list) else [value]
            elif isinstance(key, yaml.ScalarNode):
                found.put(str(key.value), key.start_mark.line + 1, value)
        for other in merged:
            for name, value in other.items() if isinstance(other, Object) else ():
                if name not in found:
                    found.put(name, found.line, value)
        return found
