"""Converts the tree of an HTML document to rows of Markdown, with the visible text of the page."""

import re
from collections.abc import Callable, Mapping

from bot.knowledge.html.options import Options
from bot.knowledge.html.pieces import (
    BREAK,
    HEADINGS,
    QUESTION_TYPE,
    address_of,
    code_text,
    emphasised,
    inline_code,
    is_block,
    is_contents,
    is_layout,
    is_layout_list,
    marked_up,
    names_columns,
    own_elements,
    terms_of,
    unfolding,
)
from bot.knowledge.html.powers import raised
from bot.knowledge.html.questions import begins_with_question, lone_question, question_of, repeated
from bot.knowledge.html.tree import RAW, Node, Text
from bot.knowledge.markdown_rows import Row, escaped, fenced, indented, paragraph, tight, trimmed
from bot.knowledge.outline.wording import is_worded_as_question

_UNSEEN = frozenset((*RAW, "head", "svg", "nav", "footer", "select", "object", "audio", "canvas", "map"))
_AROUND = frozenset({"navigation", "search", "banner", "contentinfo", "menu", "menubar"})
"""ARIA roles of elements around a page's text."""
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~", "u": "__"}
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_PERMALINK = re.compile(r"[#¶§🔗⚓\s]*")
_SPACE = re.compile(r"\s+")
_LANGUAGE = re.compile(r"(?:language|lang|highlight)-(?:source-)?(?P<name>[\w+#-]{1,20})")
_ANCHOR = re.compile(r"[\w.:-]{1,100}")
_START = re.compile(r"[0-9]{1,5}")
_PIXEL = frozenset({"0", "1"})
"""Widths of tracking pixels."""


