"""Converts single elements of a page, for `converter`."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urljoin, urlsplit

from bot.knowledge.field_names import LIKELY, QUESTIONS, role_of
from bot.knowledge.html.tree import BLOCKS, Node, Text
from bot.knowledge.markdown_rows import Row, escaped

QUESTION_TYPE = re.compile(r"schema\.org/Question\b")
"""The type of an element that is marked up as a question."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BREAK = "\n"
_AROUND_HEADINGS = frozenset({"a", "article", "button", "div", "header", "i", "section", "span"})
_MOST_AROUND = 8
"""Maximum elements around a heading, or before it."""


def unfolding(title: str, line: int, rows: Sequence[Row], start: int) -> list[Row]:
    """The rows of a collapsible section. `title` is inline Markdown, and may be a question."""
    shown = (f"<summary>{as_html(title)}</summary>", line)
    return [("<details>", start), shown, ("", line), *rows, ("", line), ("</details>", line), ("", line)]


def marked_up(node: Node) -> tuple[str, Node, int] | None:
    """The question of an element with such markup, the element with its answer, and the line; None for others."""
    named: dict[str, Node] = {}
    for each in node.elements():
        if each.attributes.get("itemprop"):
            named.setdefault(each.attributes["itemprop"], each)
    name, told = named.get("name"), named.get("text") or named.get("acceptedAnswer")
    if not name or not told:
        return None
    return escaped(" ".join((name.attributes.get("content") or name.text()).split())), told, name.line


def inline_code(text: str) -> str:
    """Inline code."""
    ticks = "``" if "`" in text else "`"
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}" if text else ""


def emphasised(inner: str, sign: str) -> str:
    """The text between emphasis marks, which must touch its first and last word."""
    text = inner.strip()
    if not sign or not text or BREAK in text or text.startswith(sign):
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}{sign}{text}{sign}{after}"


def is_block(node: Node) -> bool:
    """Whether an element is a block, by itself or because of its content."""
    return node.tag in BLOCKS or any(each.tag in BLOCKS for each in node.elements())


def first_line(node: Node | Text) -> int:
    """The first line with text."""
    text = node.text if isinstance(node, Text) else ""
    return node.line + text[: len(text) - len(text.lstrip())].count("\n")


def terms_of(node: Node) -> Iterator[Node]:
    """The terms and definitions of a list, which may be grouped."""
    for child in node.children:
        if isinstance(child, Node):
            if child.tag in {"dt", "dd"}:
                yield child
            elif child.tag in {"div", "section"}:
                yield from (each for each in child.children if isinstance(each, Node) and each.tag in {"dt", "dd"})


def is_layout(cell: Node) -> bool:
    """Whether a cell contains something that a Markdown table cannot contain."""
    return any(each.tag in {"table", "dl", "details", "pre", *HEADINGS} for each in cell.elements())


def names_columns(texts: Sequence[str]) -> bool:
    """Whether a row names the columns of questions and answers."""
    roles = {role for sureness, role in map(role_of, texts) if sureness <= LIKELY}
    return bool(roles & QUESTIONS) and "answer" in roles


def code_text(node: Node) -> str:
    """The text of code, unchanged."""
    return "".join(
        each.text if isinstance(each, Text) else "\n" if each.tag == "br" else code_text(each) for each in node.children
    )


def as_html(markdown: str) -> str:
    """Inline Markdown as plain text for HTML, because a summary is not read as Markdown."""
    plain = re.sub(r"\\([\\`*_~|<])", r"\1", re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)).replace("**", "")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def own_elements(table: Node) -> Iterator[Node]:
    """The elements inside a table, in order, without those of tables inside it."""
    pending: list[Node | Text] = list(reversed(table.children))
    while pending:
        node = pending.pop()
        if isinstance(node, Node) and node.tag != "table":
            yield node
            pending.extend(reversed(node.children))


def address_of(target: str, base: str, *, keeps_relative: bool) -> str:
    """The address of a link; "" if it only works inside the page or the site.

    `base`: the address that relative ones begin with; "" if unknown. `keeps_relative`: they then stay as they are.
    """
    try:
        address = urljoin(base, target.strip()) if base and target.strip()[:1] != "#" else target.strip()
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    is_relative = not scheme and address[:1] not in {"", "#"}
    is_shown = scheme in {"http", "https", "mailto"} or (is_relative and keeps_relative)
    return re.sub(r"[\s<>()]", lambda found: f"%{ord(found[0]):02X}", address) if is_shown else ""


def anchors_of_headings(root: Node) -> frozenset[str]:
    """The names that links to the headings of a page use."""
    return frozenset(
        name
        for heading in root.elements()
        if heading.tag in HEADINGS
        for each in heading.elements()
        if (name := each.attributes.get("id") or each.attributes.get("name"))
    )


def is_contents(node: Node, anchors: frozenset[str]) -> bool:
    """Whether a list is a table of contents: its items are only links within the page, most of them to headings."""
    targets: list[str] = []
    for item in node.children:
        if isinstance(item, Node):
            links = [each for each in item.elements() if each.tag == "a"]
            shown = "".join(item.text().split())
            if not links or shown != "".join("".join(link.text().split()) for link in links):
                return False
            targets += [link.attributes.get("href", "").strip() for link in links]
    hits = sum(target[1:] in anchors for target in targets)
    return len(targets) > 1 and all(target[:1] == "#" for target in targets) and 2 * hits > len(targets)


def is_layout_list(node: Node) -> bool:
    """Whether a list only places sections side by side: several items, and most of them begin with a heading."""
    items = [child for child in node.children if isinstance(child, Node) and child.tag == "li"]
    headed = sum(_begins_with_heading(item) for item in items)
    return headed > 1 and 2 * headed > len(items)


def _begins_with_heading(item: Node) -> bool:
    for element in islice(item.elements(), 1, _MOST_AROUND):
        if element.tag in HEADINGS:
            return True
        if element.tag not in _AROUND_HEADINGS:
            return False
    return False
