"""Reads JSON: a list of objects, or one object a line; an object is an entry."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import Pieces, assemble, collected, split_synonyms
from bot.knowledge.lines import numbered_lines
from bot.knowledge.problem import Findings, Problem

Record = tuple[str, int, object]
"""Where it is, as in "[3]" ("" for a line of its own), the line that it begins on, and what it is."""

_TEXTS = ("question", "answer", "topic", "id")
_LISTS = ("questions", "phrasings", "synonyms")
_SPACE = " \t\r\n"
_DECODER = json.JSONDecoder()
_KINDS: Mapping[type, str] = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}


def read_json(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a list of objects with `question` or `questions`, `answer`, and perhaps `topic`, `id` and `synonyms`.

    `path` is only for the problems. Returns what could be read, in file order, and everything that is wrong with it.
    """
    reader = _Reader(path)
    return collected(reader.drafts(reader.elements(text)), reader.problems.add), reader.problems.told()


def read_json_lines(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse such objects, one a line; blank lines are passed over."""
    reader = _Reader(path)
    return collected(reader.drafts(reader.lines(text)), reader.problems.add), reader.problems.told()


class _Reader:
    def __init__(self, path: str) -> None:
        self.problems = Findings(path)

    def lines(self, text: str) -> Iterator[Record]:
        """The object of each line."""
        for number, line in numbered_lines(text):
            if not line.strip():
                continue
            try:
                yield "", number, json.loads(line)
            except json.JSONDecodeError as error:
                self.problems.add(
                    number, Code.SYNTAX, f"no JSON: {error.msg}, at character {error.colno}", "write one object a line"
                )
            except RecursionError:
                self.problems.add(
                    number, Code.SYNTAX, "no JSON that can be read: it is nested too deeply", "write one object a line"
                )

    def elements(self, text: str) -> Iterator[Record]:
        """Each element of the list, or the only object."""
        place = _behind_space(text, 0)
        if text[place : place + 1] != "[":
            yield from self._element(text, place, "", 1 + text.count("\n", 0, place))
            return
        line, counted, number = 1, 0, 0
        place = _behind_space(text, place + 1)
        while text[place : place + 1] != "]":
            line, counted = line + text.count("\n", counted, place), place
            for record in self._element(text, place, f"[{number}]", line):
                yield record
                break
            else:
                return
            place, number = _behind_space(text, self._end), number + 1
            if text[place : place + 1] == ",":
                place = _behind_space(text, place + 1)
            elif text[place : place + 1] != "]":
                line += text.count("\n", counted, place)
                self.problems.add(
                    line, Code.SYNTAX, f"no JSON: a comma or “]” is missing behind [{number - 1}]", "write it"
                )
                return

    def _element(self, text: str, place: int, name: str, line: int) -> Iterator[Record]:
        """The value that begins there; nothing if it is no JSON, which is reported."""
        try:
            value, self._end = _DECODER.raw_decode(text, place)
        except json.JSONDecodeError as error:
            self.problems.add(
                error.lineno, Code.SYNTAX, f"no JSON: {error.msg}, at character {error.colno}", "correct it there"
            )
        except RecursionError:
            self.problems.add(
                line, Code.SYNTAX, "no JSON that can be read: it is nested too deeply", "write a list of objects"
            )
        else:
            yield name, line, value

    def drafts(self, records: Iterator[Record]) -> Iterator[Draft]:
        """Each entry."""
        for name, line, value in records:
            if not isinstance(value, dict):
                where = name or "this"
                self.problems.add(
                    line,
                    Code.FIELD,
                    f"{where} is {_kind(value)}, not an object",
                    "write “question” and “answer” into {}",
                )
            elif self._is_sound(name, line, value):
                yield from self._draft(line, value)

    def _draft(self, line: int, value: Mapping[str, Any]) -> Iterator[Draft]:
        questions = [value.get("question"), *_listed(value.get("questions")), *_listed(value.get("phrasings"))]
        synonyms = value.get("synonyms") or []
        pieces = Pieces(
            tuple(Line(line, question) for question in questions if question),
            value.get("answer") or "",
            line,
            value.get("topic"),
            str(value.get("id") or ""),
            split_synonyms(",".join(_listed(synonyms))),
        )
        draft = assemble(pieces, self.problems.add, "write its “answer” into the same object")
        if draft:
            yield Draft(draft.questions, draft.answer, line, draft.topic, draft.id, draft.synonyms)

    def _is_sound(self, name: str, line: int, value: Mapping[str, Any]) -> bool:
        """Whether each value is of its kind; what is not is reported."""
        told = len(self.problems)
        dot = f"{name}." if name else ""
        for key in _TEXTS:
            self._check(f"{dot}{key}", line, value.get(key), also=int if key == "id" else str)
        for key in _LISTS:
            items = value.get(key)
            if isinstance(items, list):
                for place, item in enumerate(items):
                    self._check(f"{dot}{key}[{place}]", line, item, required=True)
            else:
                self._check(f"{dot}{key}", line, items)
        return len(self.problems) == told

    def _check(self, name: str, line: int, value: object, also: type = str, *, required: bool = False) -> None:
        """Say so if a value is neither text nor, unless it is required, missing."""
        if isinstance(value, str):
            if not _is_encodable(value):
                self.problems.add(
                    line, Code.FIELD, f"{name} holds half a character (a lone surrogate)", "write the character itself"
                )
            elif "\0" in value:
                self.problems.add(line, Code.FIELD, f"{name} holds a NUL character", "leave it out")
        elif (required or value is not None) and (isinstance(value, bool) or not isinstance(value, also)):
            self.problems.add(
                line, Code.FIELD, f"{name} is {_kind(value)}, not text", "write it as text, in quotation marks"
            )


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "a number")


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _behind_space(text: str, place: int) -> int:
    while text[place : place + 1] and text[place] in _SPACE:
        place += 1
    return place
