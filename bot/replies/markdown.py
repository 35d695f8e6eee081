"""Converts the Markdown of documents to the part of Markdown that Discord shows."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from textwrap import indent
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bot.replies.html import HtmlConverter, html_to_markdown, link

MAX_CONVERTED = 32_000
"""Maximum characters to convert, about eight messages. A longer text may take long to parse, so it stays as it is."""
DEEPEST_HEADING = 3
"""Discord shows headings from "#" to "###"."""


def for_discord(text: str) -> str:
    """The same text in the part of Markdown that Discord shows.

    Tables become code blocks, HTML becomes Markdown, and images become links. Links within the document become plain
    text. Headings below "###" become bold. Wrapped lines are joined.
    """
    if len(text) > MAX_CONVERTED:
        return text
    return _blocks(SyntaxTreeNode(_parser().parse(text)).children)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")


def _blocks(nodes: Sequence[SyntaxTreeNode], between: str = "\n\n") -> str:
    return between.join(filter(None, (_RENDERERS.get(node.type, _children)(node) for node in nodes)))


def _children(node: SyntaxTreeNode) -> str:
    return _blocks(node.children)


def _paragraph(node: SyntaxTreeNode) -> str:
    return _inline(node.children[0].children) if node.children else ""


def _heading(node: SyntaxTreeNode) -> str:
    text = _paragraph(node).replace("\n", " ")
    level = int(node.tag[1])
    bare = text.replace("**", "")
    return f"{'#' * level} {text}" if level <= DEEPEST_HEADING or not bare else f"**{bare}**"


def _list(node: SyntaxTreeNode) -> str:
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    items: list[str] = []
    for place, item in enumerate(node.children):
        mark = "- " if first is None else f"{first + place}. "
        is_tight = all(child.hidden for child in item.children if child.type == "paragraph")
        text = _blocks(item.children, "\n" if is_tight else "\n\n")
        items.append(mark + indent(text, " " * len(mark)).lstrip())
    return "\n".join(items)


def _quote(node: SyntaxTreeNode) -> str:
    return "\n".join(f"> {line}" for line in _children(node).split("\n"))


def _code(node: SyntaxTreeNode) -> str:
    content = node.content.rstrip("\n")
    language = node.info.split()[0] if node.type == "fence" and node.info.split() else ""
    fence = "```"
    while fence in content:
        fence += "`"
    return f"{fence}{language}\n{content}\n{fence}"


def _table(node: SyntaxTreeNode) -> str:
    """The table as a code block. Only there do columns line up, because the font is monospaced."""
    rows = [
        [
            " ".join(_inline(cell.children[0].children, as_code=True).split()) if cell.children else ""
            for cell in row.children
        ]
        for part in node.children
        for row in part.children
    ]
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "```\n" + "\n".join(lines).replace("```", "'''") + "\n```"


def _html(node: SyntaxTreeNode) -> str:
    return html_to_markdown(node.content)


def _nothing(_: SyntaxTreeNode) -> str:
    return ""


def _inline(nodes: Sequence[SyntaxTreeNode], *, as_code: bool = False) -> str:
    """The text of a paragraph. With `as_code`, a table cell without marks, which a code block would show."""
    writer = HtmlConverter()
    for node in nodes:
        if node.type == "html_inline":
            if not as_code:
                writer.feed(node.content)
        else:
            writer.written.append(_piece(node, as_code=as_code))
    return writer.text()


def _piece(node: SyntaxTreeNode, *, as_code: bool) -> str:
    if node.type == "image":
        is_linked = node.parent is not None and node.parent.type == "link"
        return node.content if is_linked else _link(node.content, str(node.attrs.get("src", "")), as_code=as_code)
    if node.type == "link":
        return _link(_inline(node.children, as_code=as_code), str(node.attrs.get("href", "")), as_code=as_code)
    if node.type in _MARKS:
        mark = "" if as_code else _MARKS[node.type]
        return f"{mark}{_inline(node.children, as_code=as_code)}{mark}"
    if node.type in _BREAKS:
        return _BREAKS[node.type]
    return node.content if as_code else _words(node)


def _words(node: SyntaxTreeNode) -> str:
    if node.type == "code_inline":
        return _inline_code(node.content)
    # An escaped character stays escaped. An entity becomes its character.
    return node.markup if node.type == "text_special" and node.markup.startswith("\\") else node.content


def _link(text: str, target: str, *, as_code: bool) -> str:
    written = link(text, target)
    if not as_code or written == text:
        return written
    return f"{text} ({target})" if text and text != target else target


def _inline_code(content: str) -> str:
    fence = "`"
    while fence in content:
        fence += "`"
    return f"{fence} {content} {fence}" if len(fence) > 1 else f"{fence}{content}{fence}"


_MARKS: Mapping[str, str] = MappingProxyType({"strong": "**", "em": "*", "s": "~~"})
_BREAKS: Mapping[str, str] = MappingProxyType({"softbreak": " ", "hardbreak": "\n"})
_RENDERERS: Mapping[str, Callable[[SyntaxTreeNode], str]] = MappingProxyType(
    {
        "paragraph": _paragraph,
        "heading": _heading,
        "bullet_list": _list,
        "ordered_list": _list,
        "blockquote": _quote,
        "fence": _code,
        "code_block": _code,
        "table": _table,
        "html_block": _html,
        "hr": _nothing,
    }
)
