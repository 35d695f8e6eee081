"""Reads the common parts of Org: headings, terms, lists, code, links and emphasis."""

import re
from collections.abc import Iterable, Iterator

from bot.knowledge.draft import Draft
from bot.knowledge.lines import numbered_lines
from bot.knowledge.markdown import read_markdown_rows
from bot.knowledge.markdown_rows import Row
from bot.knowledge.outline.wording import is_worded_as_question
from bot.knowledge.problem import Problem

_HEADING = re.compile(
    r"(?P<stars>\*{1,20})\s+(?:(?:TODO|DONE|NEXT|WAITING)\s+)?(?:\[#\w\]\s+)?(?P<title>\S.*?)(?:\s+:[\w@:]+:)?$"
)
_BEGIN = re.compile(r"\s*#\+begin_(?P<kind>\w+)(?:\s+(?P<language>[\w+-]+))?", re.IGNORECASE)
_END = re.compile(r"\s*#\+end_", re.IGNORECASE)
_TITLE = re.compile(r"#\+title:\s*(?P<title>.*)$", re.IGNORECASE)
_DRAWER = re.compile(r"\s*:(?P<name>[\w-]+):\s*$")
_TERM = re.compile(r"\s*[-+]\s+(?P<term>.+?)\s+::(?:\s+(?P<told>.*))?$")
_RULE = re.compile(r"\s*\|-[-+|]*\s*$")
_LINK = re.compile(r"\[\[(?P<target>[^\[\]\n]+)\](?:\[(?P<text>[^\[\]\n]+)\])?\]")
_OPEN_LINK = re.compile(r"\[\[[^\[\]\n]+\]\[[^\[\]\n]*$")
_LINK_END = re.compile(r"[^\[\]\n]*\]\]")
_CODE = re.compile(r"(?<![\w=~])([=~])(?P<text>\S(?:[^\n]*?\S)?)\1(?![\w=~])")
_BOLD = re.compile(r"(?<![\w*])\*(?P<text>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])")
_ITALIC = re.compile(r"(?<![\w/:])/(?P<text>[^\s/](?:[^/\n]*[^\s/])?)/(?![\w/])")
_ENTITY = re.compile(r"(?<![\w\\:/])\\(?P<name>[A-Za-z]+)(?:\{\}|(?![\w\\]))")
_ENTITIES = dict(
    pair.split()
    for pair in (
        *("dash –", "ndash –", "mdash —", "dots …", "hellip …", "to →", "rarr →", "rightarrow →", "larr ←"),
        *("leftarrow ←", "times ×", "pm ±", "copy ©", "reg ®", "trade ™", "euro €", "deg °"),
    )
)
"""The most common names of characters."""
_PLANNED = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):\s*[<\[]")
_STRUCK = re.compile(r"(?<![\w+])\+(?P<text>[^\s+](?:[^+\n]*[^\s+])?)\+(?![\w+])")
_PLUS_ITEM = re.compile(r"^(\s*)\+(?=\s)")
_LINE_BREAK = re.compile(r"\s*\\\\$")
_SHOWN = frozenset({"quote", "verse", "center"})
_DEEPEST = 6


def read_org(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Read a whole document, without included files.

    `path` is for the problems, and its name may show that the file is an FAQ. Returns the drafts in file order, and all
    problems.
    """
    title = next((found["title"] for line in text.split("\n") if (found := _TITLE.match(line))), "")
    return read_markdown_rows(org_rows(text), path, {"title": title.strip()})


def org_rows(text: str) -> list[Row]:
    """The visible text of the document, as rows of Markdown."""
    return list(_Converter().rows(text))


class _Converter:
    def __init__(self) -> None:
        self._block = ""
        """The kind of the open block, in lower case; "" for none."""
        self._in_drawer = False
        self._terms_ask = False
        """Whether most terms of the document ask. Then all of them are questions."""

    def rows(self, text: str) -> Iterator[Row]:
        terms = [found["term"] for line in text.split("\n") if (found := _TERM.match(line))]
        self._terms_ask = 2 * sum(map(is_worded_as_question, terms)) >= len(terms) > 0
        number = 1
        for number, line in _with_whole_links(numbered_lines(text)):
            yield from ((row, number) for row in self._line(line.rstrip()))
        if self._block and self._block not in {*_SHOWN, "comment"}:
            yield "```", number

    def _line(self, line: str) -> list[str]:
        if self._block:
            return self._inside(line)
        if self._in_drawer:
            self._in_drawer = line.strip().upper() != ":END:"
            return []
        if found := _HEADING.match(line):
            return [f"{'#' * min(len(found['stars']), _DEEPEST)} {_inline(found['title'])}", ""]
        if found := _BEGIN.match(line):
            self._block = found["kind"].lower()
            return [] if self._block in {*_SHOWN, "comment"} else [f"```{found['language'] or ''}"]
        if found := _DRAWER.match(line):
            self._in_drawer = found["name"].upper() != "END"
            return []
        return self._text(line)

    def _inside(self, line: str) -> list[str]:
        is_code = self._block not in {*_SHOWN, "comment"}
        if _END.match(line):
            self._block = ""
            return ["```"] if is_code else [""]
        if is_code:
            return [line]
        return [f"> {_inline(line)}"] if self._block in _SHOWN else []

    def _text(self, line: str) -> list[str]:
        if line.startswith(("# ", "#+")) or line == "#" or _PLANNED.match(line):
            return []
        if line.startswith(": "):
            return [f"    {line[2:]}"]
        if _RULE.match(line):
            return [line.strip().replace("+", "|")]
        if found := _TERM.match(line):
            term, told = _inline(found["term"]), _inline(found["told"] or "")
            if self._terms_ask and not is_worded_as_question(term):
                return ["", f"Q: {term}", "", told]
            asks = is_worded_as_question(term)
            return ["", f"**{term}**", "", told] if asks else [f"- **{term}**: {told}"]
        return [_inline(_PLUS_ITEM.sub(r"\1-", _LINE_BREAK.sub("", line)))]


def _with_whole_links(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers. A link that runs over the end of a line is on one line."""
    held: tuple[int, str] | None = None
    for number, line in lines:
        start, whole = number, line
        if held and _LINK_END.match(line):
            start, whole = held[0], f"{held[1]} {line.strip()}"
        elif held:
            yield held
        held = (start, whole.rstrip()) if _OPEN_LINK.search(whole) else None
        if not held:
            yield start, whole
    if held:
        yield held


def _inline(text: str) -> str:
    """Code, links and emphasis in Markdown."""
    text = _CODE.sub(lambda found: f"`{found['text']}`", text)
    parts = re.split(r"(`[^`\n]*`)", text)
    return "".join(part if place % 2 else _marked(part) for place, part in enumerate(parts))


def _marked(text: str) -> str:
    text = _ENTITY.sub(lambda found: _ENTITIES.get(found["name"], found[0]), text)
    text = _ITALIC.sub(lambda found: f"\x01{found['text']}\x01", text)
    text = _LINK.sub(lambda found: _link(found["target"], found["text"] or ""), text)
    text = _STRUCK.sub(lambda found: f"~~{found['text']}~~", text)
    return _BOLD.sub(lambda found: f"**{found['text']}**", text).replace("\x01", "*")


def _link(target: str, text: str) -> str:
    target = target.replace("\x01", "/")
    if not target.startswith(("http://", "https://", "mailto:")):
        return text or target.rpartition(":")[2].lstrip("*#")
    return f"[{text}]({target})" if text else target
