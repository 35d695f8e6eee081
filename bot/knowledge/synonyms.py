"""Reads a file of synonyms: each line has words or phrases with the same meaning, separated by commas."""

import json
import re
from collections.abc import Iterable
from pathlib import PurePath

from bot.knowledge.codes import Code
from bot.knowledge.drafting import is_encodable, split_synonyms
from bot.knowledge.lines import bare, numbered_lines
from bot.knowledge.problem import Problem, excerpt

Group = tuple[str, ...]
"""Words or phrases with the same meaning, in file order."""

_NAMES = ("synonyms", "synonyms.txt", "synonyms.tsv")
"""The last one is part of an export of Azure's question answering."""
_TABLE = str.maketrans("\t", ",", '[]"')
"""Makes a line of text from a row of such an export, which may be a JSON list."""
_ALTERATIONS = re.compile(r'"alterations"\s*:\s*(?P<list>\[[^\[\]]*\])', re.IGNORECASE)
"""A group of synonyms in a JSON export of Azure's question answering."""


def holds_synonyms(path: PurePath) -> bool:
    """Whether a file holds synonyms instead of questions, by its name."""
    return path.name.lower() in _NAMES


def read_synonyms(text: str, path: str) -> tuple[list[Group], list[Problem]]:
    """The groups of a file, and warnings. Blank lines and lines that begin with "#" are skipped."""
    groups: list[Group] = []
    problems: list[Problem] = []
    is_table = PurePath(path).suffix.lower() == ".tsv"
    for number, line in numbered_lines(text.translate(_TABLE) if is_table else text):
        if is_table and bare(line).lower() == "synonyms":  # the name of its column
            continue
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


def synonyms_in_json(text: str) -> list[Group]:
    """The groups in a JSON export of Azure's question answering; empty for other files."""
    groups: list[Group] = []
    for found in _ALTERATIONS.finditer(text):
        try:
            words = json.loads(found["list"])
        except ValueError:
            continue
        sound = (word for word in words if isinstance(word, str) and is_encodable(word) and "\0" not in word)
        groups.append(split_synonyms(",".join(sound)))
    return groups


def joined(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups of several files and entries, each once, without groups of a single word."""
    return tuple(dict.fromkeys(group for group in groups if len(group) > 1))
