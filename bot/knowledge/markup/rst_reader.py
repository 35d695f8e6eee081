"""Reads reStructuredText, parsed by docutils; it opens no other file, and what Sphinx adds is read as plain text."""

import re
from collections.abc import Callable, Mapping
from textwrap import dedent
from typing import Any

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.markup.converted import Row, escaped, fenced, indented, paragraph, read_converted, tight, trimmed
from bot.knowledge.problem import Findings, Problem

INSTALL = "run `pip install docutils`"
LARGEST = 4 * 2**20
"""Characters: docutils takes some seconds for each million."""
DEEPEST = 60
"""Blocks in each other."""
_SETTINGS = {
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
_ROLE = re.compile(r":[\w:+.-]+:`(?P<text>[^`]*)`|`(?P<other>[^`]*)`:[\w:+.-]+:")
_TARGET = re.compile(r"^(?P<text>.*?)\s*<[^<>]*>$", re.DOTALL)
_DIRECTIVE = re.compile(r"^\.\.\s+(?P<name>[\w:+.-]+)::[ \t]*(?P<argument>.*)$")
_OPTION = re.compile(r"^\s*:[\w-]+:.*$")
_UNSEEN_DIRECTIVES = frozenset(
    ("toctree", "index", "highlight", "only", "currentmodule", "module", "contents", "tags", "meta", "raw", "include")
)
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
        "transition",
        "decoration",
    )
)


