"""Reads JSON: a list of objects, or one object per line, each an entry. Also finds entries in other structures."""

import json
import re
from collections.abc import Iterator

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.drafting import collected
from bot.knowledge.field_names import LIKELY, POSSIBLE
from bot.knowledge.lines import numbered_lines
from bot.knowledge.problem import Findings, Problem
from bot.knowledge.structured.halves import halves_of
from bot.knowledge.structured.json_tree import DECODER, behind_space, parse_json
from bot.knowledge.structured.kinds import is_switched_off
from bot.knowledge.structured.records import roles_of
from bot.knowledge.structured.script_tree import NotPlainError, literal_start, parse_literal
from bot.knowledge.structured.shapes import ShapeReader
from bot.knowledge.structured.tree import Value

_OF_ONE_FIELD = re.compile(
    r'\[\s*\{\s*"[^"\\\n]{1,20}"\s*:\s*"(?:[^"\\\n]|\\.){0,300}"\s*\}\s*,\s*\{\s*"[^"\\\n]{1,20}"\s*:'
)
"""The beginning of a list in which an object may hold only a question, and the next one its answer."""
_TOO_DEEP = "this JSON is nested too deeply"


def read_json(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole file: a list of objects with a question and an answer each, or a structure that contains them.

    `path` is used only in the problems. Returns the drafts in file order, and all problems.
    """
    if halves_of(text, path):
        return [], []  # `join_halves` makes the entries, with other files
    if (start := literal_start(text)) >= 0:
        return _read_literal(text, start, path)
    return _read(_Reader(Findings(path)), text, lines=False)


def _read_literal(text: str, start: int, path: str) -> tuple[list[Draft], list[Problem]]:
    """Read a literal of JavaScript, such as JSON with comments, or with a comma after the last value."""
    problems = Findings(path)
    try:
        value, _ = parse_literal(text, start, 1 + text.count("\n", 0, start))
    except (NotPlainError, RecursionError):
        return _read(_Reader(problems), text, lines=False)
    problems.add(1, Code.HOW_READ, "this is JavaScript, not JSON, but the bot can read it", "save it as JSON")
    shapes = ShapeReader(problems)
    drafts = collected(shapes.drafts(value), problems.add)
    return shapes.finish(drafts or list(shapes.guessed())), problems.told()


def read_json_lines(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse such objects, one per line. Blank lines are skipped."""
    return _read(_Reader(Findings(path)), text, lines=True)


def _read(reader: "_Reader", text: str, *, lines: bool) -> tuple[list[Draft], list[Problem]]:
    drafts = collected(reader.lines(text) if lines else reader.values(text), reader.problems.add)
    drafts = drafts or list(reader.shapes.guessed())
    return reader.shapes.finish(drafts), reader.problems.told()


class _Reader:
    def __init__(self, problems: Findings) -> None:
        self.problems = problems
        self.shapes = ShapeReader(problems)

    def lines(self, text: str) -> Iterator[Draft]:
        """The entries of each line."""
        hint = "write one object per line"
        for number, line in numbered_lines(text):
            if not line.strip():
                continue
            try:
                yield from self._entries(DECODER.decode(line), "", number, (line, 0, len(line)), is_listed=True)
            except json.JSONDecodeError as error:
                message = f"invalid JSON: {error.msg}, at character {error.colno}"
                self.problems.add(number, Code.SYNTAX, message, hint)
            except RecursionError:
                self.problems.add(number, Code.SYNTAX, _TOO_DEEP, hint)

    def values(self, text: str) -> Iterator[Draft]:
        """The entries of each element of the list, or of the only value."""
        place = behind_space(text, 0)
        is_single = text[place : place + 1] != "[" or text.startswith(("[", '"'), behind_space(text, place + 1))
        if is_single or _OF_ONE_FIELD.match(text, place):
            yield from self._only(text, place)
            return
        line, counted, number = 1, 0, 0
        place = behind_space(text, place + 1)
        while text[place : place + 1] != "]":
            line, counted = line + text.count("\n", counted, place), place
            found = self._element(text, place, line)
            if not found:
                return
            value, end = found
            yield from self._entries(value, f"[{number}]", line, (text, place, end), is_listed=True)
            place, number = behind_space(text, end), number + 1
            if text[place : place + 1] == ",":
                place = behind_space(text, place + 1)
            elif text[place : place + 1] != "]":
                line += text.count("\n", counted, place)
                message = f"invalid JSON: missing comma or “]” after item [{number - 1}]"
                self.problems.add(line, Code.SYNTAX, message, "add it")
                return

    def _element(self, text: str, place: int, line: int) -> tuple[Value, int] | None:
        """The value that begins at `place`, and its end; None if it is invalid, after reporting it."""
        try:
            return DECODER.raw_decode(text, place)
        except json.JSONDecodeError as error:
            message = f"invalid JSON: {error.msg}, at character {error.colno}"
            self.problems.add(error.lineno, Code.SYNTAX, message, "correct it there")
        except RecursionError:
            self.problems.add(line, Code.SYNTAX, _TOO_DEEP, "write a list of objects")
        return None

    def _only(self, text: str, place: int) -> Iterator[Draft]:
        line = 1 + text.count("\n", 0, place)
        found = self._element(text, place, line)
        if found and (end := behind_space(text, found[1])) < len(text):
            if text[place] == text[end] == "{":
                yield from self._several(text, place)
                return
            message = "invalid JSON: text after the end of the first value"
            hint = "write all values into one list, or name the file .jsonl and write one value per line"
            self.problems.add(1 + text.count("\n", 0, end), Code.SYNTAX, message, hint)
        elif found:
            yield from self._entries(found[0], "", line, (text, place, found[1]), is_listed=False)

    def _several(self, text: str, place: int) -> Iterator[Draft]:
        """The entries of objects one after another, as in `.jsonl`."""
        line, counted = 1, 0
        while place < len(text):
            line, counted = line + text.count("\n", counted, place), place
            found = self._element(text, place, line)
            if not found:
                return
            value, end = found
            yield from self._entries(value, "", line, (text, place, end), is_listed=True)
            place = behind_space(text, end)

    def _entries(
        self, value: Value, name: str, line: int, source: tuple[str, int, int], *, is_listed: bool
    ) -> Iterator[Draft]:
        """The entries of a value. `source`: the text, and where the value begins and ends. `is_listed`: one of several.

        Most values are plain objects, in which the lines of the fields do not matter. Only other values are parsed
        again.
        """
        if isinstance(value, dict):
            roles = roles_of(tuple(value), POSSIBLE if is_listed else LIKELY)
            is_plain = all(isinstance(value[field], str) for field in roles.values())
            if roles and is_plain and not is_switched_off(value) and not any(map(_holds_objects, value.values())):
                yield from self.shapes.record(name, line, value, roles)
                return
        if isinstance(value, dict | list):
            text, start, end = source
            try:
                value, _ = parse_json(text[start:end], 0, line)
            except RecursionError:
                self.problems.add(line, Code.SYNTAX, _TOO_DEEP, "write a list of objects")
                return
        yield from self.shapes.drafts(value, name, line, is_listed=is_listed)


def _holds_objects(value: Value) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict | list) for each in value))
