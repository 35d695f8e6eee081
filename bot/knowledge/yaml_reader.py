"""Reads YAML, by the same rules as JSON."""

import re
from collections.abc import Iterator

from yaml import MarkedYAMLError, YAMLError

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.drafting import collected
from bot.knowledge.field_names import EXACT, role_of
from bot.knowledge.problem import Findings, Problem
from bot.knowledge.structured.halves import halves_of
from bot.knowledge.structured.shapes import ShapeReader
from bot.knowledge.structured.yaml_tree import UnusableError, parse_yaml

LARGEST = 32 * 2**20
"""Characters. A parsed document needs thirty times the memory of its text."""

_NAME = re.compile(r"^[ \t-]*(?P<name>[^\W\d_]{1,20})[ \t]*:", re.MULTILINE)
MEANT = frozenset((EXACT, role) for role in ("question", "questions", "answer"))
"""The sureness and role of the names in a file of entries."""


def read_yaml(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole file of one document or several.

    `path` is used only in the problems. Returns the drafts in file order, and all problems.
    """
    problems = Findings(path)
    if len(text) > LARGEST:
        size = f"YAML of more than {LARGEST // 2**20} MiB"
        problems.add(0, Code.TOO_LARGE, size, "split it into several, or write it as JSON")
        return [], problems.told()
    if halves_of(text, path):
        return [], []  # `join_halves` makes the entries, with other files
    shapes = ShapeReader(problems)
    drafts = collected(_drafts(text, shapes, problems), problems.add)
    drafts = drafts or list(shapes.guessed())
    return shapes.finish(drafts), problems.told()


def _drafts(text: str, shapes: ShapeReader, problems: Findings) -> Iterator[Draft]:
    try:
        for value in parse_yaml(text):
            yield from shapes.drafts(value)
    except UnusableError as error:
        problems.add(error.line, Code.SYNTAX, f"this YAML cannot be read: {error}", "write it in a simpler form")
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        hint = "indent with spaces, and put text that contains “: ” or “#” in quotation marks"
        # A folder may contain YAML of other programs, such as templates.
        code = Code.SYNTAX if _is_meant(text) else Code.FILE_WITHOUT_ENTRY
        problems.add(min(line, text.count("\n") + 1), code, f"invalid YAML: {error.problem}", hint)
    except YAMLError as error:
        place = getattr(error, "position", None)
        line = 1 + text.count("\n", 0, place) if isinstance(place, int) else 1
        reason = getattr(error, "reason", "it cannot be read")
        problems.add(line, Code.SYNTAX, f"invalid YAML: {reason}", "correct it there")


def _is_meant(text: str) -> bool:
    """Whether it contains a field name for questions or answers."""
    return any(role_of(found["name"]) in MEANT for found in _NAME.finditer(text))
