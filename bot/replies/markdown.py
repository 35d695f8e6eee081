"""Converts the Markdown of documents to the part of Markdown that Discord shows."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from textwrap import indent
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bot.knowledge.html.preformatted import FILLER, with_filled_blanks
from bot.replies.html import HtmlConverter, html_to_markdown, link

MAX_CONVERTED = 32_000
"""Maximum characters to convert, about eight messages. A longer text may take long to parse, so it stays as it is."""
PHONE_COLUMNS = 40
"""Characters of a line of code that a phone held upright shows without wrapping it."""
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$", re.MULTILINE)
"""The line below the names of the columns."""
DEEPEST_HEADING = 3
"""Discord shows headings from "#" to "###"."""


def for_discord(text: str) -> str:
    """The same text in the part of Markdown that Discord shows.

    Tables become code blocks, HTML becomes Markdown, and images become links. Links within the document become plain
    text. Headings below "###" become bold. Wrapped lines are joined.
    """
    if len(text) > MAX_CONVERTED:
        return text
    whole = "\n".join(with_filled_blanks(text.split("\n"))) if "<pre" in text.lower() else text
    return _blocks(SyntaxTreeNode(_parser().parse(whole)).children).replace(FILLER, "")


def with_readable_tables(text: str) -> str:
    """A plain text whose Markdown tables are converted as by `for_discord`. The rest stays as it is."""
    if not _TABLE_RULE.search(text) or len(text) > MAX_CONVERTED:
        return text
    shown: list[str] = []
    table: list[str] = []
    for line in [*text.split("\n"), ""]:
        if "|" in line:
            table.append(line)
            continue
        if table:
            shown.append(for_discord("\n".join(table)) if _is_table(table) else "\n".join(table))
            table = []
        shown.append(line)
    return "\n".join(shown[:-1])


def _is_table(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and bool(_TABLE_RULE.fullmatch(lines[1]))


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
    """The table as a code block with columns, if a phone shows that without wrapping; otherwise a line for each row."""
    rows = [row.children for part in node.children for row in part.children]
    plain = [[" ".join(_cell(cell, as_code=True).split()) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip_longest(*plain, fillvalue="")]
    if sum(widths) + 2 * (len(widths) - 1) > PHONE_COLUMNS:
        return _table_as_lines([[" ".join(_cell(cell).split()) for cell in row] for row in rows])
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in plain]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "```\n" + "\n".join(lines).replace("```", "'''") + "\n```"


def _table_as_lines(rows: Sequence[Sequence[str]]) -> str:
    """The names of the columns, then an item for each row: the first cell, and the other cells after their names."""
    names, *others = rows
    lines = [_bold(" · ".join(filter(None, names)))] if any(names) else []
    for row in others:
        first, *rest = row
        named = len(rest) > 1
        cells = [
            f"{name}: {cell}" if named and name else cell for name, cell in zip(names[1:], rest, strict=False) if cell
        ]
        lines.append(f"- {': '.join(filter(None, (_bold(first), ' · '.join(cells))))}")
    return "\n".join(lines)


def _bold(text: str) -> str:
    return f"**{text.replace('**', '')}**" if text else ""


def _cell(cell: SyntaxTreeNode, *, as_code: bool = False) -> str:
    return _inline(cell.children[0].children, as_code=as_code) if cell.children else ""


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
