"""Which reader reads which format. All give the same drafts, so nothing else knows the formats."""

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
    from bot.knowledge.markup.converted import Row

Reader = Callable[[str, str], tuple[list[Draft], list[Problem]]]
"""Takes a whole file's text, and its path for the problems. Returns what could be read, in file order, and everything
that is wrong with it."""


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


def _read_html(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    from bot.knowledge.markup.html_reader import read_html  # noqa: PLC0415 - see above

    return read_html(text, path)


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
    raise AssertionError(f"{path} is no text, but {len(text)} characters of it came")  # `reading` gives its bytes


def read_bytes(raw: bytes, path: str) -> tuple[list[Draft], list[Problem]]:
    """Read a file that is no text, of one of the formats in `SHEETS`."""
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
"""By extension, in lower case with its dot. A folder is searched for these."""

TABLES = frozenset({".csv", ".tsv"})
"""Formats that spreadsheets write, in encodings of their own."""
SHEETS = frozenset({".xlsx", ".ods"})
"""Formats of spreadsheets themselves."""
TAGS = frozenset({".md", ".markdown", ".mdx"})
"""Formats in which a file may be one entry as a whole."""
STRUCTURED = frozenset({".json", ".yaml", ".yml"})
"""Formats that hold one tree, in which exports of other bots come."""
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
"""By extension: what to do about a file without any question; for text see `ASK_IN_TEXT`."""
ASK_IN_TEXT = "write a line that ends in “?”, and its answer below it"


def shown_rows(text: str, extension: str) -> "list[Row] | None":
    """What a reader of a document sees, as lines with the numbers of their lines; None if that is its own lines."""
    # Imported where they are needed: see above.
    from bot.knowledge.markup.asciidoc_reader import asciidoc_rows  # noqa: PLC0415
    from bot.knowledge.markup.html_reader import html_rows  # noqa: PLC0415
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
    """Whether the answers of a file are Markdown, as it is or converted, rather than text to show as it stands."""
    return extension.lower() in MARKDOWN


def is_document(extension: str) -> bool:
    """Whether all of a file's text should stand in its entries: not of a table or tree, which may hold other things."""
    return extension not in TABLES | STRUCTURED | SHEETS and extension != ".jsonl"


def is_plain_text(path: str) -> bool:
    """Whether a file of that name is read as plain text."""
    return reader_of(PurePath(path).suffix) is read_text


def reader_of(extension: str, base_url: str = "", source: str = "") -> Reader:
    """The reader for an extension of any case; a file that is named outright with another one is taken as text.

    `base_url` is where the folder of the file is published, and `source` its path below that.
    """
    reader = READERS.get(extension.lower(), read_text)
    return partial(read_markdown, base_url=base_url, source=source) if reader is read_markdown else reader
