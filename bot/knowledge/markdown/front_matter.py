"""Reads the front matter of a document: YAML between "---", or TOML between "+++"."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.knowledge.structured.tree import List, Object, Value

_MARKS = ("---", "+++")
_VALUE = re.compile(r"[\"']?(?P<name>[\w.@$-]{2,})[\"']?\s*[:=](?:\s+(?P<value>.*))?$")
"""A line with a name and a value. A name of one letter is the label of a question."""
_MOST_LINES = 5_000
"""Maximum lines of front matter."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a document."""

    length: int = 0
    """Its number of lines; 0 if there is none."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Its simple values. Names are in lower case."""
    tree: Object = field(default_factory=lambda: Object(1))
    fault: tuple[int, str] | None = None
    """The line (counted from 1) and the reason why it cannot be read; None if it can be read."""


def read_front_matter(lines: Sequence[str]) -> FrontMatter:
    """The front matter at the beginning of a document."""
    mark = lines[0].rstrip()
    end = next((place for place in range(1, min(len(lines), _MOST_LINES)) if lines[place].rstrip() == mark), 0)
    if mark not in _MARKS or not end or not _looks_like_front_matter(lines[1:end], mark):
        return FrontMatter()
    text = "\n".join(lines[1:end])
    tree, fault = _toml(text) if mark == "+++" else _yaml(text)
    simple = [found.group("name", "value") for found in map(_VALUE.match, lines[1:end]) if found]
    named = simple if fault else list(tree.items())
    values = {name.lower(): str(value).strip("\"' ") for name, value in named if isinstance(value, str | int | float)}
    return FrontMatter(end + 1, values, tree, (min(fault[0] + 1, end), fault[1]) if fault else None)


def _looks_like_front_matter(lines: Sequence[str], mark: str) -> bool:
    """Whether the first line with words names a value. Otherwise the mark is a rule."""
    first = next((line for line in lines if line.strip() and line[0] != "#"), "")
    return not first.strip() or (first[0] in "[{" if mark == "+++" else False) or bool(_VALUE.match(first))


def _yaml(text: str) -> tuple[Object, tuple[int, str] | None]:
    from yaml import MarkedYAMLError, YAMLError  # noqa: PLC0415 - few documents have front matter

    from bot.knowledge.structured.yaml_tree import UnusableError, parse_yaml  # noqa: PLC0415

    try:
        found = next(parse_yaml(text), None)
    except MarkedYAMLError as error:
        return Object(1), (error.problem_mark.line + 1 if error.problem_mark else 1, str(error.problem))
    except UnusableError as error:
        return Object(1), (error.line, str(error))
    except (YAMLError, RecursionError):
        return Object(1), (1, "it cannot be read")
    return (found, None) if isinstance(found, Object) else (Object(1), None)


def _toml(text: str) -> tuple[Object, tuple[int, str] | None]:
    try:
        return _as_tree(tomllib.loads(text)), None
    except tomllib.TOMLDecodeError as error:
        return Object(1), (1, str(error))
    except RecursionError:
        return Object(1), (1, "it is nested too deeply")


def _as_tree(value: Mapping[str, Any]) -> Object:
    found = Object(1)
    for name, each in value.items():
        found.put(name, 1, _node(each))
    return found


def _node(value: Any) -> Value:  # noqa: ANN401 - whatever TOML holds
    if isinstance(value, dict):
        return _as_tree(value)
    if isinstance(value, list):
        values = List(1)
        values.extend(map(_node, value))
        return values
    return value if isinstance(value, str | int | float | bool) else str(value)


def lists_in(tree: Object) -> Iterator[tuple[str, List]]:
    """The lists of objects at the top of the front matter, with their names."""
    for name, value in tree.items():
        if isinstance(value, List) and value and all(isinstance(each, Object) for each in value):
            yield name, value
