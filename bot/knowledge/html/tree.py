"""Parses HTML into a tree with line numbers. Handles missing and unclosed tags like browsers."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

DEEPEST = 100
"""Maximum depth of nested elements. Deeper elements become siblings."""
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_CLOSES = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tbody": frozenset({"thead", "tbody", "tr", "td", "th"}),
    "option": frozenset({"option"}),
    "body": frozenset({"head"}),
}
"""For each tag, the open elements that it closes, unless an element of `_HOLDS` is between."""
_HOLDS = frozenset(("ul", "ol", "dl", "table", "select", "body", "html", "div", "section", "article"))
_DECLARATION = re.compile(r"<!--|<!\[CDATA\[|<!|<\?")
_ENDINGS = {"<!--": "-->", "<![CDATA[": "]]>"}
"""The beginnings and ends of constructs that do not end with ">"."""
BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html"),
        *("li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul", "caption", "title", "button", "hgroup", "legend"),
    )
)
"""Block elements."""
RAW = frozenset({"script", "style", "template", "noscript", "title", "textarea"})


class Node:
    """An element."""

    __slots__ = ("attributes", "children", "line", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """Start without children. `line` is counted from 1."""
        self.tag, self.attributes, self.line = tag, attributes, line
        self.children: list[Node | Text] = []

    def elements(self) -> "Iterator[Node]":
        """The element and all its descendants, in order."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def text(self) -> str:
        """All its text, with white space."""
        parts: list[str] = []
        pending: list[Node | Text] = [self]
        while pending:
            node = pending.pop()
            if isinstance(node, Text):
                parts.append(node.text)
            else:
                parts.append(" " if node.tag in BLOCKS or node.tag == "br" else "")
                pending.extend(reversed(node.children))
        return "".join(parts)


class Text:
    """Text between tags, with entities resolved."""

    __slots__ = ("line", "text")

    def __init__(self, text: str, line: int) -> None:
        """Take the text and its first line, counted from 1."""
        self.text, self.line = text, line


def parse_html(text: str) -> Node:
    """The tree of a document or a fragment, below a root without a tag."""
    parser = _Parser()
    parser.feed(_tamed(text))
    parser.close()
    return parser.root


def _tamed(text: str) -> str:
    """The text without declarations, comments and tags that never end. Their line breaks stay.

    In some Python versions, the parser takes quadratic time for a text with many of these.
    """
    parts: list[str] = []
    place = 0
    while found := _DECLARATION.search(text, place):
        parts.append(text[place : found.start()])
        ending = _ENDINGS.get(found[0], ">")
        end = text.find(ending, found.end())
        if end < 0:
            parts.append(text[found.start() :].replace("<", "&lt;"))
            place = len(text)
            break
        is_data = found[0] == "<![CDATA["
        parts.append(text[found.end() : end] if is_data else "\n" * text.count("\n", found.start(), end))
        place = end + len(ending)
    parts.append(text[place:])
    tamed = "".join(parts)
    last = tamed.rfind(">") + 1
    return tamed[:last] + tamed[last:].replace("<", "&lt;")


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {}, 1)
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS and self._open[-1].tag == "p":
            self._open.pop()
        self._close_implied(tag)
        node = Node(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        self._open[-1].children.append(node)
        if tag not in VOID and len(self._open) < DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in {"svg", "path", "i", "span"} and self._open[-1].tag == tag:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(Text(data, self.getpos()[0]))

    def _close_implied(self, tag: str) -> None:
        closes = _CLOSES.get(tag)
        if not closes:
            return
        for place in range(len(self._open) - 1, 0, -1):
            opened = self._open[place].tag
            if opened in closes:
                del self._open[place:]
                if tag not in {"tr", "tbody"}:
                    return
            elif opened in _HOLDS:
                return
