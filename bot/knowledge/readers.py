"""The reader for each format. All return drafts, so no other module needs to know the formats."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.knowledge.draft import Draft
from bot.knowledge.markdown import read_markdown
from bot.knowledge.problem import Problem
from bot.knowledge.text_reader import read_text

if TYPE_CHECKING:
    from bot.knowledge.markdown_rows import Row

Reader = Callable[[str, str], tuple[list[Draft], list[Problem]]]
"""Takes the text of a whole file, and its path for the problems. Returns the drafts in file order, and all problems."""


def _read_table(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    from bot.knowledge.table_reader import read_table  # noqa: PLC0415 - most starts read no table, and no JSON

    return read_table(text, path)


def _read_json(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    from bot.knowledge.json_reader import read_json  # noqa: PLC0415 - see above

    return read_json(text, path)


def _read_json_lines(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    from bot.knowledge.json_reader import read_json_lines  # noqa: PLC0415 - see above

    return read_json_lines(text, path)


def _read_yaml(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    from bot.knowledge.yaml_reader import read_yaml  # noqa: PLC0415 - see above

    return read_yaml(text, path)


def _read_toml(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    from bot.knowledge.toml_reader import read_toml  # noqa: PLC0415 - see above

    return read_toml(text, path)


def _read_html(text: str, path: str, base_url: str = "", source: str = "") -> tuple[list[Draft], list[Problem]]:
    from bot.knowledge.markup.html_reader import read_html  # noqa: PLC0415 - see above

    return read_html(text, path, base_url=base_url, source=source)


def _read_rst(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    from bot.knowledge.markup.rst_reader import read_rst  # noqa: PLC0415 - see above

    return read_rst(text, path)


def _read_asciidoc(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    from bot.knowledge.markup.asciidoc_reader import read_asciidoc  # noqa: PLC0415 - see above

    return read_asciidoc(text, path)


def _read_org(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    from bot.knowledge.markup.org_reader import read_org  # noqa: PLC0415 - see above

    return read_org(text, path)


def _read_no_text(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    raise AssertionError(f"{path} is not text, but {len(text)} characters were given")  # `reading` passes bytes


def read_bytes(raw: bytes, path: str) -> tuple[list[Draft], list[Problem]]:
    """Read a binary file in one of the formats in `SHEETS`."""
    from bot.knowledge.sheet_reader import read_sheets  # noqa: PLC0415 - see above

    return read_sheets(raw, path)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".mdx": read_markdown,
        ".csv": _read_table,
        ".tsv": _read_table,
        ".jsonl": _read_json_lines,
        ".json": _read_json,
        ".yaml": _read_yaml,
        ".yml": _read_yaml,
        ".toml": _read_toml,
        ".html": _read_html,
        ".htm": _read_html,
        ".rst": _read_rst,
        ".adoc": _read_asciidoc,
        ".asciidoc": _read_asciidoc,
        ".org": _read_org,
        ".xlsx": _read_no_text,
        ".ods": _read_no_text,
    }
)
"""By extension, in lower case with the dot. A folder is searched for files with these extensions."""

TABLES = frozenset({".csv", ".tsv"})
"""Formats that spreadsheet programs export, often in other encodings than UTF-8."""
SHEETS = frozenset({".xlsx", ".ods"})
"""The formats of spreadsheets."""
TAGS = frozenset({".md", ".markdown", ".mdx"})
"""Formats in which a whole file may be one entry."""
STRUCTURED = frozenset({".json", ".yaml", ".yml", ".toml"})
"""Formats that contain a tree of values. Other bots export them."""
MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".html", ".htm", ".rst", ".adoc", ".asciidoc", ".org"})
"""Formats whose answers are Markdown."""
LINE_BY_LINE = frozenset({".txt", ".md", ".markdown", ".mdx"})
"""Formats in which a line of an answer is a line of the file."""
HOW_TO_ASK: Mapping[str, str] = MappingProxyType(
    {
        ".md": "write a heading that ends in “?”, and its answer below it",
        ".mdx": "write a heading that ends in “?”, and its answer below it",
        ".markdown": "write a heading that ends in “?”, and its answer below it",
        ".csv": "write a row with a question and its answer",
        ".tsv": "write a row with a question and its answer",
        ".json": "write an object with “question” and “answer”",
        ".jsonl": "write an object with “question” and “answer”",
        ".yaml": "write a list of items with “question” and “answer”",
        ".yml": "write a list of items with “question” and “answer”",
        ".toml": "write a table with “question” and “answer” for each, under [[faq]]",
        ".html": "write a heading that ends in “?”, and its answer below it",
        ".htm": "write a heading that ends in “?”, and its answer below it",
        ".xlsx": "write a row with a question and its answer",
        ".ods": "write a row with a question and its answer",
        ".adoc": "write a heading that ends in “?”, and its answer below it",
        ".asciidoc": "write a heading that ends in “?”, and its answer below it",
        ".org": "write a heading that ends in “?”, and its answer below it",
        ".rst": "write a heading that ends in “?”, and its answer below it",
    }
)
"""By extension: the hint for a file without questions. For text, see `ASK_IN_TEXT`."""
ASK_IN_TEXT = "write a line that ends in “?”, and its answer below it"


def shown_rows(text: str, extension: str) -> "list[Row] | None":
    """The visible lines of a document with their line numbers; None if these are the lines of the file itself."""
    # Imported where they are needed: see above.
    from bot.knowledge.html.page import html_rows  # noqa: PLC0415
    from bot.knowledge.markup.asciidoc_reader import asciidoc_rows  # noqa: PLC0415
    from bot.knowledge.markup.org_reader import org_rows  # noqa: PLC0415
    from bot.knowledge.markup.rst_reader import rst_rows  # noqa: PLC0415

    shown = {
        **dict.fromkeys((".html", ".htm"), html_rows),
        **dict.fromkeys((".adoc", ".asciidoc"), asciidoc_rows),
        ".org": org_rows,
        ".rst": rst_rows,
    }.get(extension)
    return shown(text) if shown else None


def is_markdown(extension: str) -> bool:
    """Whether the answers of a file are Markdown, perhaps converted, and not plain text."""
    return extension.lower() in MARKDOWN


def is_document(extension: str) -> bool:
    """Whether all text of a file should belong to entries. Tables and trees may contain other data."""
    return extension not in TABLES | STRUCTURED | SHEETS and extension != ".jsonl"


def is_plain_text(path: str) -> bool:
    """Whether a file of that name is read as plain text."""
    return reader_of(PurePath(path).suffix) is read_text


def reader_of(extension: str, base_url: str = "", source: str = "") -> Reader:
    """The reader for an extension in any case. A file with an unknown extension is read as text.

    `base_url` is the address where the folder of the file is published, and `source` the file's path below it.
    """
    reader = READERS.get(extension.lower(), read_text)
    if reader is read_markdown:
        return partial(read_markdown, base_url=base_url, source=source)
    return partial(_read_html, base_url=base_url, source=source) if reader is _read_html else reader
