"""Reads a literal of JavaScript, such as a list of objects in MDX, into a tree. Nothing is run."""

import re

from bot.knowledge.html.page import html_as_markdown
from bot.knowledge.structured.tree import List, Object, Value

DEEPEST = 30
"""Maximum depth of nested lists and objects."""
LONGEST_ELEMENT = 20_000
"""Maximum characters of an element."""
_SPACE = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`", re.DOTALL)
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"")
_WORD = re.compile(r"-?[\w$][\w$.]*")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[\w.-]*)(?P<rest>(?:[^<>{}\"']|\"[^\"]*\"|'[^']*'|\{[^{}]*\})*?)(?P<empty>/?)>"
)
_VOID = frozenset({"br", "img", "hr", "input"})
_ESCAPES = {"n": "\n", "t": "\t", "r": "", "\n": "", "b": "", "f": "", "v": "", "0": ""}
_ESCAPE = re.compile(
    r"\\(?:u\{(?P<braced>[0-9a-fA-F]{1,6})\}|u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2})|(?P<one>.))", re.DOTALL
)
_IN_BRACES = re.compile(r"\{\s*([\"'`])(?P<text>[^\"'`{}]*)\1\s*\}|\{/\*.*?\*/\}", re.DOTALL)


_DECLARED = re.compile(
    r"(?:export\s+default|module\.exports\s*=|(?:export\s+)?(?:const|let|var)\s+[\w$]+(?:\s*:[^=\n]+)?\s*=)\s*(?=[\[{(])"
)
"""What stands before the only value of a script."""
_UNQUOTED = re.compile(r"[\[{,]\s*(?:[A-Za-z_$][\w$]*|'[^'\n]*')\s*:|[\[{,}\]\"]\s*(?://|/\*)|[\[:,]\s*['`]|,\s*[\]}]")
"""What JSON never contains: names without quotation marks, other quotation marks, comments, a comma at the end."""
LONGEST_SCRIPT = 2**22
"""Maximum characters of a file that is read as a script."""


class NotPlainError(ValueError):
    """The literal contains something else than text, numbers, lists, objects and elements."""


def literal_start(text: str) -> int:
    """Where the only value of a script begins; -1 if a file is JSON or something else."""
    if len(text) > LONGEST_SCRIPT:
        return -1
    space = _SPACE.match(text)
    start = space.end() if space else 0
    if declared := _DECLARED.match(text, start):
        return declared.end()
    is_script = text[start : start + 1] in {"[", "{"} and (start > len(text) - len(text.lstrip()) or _is_script(text))
    return start if is_script else -1


def _is_script(text: str) -> bool:
    """Whether the text has comments or unquoted names. Texts in quotation marks do not count."""
    return bool(_UNQUOTED.search(_QUOTED.sub('""', text)))


def parse_literal(text: str, start: int, line: int) -> tuple[Value, int]:
    """The value that begins at `start`, on that line (counted from 1), and the place after it.

    Raises NotPlainError.
    """
    reader = _Reader(text, start, line)
    return reader.value(0), reader.place


class _Reader:
    def __init__(self, text: str, start: int, line: int) -> None:
        self.text, self.place = text, start
        self._counted, self._line = start, line

    def value(self, depth: int) -> Value:
        """The value here, with the parts that “+” joins."""
        found = self._single(depth)
        while self._takes("+"):
            found = f"{found}{self._single(depth)}"
        return found

    def _single(self, depth: int) -> Value:
        sign = self._next()
        if depth > DEEPEST:
            raise NotPlainError
        if sign == "[":
            return self._list(depth)
        if sign == "{":
            return self._object(depth)
        if sign == "<":
            return self._element()
        if self._takes("("):
            found = self.value(depth + 1)
            self._expect(")")
            return found
        if string := _STRING.match(self.text, self.place):
            self.place = string.end()
            return _unquoted(string[0])
        return self._word()

    def _word(self) -> Value:
        found = _WORD.match(self.text, self.place)
        if not found or self.text[found.end() : found.end() + 1] in {"(", "`"}:
            raise NotPlainError
        self.place = found.end()
        return {"true": True, "false": False, "null": None, "undefined": None}.get(found[0], found[0])

    def _list(self, depth: int) -> List:
        self._expect("[")
        values = List(self._number())
        while not self._takes("]"):
            values.append(self.value(depth + 1))
            if not self._takes(","):
                self._expect("]")
                break
        return values

    def _object(self, depth: int) -> Object:
        self._expect("{")
        found = Object(self._number())
        while not self._takes("}"):
            self._next()
            line = self._number()
            key = _STRING.match(self.text, self.place) or _WORD.match(self.text, self.place)
            if not key:
                raise NotPlainError
            self.place = key.end()
            self._expect(":")
            found.put(_unquoted(key[0]) if key[0][0] in "\"'`" else key[0], line, self.value(depth + 1))
            if not self._takes(","):
                self._expect("}")
                break
        return found

    def _element(self) -> str:
        """An element of JSX, as Markdown."""
        start, depth = self.place, 0
        for tag in _TAG.finditer(self.text, self.place, self.place + LONGEST_ELEMENT):
            if tag["close"]:
                depth -= 1
            elif not tag["empty"] and tag["name"] not in _VOID:
                depth += 1
            if depth <= 0:
                self.place = tag.end()
                html = _IN_BRACES.sub(lambda found: found["text"] or "", self.text[start : self.place])
                return html_as_markdown(html.replace("<>", "").replace("</>", ""))
        raise NotPlainError

    def _next(self) -> str:
        """The next sign, after white space and comments."""
        found = _SPACE.match(self.text, self.place)
        self.place = found.end() if found else self.place
        return self.text[self.place : self.place + 1]

    def _takes(self, sign: str) -> bool:
        is_next = self._next() == sign
        self.place += is_next
        return is_next

    def _expect(self, sign: str) -> None:
        if not self._takes(sign):
            raise NotPlainError

    def _number(self) -> int:
        """The current line."""
        self._line += self.text.count("\n", self._counted, self.place)
        self._counted = self.place
        return self._line


def _unquoted(quoted: str) -> str:
    inside = quoted[1:-1]
    if quoted[0] == "`" and "${" in inside:
        raise NotPlainError
    return _ESCAPE.sub(_escaped, inside) if "\\" in inside else inside


def _escaped(found: re.Match[str]) -> str:
    code = found["braced"] or found["four"] or found["two"]
    if not code:
        return _ESCAPES.get(found["one"], found["one"])
    number = int(code, 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else ""  # noqa: PLR2004 - Unicode's
