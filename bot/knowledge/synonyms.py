"""Reads a file of synonyms: each line has words or phrases with the same meaning, separated by commas."""

from collections.abc import Iterable
from pathlib import PurePath

from bot.knowledge.codes import Code
from bot.knowledge.drafting import split_synonyms
from bot.knowledge.lines import bare, numbered_lines
from bot.knowledge.problem import Problem, excerpt

Group = tuple[str, ...]
"""Words or phrases with the same meaning, in file order."""

_NAMES = ("synonyms", "synonyms.txt")


def holds_synonyms(path: PurePath) -> bool:
    """Whether a file holds synonyms instead of questions, by its name."""
    return path.name.lower() in _NAMES


def read_synonyms(text: str, path: str) -> tuple[list[Group], list[Problem]]:
    """The groups of a file, and warnings. Blank lines and lines that begin with "#" are skipped."""
    groups: list[Group] = []
    problems: list[Problem] = []
    for number, line in numbered_lines(text):
        group = split_synonyms(bare(line))
        if not group or group[0].startswith("#"):
            continue
        if len(group) > 1:
            groups.append(group)
        else:
            message = f"a synonym without a partner: {excerpt(group[0])}"
            hint = "write words with the same meaning on one line, separated by commas"
            problems.append(Problem(path, number, Code.LONELY_SYNONYM, message, hint))
    return groups, problems


def joined(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups of several files and entries, each once, without groups of a single word."""
    return tuple(dict.fromkeys(group for group in groups if len(group) > 1))
