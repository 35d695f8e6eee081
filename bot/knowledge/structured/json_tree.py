"""Parses JSON into a tree with line numbers."""

import json
import re
from bisect import bisect_left

from bot.knowledge.structured.tree import List, Object, Value

_SPACE = re.compile(r"[ \t\r\n]*")
_MOST_DIGITS = 4300
"""Python refuses to make a number of more digits from a text."""


def _number(text: str) -> int | str:
    return int(text) if len(text) <= _MOST_DIGITS else text


DECODER = json.JSONDecoder(parse_int=_number, parse_float=str)
"""Decodes JSON. A number with a fraction stays text as written, as does an integer with too many digits."""


def parse_json(text: str, start: int = 0, first_line: int = 1) -> tuple[Value, int]:
    """The value that begins at `start`, and its end. `start` is on line `first_line`.

    Raises JSONDecodeError, and RecursionError for a value that is nested too deeply.
    """
    return _Parser(text, start, first_line).value(start)


def behind_space(text: str, place: int) -> int:
    """The first place from `place` on that is not white space."""
    found = _SPACE.match(text, place)
    return found.end() if found else place


class _Parser:
    def __init__(self, text: str, start: int, first_line: int) -> None:
        self._text = text
        self._ends = [found.start() for found in re.compile("\n").finditer(text, start)]
        self._first_line = first_line

    def value(self, place: int) -> tuple[Value, int]:
        char = self._text[place : place + 1]
        if char == "{":
            return self._object(place)
        return self._list(place) if char == "[" else DECODER.raw_decode(self._text, place)

    def _object(self, start: int) -> tuple[Object, int]:
        found = Object(self._line(start))
        place = behind_space(self._text, start + 1)
        while self._text[place : place + 1] != "}":
            if self._text[place : place + 1] != '"':
                raise json.JSONDecodeError("Expecting property name enclosed in double quotes", self._text, place)
            line = self._line(place)
            name, place = DECODER.raw_decode(self._text, place)
            place = self._behind(":", behind_space(self._text, place), "Expecting ':' delimiter")
            value, place = self.value(place)
            found.put(name, line, value)
            place = behind_space(self._text, place)
            if self._text[place : place + 1] != "}":
                place = self._behind(",", place, "Expecting ',' delimiter")
        return found, place + 1

    def _list(self, start: int) -> tuple[List, int]:
        found = List(self._line(start))
        place = behind_space(self._text, start + 1)
        while self._text[place : place + 1] != "]":
            value, place = self.value(place)
            found.append(value)
            place = behind_space(self._text, place)
            if self._text[place : place + 1] != "]":
                place = self._behind(",", place, "Expecting ',' delimiter")
        return found, place + 1

    def _behind(self, sign: str, place: int, message: str) -> int:
        if self._text[place : place + 1] != sign:
            raise json.JSONDecodeError(message, self._text, place)
        return behind_space(self._text, place + 1)

    def _line(self, place: int) -> int:
        return self._first_line + bisect_left(self._ends, place)
