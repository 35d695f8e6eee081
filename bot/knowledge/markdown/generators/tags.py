"""Component tags, as in MDX: `<Accordion title="…">`, on one or more lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.markdown.generators.openings import attributes_of

_NAME = r"[A-Z][\w.]*|[a-z][a-z0-9]*(?:-[a-z0-9]+)+"
_VALUE = r"(?:\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^\s\"'<>{}=/]+)"
_ATTRIBUTES = rf"(?:\s+(?:[\w:@.$-]+(?:\s*=\s*{_VALUE})?|\{{\.\.\.\w+\}}))*"
_TAG = re.compile(rf"<(?P<name>{_NAME})(?P<attributes>{_ATTRIBUTES})\s*(?P<empty>/?)>")
_START = re.compile(rf"<(?:{_NAME})(?:\s|$)")
_CLOSING = re.compile(rf"</(?P<name>{_NAME})\s*>")
_INLINE = re.compile(rf"</?(?:{_NAME}){_ATTRIBUTES}\s*/?>")
_MOST_LINES = 40
"""Maximum lines of a tag."""
_MOST_TRIALS = 8
"""Maximum lines with a ">" that does not end the tag."""
_LONGEST = 8_000
"""Maximum characters of a tag."""
_ANSWERS = ("answer", "a", "content", "body", "description", "text")
_HTML = frozenset(
    (
        *(
            "A",
            "B",
            "BR",
            "BLOCKQUOTE",
            "CENTER",
            "CODE",
            "DETAILS",
            "DIV",
            "DL",
            "DT",
            "DD",
            "EM",
            "FONT",
            "HR",
            "HTML",
        ),
        *("I", "IMG", "LI", "OL", "P", "PRE", "S", "SPAN", "STRONG", "SUB", "SUMMARY", "SUP", "TABLE", "TBODY", "TD"),
        *("TH", "THEAD", "TR", "TT", "U", "UL", "KBD", "BODY", "HEAD", "TITLE", "META", "LINK", "SCRIPT", "STYLE"),
        *("H1", "H2", "H3", "H4", "H5", "H6"),
    )
)
"""HTML tags in capitals, which are not components."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag."""

    name: str
    attributes: str
    is_empty: bool
    """Whether it closes itself."""
    lines: int
    """Its number of lines, at least 1."""
    rest: str
    """The text after it on its last line."""

    @property
    def answer(self) -> str:
        """The answer in its attributes; "" for none."""
        values = attributes_of(self.attributes)
        return next((values[name].strip() for name in _ANSWERS if values.get(name)), "")


def tag_at(lines: Sequence[str], place: int, text: str) -> Tag | None:
    """The tag at the beginning of `text`, the stripped line; it may continue on later lines. None for none."""
    if not _START.match(text) and not _TAG.match(text):
        return None
    source, count, failed = text, 1, 0
    while not (found := _TAG.match(source) if ">" in source else None):
        failed += ">" in source
        below = lines[place + count].strip() if place + count < len(lines) else ""
        if not below or count >= _MOST_LINES or failed > _MOST_TRIALS or len(source) > _LONGEST:
            return None
        source, count = f"{source}\n{below}", count + 1
    if found["name"] in _HTML:
        return None
    return Tag(found["name"], found["attributes"], bool(found["empty"]), count, source[found.end() :].strip())


def closed_names(text: str) -> frozenset[str]:
    """The names of all components that are closed somewhere."""
    return frozenset(_CLOSING.findall(text)) - _HTML


def closing_tag(text: str) -> tuple[str, int]:
    """The component that a line closes, and the column after its tag; ("", 0) for none."""
    found = _CLOSING.match(text)
    return (found["name"], found.end()) if found and found["name"] not in _HTML else ("", 0)


def without_tags(text: str, closed: frozenset[str]) -> str:
    """The text of a line without component tags, which have attributes or are closed somewhere."""

    def replaced(found: re.Match[str]) -> str:
        name = re.match(r"</?([\w.-]+)", found[0])
        if not name or name[1] in _HTML:
            return found[0]
        is_sure = name[1] in closed or "=" in found[0] or found[0].endswith("/>")
        return "" if is_sure else found[0]

    return _INLINE.sub(replaced, text)
