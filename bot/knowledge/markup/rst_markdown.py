"""Converts the tree that docutils makes of reStructuredText to rows of Markdown."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.knowledge.markdown_rows import Row, escaped, fenced, indented, paragraph, tight, trimmed
from bot.knowledge.markup.rst_directives import Directive
from bot.knowledge.markup.rst_inline import inline, is_inline, plain
from bot.knowledge.markup.rst_lists import with_whole_lists
from bot.knowledge.outline.wording import is_worded_as_question

LARGEST = 4 * 2**20
"""Characters. docutils needs several seconds per million."""
DEEPEST = 60
"""Maximum depth of nested blocks."""
SETTINGS: dict[str, Any] = {
    "_disable_config": True,  # no file of settings is looked for
    "doctitle_xform": False,
    "file_insertion_enabled": False,
    "halt_level": 6,
    "line_length_limit": LARGEST,
    "raw_enabled": False,
    "report_level": 6,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "warning_stream": False,
}
"""Settings with which docutils opens no files and prints nothing."""
_ADMONITIONS = frozenset(("attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"))
_UNSEEN = frozenset(
    (
        "comment",
        "docinfo",
        "field_list",
        "pending",
        "raw",
        "substitution_definition",
        "target",
        "decoration",
    )
)


class RstConverter:
    """Converts one document."""

    def __init__(self, text: str, depth: int = 0) -> None:
        self._source = text.splitlines()
        self._line = 1
        self._depth = depth
        self._nodes: Mapping[str, Callable[[Any, int], list[Row]]] = {
            "section": self._section,
            "paragraph": self._paragraph,
            "rubric": self._rubric,
            "bullet_list": self._bullets,
            "enumerated_list": self._numbers,
            "definition_list": self._definitions,
            "literal_block": self._code,
            "doctest_block": self._code,
            "block_quote": self._quote,
            "line_block": self._lines,
            "table": self._table,
            "image": self._image,
            "system_message": self._unknown,
            "transition": self._rule,
            "topic": self._titled,
            "admonition": self._titled,
            "footnote": self._footnote,
            "citation": self._footnote,
            **dict.fromkeys(_ADMONITIONS, self._admonition),
        }

    def document(self, node: Any) -> list[Row]:  # noqa: ANN401 - docutils has no types
        """The rows of the whole document."""
        return self._blocks(node, 0)

    def _blocks(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        if self._depth > DEEPEST:
            raise RecursionError
        self._depth += 1
        rows: list[Row] = []
        for child in with_whole_lists(node):
            name = child.__class__.__name__
            if child.line and name not in {"section", "title"}:
                self._line = max(self._line, child.line)
            if name in _UNSEEN:
                continue
            convert = self._nodes.get(name)
            rows += convert(child, level) if convert else self._other(child, level)
        self._depth -= 1
        return rows

    def _other(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        if node.children and not is_inline(node):
            return self._blocks(node, level)
        return paragraph(inline(node), self._line)

    def _section(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        title, rows = node.children[0], list[Row]()
        if title.__class__.__name__ == "title":
            text = " ".join(inline(title).split())
            line = self._find(title.astext())
            rows = [(f"{'#' * min(level + 1, 6)} {text}", line), ("", line)]
            node.remove(title)
        return [*rows, *self._blocks(node, level + 1)]

    def _find(self, title: str) -> int:
        """The line of a title, searched from the last title on."""
        wanted = title.strip()
        for place in range(self._line - 1, len(self._source)):
            if plain(self._source[place]) == wanted or self._source[place].strip() == wanted:
                self._line = place + 1
                break
        return self._line

    def _paragraph(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        del level
        return paragraph(inline(node), node.line or self._line)

    def _rubric(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        del level
        return paragraph(f"**{inline(node).strip()}**", self._line)

    def _bullets(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        return self._items(node, level, None)

    def _numbers(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        return self._items(node, level, int(node.get("start", 1)))

    def _items(self, node: Any, level: int, number: int | None) -> list[Row]:  # noqa: ANN401
        items = [tight(trimmed(self._blocks(child, level))) for child in node.children]
        is_tight = all(text for rows in items for text, _ in rows)
        rows: list[Row] = []
        for place, inner in enumerate(items):
            sign = "- " if number is None else f"{number + place}. "
            rows += indented(inner or [("", self._line)], sign, " " * len(sign))
            rows += [] if is_tight else [("", self._line)]
        return [*trimmed(rows), ("", self._line)]

    def _definitions(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        rows: list[Row] = []
        for item in node.children:
            term = next((each for each in item.children if each.__class__.__name__ == "term"), None)
            text = " ".join(plain(term.astext()).split()) if term is not None else ""
            line = item.line or self._line
            inner = [each for each in item.children if each.__class__.__name__ == "definition"]
            told = [row for each in inner for row in self._blocks(each, level)]
            rows += self._unfolding(text, told, line)
        return rows

    def _unfolding(self, title: str, told: list[Row], line: int) -> list[Row]:
        """A title with what it unfolds, which may be a question with its answer."""
        shown = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        head = [("<details>", line), (f"<summary>{shown}</summary>", line), ("", line)]
        return [*head, *trimmed(told), ("", self._line), ("</details>", self._line), ("", self._line)]

    def _code(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        del level
        names = [name for name in node.get("classes", ()) if name != "code"]
        return fenced(node.astext(), names[0] if names else "", node.line or self._line)

    def _rule(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        del node, level
        return [("---", self._line), ("", self._line)]

    def _quote(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        before = node.parent[node.parent.index(node) - 1] if node.parent.index(node) else None
        if before is not None and [each.__class__.__name__ for each in before.children] == ["strong"]:
            return self._blocks(node, level)  # the text below a bold question
        return [*indented(trimmed(self._blocks(node, level)), "> ", "> "), ("", self._line)]

    def _lines(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        del level
        return paragraph("\n".join(inline(each) for each in node.children), self._line)

    def _admonition(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        name = node.__class__.__name__.capitalize()
        rows = trimmed(self._blocks(node, level))
        first = [(f"**{name}:** {rows[0][0]}", rows[0][1]), *rows[1:]] if rows else []
        return [*indented(first, "> ", "> "), ("", self._line)] if first else []

    def _titled(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        """A block with a title, which may be a question."""
        if "contents" in node.get("classes", ()):
            return []
        title = next((each for each in node.children if each.__class__.__name__ == "title"), None)
        text = " ".join(plain(title.astext()).split()) if title is not None else ""
        line = self._line
        if title is not None:
            node.remove(title)
        rows = self._blocks(node, level)
        if is_worded_as_question(text):
            return self._unfolding(text, rows, line)
        return [*paragraph(f"**{escaped(text)}**", line), *rows] if text else rows

    def _footnote(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        label = next((each for each in node.children if each.__class__.__name__ == "label"), None)
        if label is not None:
            node.remove(label)
        rows = trimmed(self._blocks(node, level))
        sign = escaped(f"[{label.astext()}] ") if label is not None else ""
        return [(f"{sign}{rows[0][0]}", rows[0][1]), *rows[1:], ("", self._line)] if rows else []

    def _table(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        table: list[list[str]] = []
        lines: list[int] = []
        for row in node.findall(lambda each: each.__class__.__name__ == "row"):
            cells = [" ".join(text for text, _ in trimmed(self._blocks(entry, level))) for entry in row.children]
            table.append([cell.replace("|", r"\|") for cell in cells])
            lines.append(row.line or self._line)
        width = max(map(len, table), default=0)
        if not width:
            return []
        table = [[*cells, *[""] * (width - len(cells))] for cells in table]
        rows = [(f"| {' | '.join(cells)} |", line) for cells, line in zip(table, lines, strict=True)]
        return [rows[0], (f"|{'---|' * width}", lines[0]), *rows[1:], ("", self._line)]

    def _image(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        del level
        return paragraph(inline(node), self._line)

    def _unknown(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        """The content of a directive that docutils does not know."""
        del level
        block = next((each for each in node.children if each.__class__.__name__ == "literal_block"), None)
        found = Directive.of(block.astext()) if block is not None else None
        if not found:
            return []
        if found.is_code:
            return fenced(found.body, found.language, self._line) if found.body.strip() else []
        from docutils.core import publish_doctree  # noqa: PLC0415 - see rst_rows

        self._depth += 1
        if self._depth > DEEPEST // 10:
            return []
        nested = RstConverter(found.text, self._depth)
        rows = nested.document(publish_doctree(found.text, settings_overrides=dict(SETTINGS)))
        self._depth -= 1
        told = [(text, self._line) for text, _ in rows]
        return self._unfolding(plain(found.argument), told, self._line) if found.unfolds else told