def read_rst(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole document.

    `path` is for the problems, and an FAQ may be one by its name. Returns what could be read, in file order, and
    everything that is wrong with it.
    """
    problems = Findings(path)
    if len(text) > LARGEST:
        size = f"reStructuredText of more than {LARGEST // 2**20} MiB"
        problems.add(0, Code.TOO_LARGE, size, "split it into several")
        return [], problems.told()
    try:
        rows = rst_rows(text)
    except ImportError:
        message = "reStructuredText cannot be read: docutils is not installed"
        problems.add(0, Code.NOT_TEXT, message, f"{INSTALL}, or convert the file to Markdown")
        return [], problems.told()
    except UnreadableError as error:
        problems.add(0, Code.SYNTAX, f"no reStructuredText that can be read: {error}", "convert it to Markdown")
        return [], problems.told()
    return read_converted(rows, path, {})


class UnreadableError(ValueError):
    """The parser gives up."""


def rst_rows(text: str) -> list[Row]:
    """What a reader of the document sees, as rows of Markdown.

    Raises UnreadableError, and ImportError without docutils.
    """
    from docutils.core import publish_doctree  # noqa: PLC0415 - an extra, and slow to import

    try:
        document = publish_doctree(text, settings_overrides=dict(_SETTINGS))
        return _Converter(text).document(document)
    except RecursionError:
        raise UnreadableError("it is nested too deeply") from None
    except Exception as error:  # noqa: BLE001 - docutils raises what its directives and transforms happen to raise
        raise UnreadableError(f"the parser fails ({type(error).__name__})") from None


class _Converter:
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
            "topic": self._topic,
            **dict.fromkeys(_ADMONITIONS, self._admonition),
        }

    def document(self, node: Any) -> list[Row]:  # noqa: ANN401 - docutils has no types
        return self._blocks(node, 0)

    def _blocks(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        if self._depth > DEEPEST:
            raise RecursionError
        self._depth += 1
        rows: list[Row] = []
        for child in node.children:
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
        if node.children and not _is_inline(node):
            return self._blocks(node, level)
        return paragraph(self._inline(node), self._line)

    def _section(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        title, rows = node.children[0], list[Row]()
        if title.__class__.__name__ == "title":
            text = " ".join(self._inline(title).split())
            line = self._find(title.astext())
            rows = [(f"{'#' * min(level + 1, 6)} {text}", line), ("", line)]
            node.remove(title)
        return [*rows, *self._blocks(node, level + 1)]

    def _find(self, title: str) -> int:
        """The line of a title, from where the last one was."""
        wanted = title.strip()
        for place in range(self._line - 1, len(self._source)):
            if _plain(self._source[place]) == wanted or self._source[place].strip() == wanted:
                self._line = place + 1
                break
        return self._line

    def _paragraph(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        del level
        return paragraph(self._inline(node), node.line or self._line)

    def _rubric(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        del level
        return paragraph(f"**{self._inline(node).strip()}**", self._line)

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
            text = " ".join(self._plain_inline(term).split()) if term is not None else ""
            line = item.line or self._line
            shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            inner = [each for each in item.children if each.__class__.__name__ == "definition"]
            told = [row for each in inner for row in self._blocks(each, level)]
            head = [("<details>", line), (f"<summary>{shown}</summary>", line), ("", line)]
            rows += [*head, *trimmed(told), ("", self._line), ("</details>", self._line), ("", self._line)]
        return rows

    def _code(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        del level
        names = [name for name in node.get("classes", ()) if name != "code"]
        return fenced(node.astext(), names[0] if names else "", node.line or self._line)

    def _quote(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        return [*indented(trimmed(self._blocks(node, level)), "> ", "> "), ("", self._line)]

    def _lines(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        del level
        return paragraph("\n".join(self._inline(each) for each in node.children), self._line)

    def _admonition(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        name = node.__class__.__name__.capitalize()
        rows = trimmed(self._blocks(node, level))
        first = [(f"**{name}:** {rows[0][0]}", rows[0][1]), *rows[1:]] if rows else []
        return [*indented(first, "> ", "> "), ("", self._line)] if first else []

    def _topic(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        return [] if "contents" in node.get("classes", ()) else self._blocks(node, level)

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
        return paragraph(self._inline(node), self._line)

    def _unknown(self, node: Any, level: int) -> list[Row]:  # noqa: ANN401
        """The content of a directive that docutils does not know."""
        del level
        block = next((each for each in node.children if each.__class__.__name__ == "literal_block"), None)
        first, _, rest = (block.astext() if block is not None else "").partition("\n")
        found = _DIRECTIVE.match(first)
        if not found or found["name"] in _UNSEEN_DIRECTIVES:
            return []
        lines = rest.split("\n")
        while lines and (not lines[0].strip() or _OPTION.match(lines[0])):
            lines.pop(0)
        body = dedent("\n".join(lines))
        is_titled = found["argument"] and not found["name"].startswith("version")
        inner = f"{found['argument']}\n\n{body}" if is_titled else body
        from docutils.core import publish_doctree  # noqa: PLC0415 - see rst_rows

        self._depth += 1
        if self._depth > DEEPEST // 10:
            return []
        nested = _Converter(inner, self._depth)
        rows = nested.document(publish_doctree(inner, settings_overrides=dict(_SETTINGS)))
        self._depth -= 1
        return [(text, self._line) for text, _ in rows]

    def _plain_inline(self, node: Any) -> str:  # noqa: ANN401
        return _plain(node.astext())

    def _inline(self, node: Any) -> str:  # noqa: ANN401
        name = node.__class__.__name__
        if name in {"Text", "problematic"}:
            return escaped(_plain(node.astext()).replace("\n", " "))
        if name == "image":
            return _picture(node.get("uri", ""), escaped(node.get("alt", "")))
        if name in {"literal", "title_reference", "math"}:
            text = node.astext().replace("\n", " ")
            return f"`{text}`" if name == "literal" and "`" not in text else escaped(text)
        if name in {"target", "raw", "system_message", "comment"}:
            return ""
        return self._marked(node, name, "".join(map(self._inline, node.children)))

    def _marked(self, node: Any, name: str, inner: str) -> str:  # noqa: ANN401
        """What a link, or emphasis, shows."""
        sign = {"strong": "**", "emphasis": "*"}.get(name, "")
        uri = node.get("refuri", "") if name == "reference" else ""
        if uri.startswith(("http://", "https://", "mailto:")) and "](" not in inner:
            return inner if inner.strip() == uri else f"[{inner}]({uri})"
        return f"{sign}{inner}{sign}" if inner.strip() else inner


def _plain(text: str) -> str:
    """Text without the roles that docutils does not know, such as `:doc:`the guide <guide>``."""

    def shown(found: re.Match[str]) -> str:
        inner = found["text"] if found["text"] is not None else found["other"]
        named = _TARGET.match(inner)
        return (named["text"] if named else inner).lstrip("!~")

    return _ROLE.sub(shown, text).replace("\x00", "")


def _picture(address: str, alternative: str) -> str:
    return f"![{alternative}]({address})" if address.startswith(("http://", "https://")) else alternative


def _is_inline(node: Any) -> bool:  # noqa: ANN401
    return all(each.__class__.__name__ == "Text" or not _has_blocks(each) for each in node.children)


def _has_blocks(node: Any) -> bool:  # noqa: ANN401
    return node.__class__.__name__ in {
        "paragraph",
        "bullet_list",
        "enumerated_list",
        "literal_block",
        "section",
        "table",
    }
