"""Reads a file of synonyms: on each line the words or phrases that mean the same, with commas between."""

from collections.abc import Iterable
from pathlib import PurePath

from bot.knowledge.codes import Code
from bot.knowledge.drafting import split_synonyms
from bot.knowledge.lines import bare, numbered_lines
from bot.knowledge.problem import Problem, excerpt

Group = tuple[str, ...]
"""Words or phrases that mean the same, in the order of the file."""

_NAMES = ("synonyms", "synonyms.txt")


def holds_synonyms(path: PurePath) -> bool:
    """Whether a file holds synonyms rather than questions, which its name tells."""
    return path.name.lower() in _NAMES


def read_synonyms(text: str, path: str) -> tuple[list[Group], list[Problem]]:
    """The groups of a file, and warnings; blank lines and those that begin with "#" are passed over."""
    groups: list[Group] = []
    problems: list[Problem] = []
    for number, line in numbered_lines(text):
        group = split_synonyms(bare(line))
        if not group or group[0].startswith("#"):
            continue
        if len(group) > 1:
            groups.append(group)
        else:
            message = f"a synonym of nothing: {excerpt(group[0])}"
            hint = "write what means the same on the same line, with a comma between"
            problems.append(Problem(path, number, Code.LONELY_SYNONYM, message, hint))
    return groups, problems


def joined(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups of several files and entries, each once, without those of a single word."""
    return tuple(dict.fromkeys(group for group in groups if len(group) > 1))