class Converter:
    """Converts the elements of one page."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._asked: Node | None = None
        """The element for the question of the current entry, which is no part of its answer."""
        self._blocks: Mapping[str, Callable[[Node], list[Row]]] = {
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(("ul", "ol", "menu"), self._list),
            "pre": self._code,
            "dl": self._definitions,
            "details": self._unfolding,
            "table": self._table,
            "blockquote": self._quote,
        }

    def rows(self, node: Node) -> list[Row]:
        """The content of an element, as blocks."""
        rows: list[Row] = []
        words: list[str] = []
        line = node.line
        containers = {id(child): child for child in repeated(node)}
        last = next((child for child in reversed(containers.values()) if begins_with_question(child)), None)
        for child in node.children:
            if child is self._asked:
                continue
            if isinstance(child, Node) and is_block(child):
                rows += paragraph("".join(words), line)
                words = []
                if id(child) in containers and (entry := self._entry(child)):
                    rows += entry
                    continue
                rows += self._block(child)
                rows += [("---", child.line), ("", child.line)] if child is last else []
                continue
            if not "".join(words).strip():
                line = child.line + (
                    child.text[: -len(child.text.lstrip()) or None].count("\n") if isinstance(child, Text) else 0
                )
            words.append(self._inline(child))
        return [*rows, *paragraph("".join(words), line)]

    def inline(self, node: Node) -> str:
        """The content of an element, as inline Markdown. Line breaks stay."""
        return "".join(map(self._inline, node.children))

    def _entry(self, node: Node) -> list[Row]:
        """The rows of an element with one question and its answer; [] for other elements."""
        found = lone_question(node, self._options.classes)
        if not found:
            return []
        outer, self._asked = self._asked, found[0]
        rows = trimmed(self.rows(node))
        self._asked = outer
        return unfolding(_labelled(found[1]), found[0].line, rows, found[0].line) if rows else []

    def _block(self, node: Node) -> list[Row]:
        is_around = node.attributes.get("role", "").lower() in _AROUND
        if node.tag == "hr" and self._options.has_rules:
            return [("---", node.line), ("", node.line)]
        if is_around or node.tag in _UNSEEN or node.tag in {"hr", "br"}:
            return []
        convert = self._blocks.get(node.tag)
        if convert:
            return convert(node)
        if QUESTION_TYPE.search(node.attributes.get("itemtype", "")) and (pair := marked_up(node)):
            rows = trimmed(self.rows(pair[1]))
            return unfolding(pair[0], pair[2], rows, node.line)
        if question := question_of(node, self._options.classes):
            return [(f"**{_labelled(question)}**", node.line), ("", node.line)]
        return self.rows(node)

    def _code(self, node: Node) -> list[Row]:
        found = _LANGUAGE.search(" ".join(each.attributes.get("class", "") for each in node.elements()))
        return fenced(code_text(node), found["name"] if found else "", node.line)

    def _quote(self, node: Node) -> list[Row]:
        return [*indented(trimmed(self.rows(node)), "> ", "> "), ("", node.line)]

    def _heading(self, node: Node) -> list[Row]:
        text = _SPACE.sub(" ", self.inline(node)).strip()
        anchor = node.attributes.get("id", "") or next(
            (name for each in node.elements() if (name := each.attributes.get("id") or each.attributes.get("name"))), ""
        )
        # Only headings with an anchor get one. It is invisible.
        named = f" {{#{anchor}}}" if self._options.base and _ANCHOR.fullmatch(anchor) else ""
        return [(f"{'#' * HEADINGS[node.tag]} {text}{named}", node.line), ("", node.line)] if text else []

    def _list(self, node: Node) -> list[Row]:
        if self._options.anchors and is_contents(node, self._options.anchors):
            return []
        if is_layout_list(node):
            return self.rows(node)
        rows: list[Row] = []
        start = node.attributes.get("start", "1")
        number = int(start) if _START.fullmatch(start) else 1
        for child in node.children:
            if not isinstance(child, Node):
                continue
            inner = trimmed(self.rows(child) if child.tag == "li" else self._block(child))
            if not inner:
                continue
            sign = f"{number}. " if node.tag == "ol" else "- "
            rows += indented(tight(inner), sign, " " * len(sign))
            number += 1
        return [*rows, ("", node.line)] if rows else []

    def _definitions(self, node: Node) -> list[Row]:
        """Terms with their definitions, as `<details>`, so that a term may be a question."""
        rows: list[Row] = []
        terms: list[Node] = []
        told: list[Row] = []
        for child in [*terms_of(node), None]:
            if child is None or (child.tag == "dt" and told):
                texts = [(_SPACE.sub(" ", self.inline(term)).strip(), term.line) for term in terms]
                *others, last = texts or [("", node.line)]
                rows += [row for text, line in others for row in ((f"**{text}**", line), ("", line))]
                rows += unfolding(*last, trimmed(told), node.line) if told else []
                terms, told = [], []
            if child is not None and child.tag == "dt":
                terms.append(child)
            elif child is not None:
                told += self.rows(child)
        return rows

    def _unfolding(self, node: Node) -> list[Row]:
        summary = next((child for child in node.children if isinstance(child, Node) and child.tag == "summary"), None)
        text = _SPACE.sub(" ", self.inline(summary)).strip() if summary else ""
        rest = Node("div", {}, node.line)
        rest.children = [child for child in node.children if child is not summary]
        return unfolding(text, summary.line if summary else node.line, trimmed(self.rows(rest)), node.line)

    def _table(self, node: Node) -> list[Row]:
        found = [row for row in own_elements(node) if row.tag == "tr"]
        table = [
            [cell for cell in row.children if isinstance(cell, Node) and cell.tag in {"td", "th"}] for row in found
        ]
        width = max(map(len, table), default=0)
        if width < 2 or any(is_layout(cell) for row in table for cell in row):  # noqa: PLR2004 - a column is no table
            return [row for cells in table for cell in cells for row in self.rows(cell)]
        texts = [[self._cell(cell) for cell in row] + [""] * (width - len(row)) for row in table]
        is_named = bool(table[0]) and (all(cell.tag == "th" for cell in table[0]) or names_columns(texts[0]))
        head = texts.pop(0) if is_named else [""] * width
        rows = [(f"| {' | '.join(head)} |", node.line), (f"|{'---|' * width}", node.line)]
        lines = [row.line for row in found[1 if is_named else 0 :]]
        rows += [(f"| {' | '.join(cells)} |", line) for cells, line in zip(texts, lines, strict=True)]
        return [*rows, ("", node.line)]

    def _cell(self, cell: Node) -> str:
        rows = [text.replace("|", r"\|") for text, _ in trimmed(self.rows(cell)) if text]
        return "<br>".join(rows)

    def _inline(self, node: Node | Text) -> str:
        if isinstance(node, Text):
            return _SPACE.sub(" ", node.text) if self._options.is_markdown else escaped(_SPACE.sub(" ", node.text))
        tag = node.tag
        if tag == "br" or tag in _UNSEEN or node.attributes.get("aria-hidden") == "true":
            return BREAK if tag == "br" else ""
        if tag == "img":
            return self._image(node)
        if tag in _CODE:
            return inline_code(_SPACE.sub(" ", node.text()).strip())
        inner = self.inline(node)
        if tag == "a":
            return self._link(inner, node.attributes.get("href", ""))
        return raised(inner) if tag == "sup" else emphasised(inner, _MARKS.get(tag, ""))

    def _link(self, text: str, target: str) -> str:
        if _PERMALINK.fullmatch(text):
            return ""
        address = address_of(target, self._options.base, keeps_relative=self._options.keeps_relative)
        shown = text.strip()
        if address and shown.replace("\\", "") == address:  # Discord shows no link whose text is an address
            return text.replace(shown, address, 1)
        return text.replace(shown, f"[{shown}]({address})", 1) if address and "](" not in shown else text

    def _image(self, node: Node) -> str:
        source = address_of(
            node.attributes.get("src", ""), self._options.base, keeps_relative=self._options.keeps_relative
        )
        alternative = escaped(node.attributes.get("alt", "").strip()).replace("]", r"\]").replace("\n", " ")
        if not source or (
            (node.attributes.get("width") or "9").isdigit() and int((node.attributes.get("width") or "9")[:6]) <= 1
        ):
            return alternative
        return f"![{alternative}]({source})"


def _labelled(question: str) -> str:
    """The text of an element for questions, with a label if it does not ask."""
    return question if is_worded_as_question(question, by_first_word=True) else f"Q: {question}"
