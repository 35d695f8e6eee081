"""Reads Markdown with markdown-it-py: finds marks in the blocks, assigns a role to each mark, and makes drafts.

A mark is anything that may be a question or a topic: a heading, a bold paragraph, a summary. Everything else is text.
Other formats are converted to rows of Markdown, and read here too.
"""

from collections.abc import Mapping, Sequence

from bot.knowledge.draft import Draft
from bot.knowledge.markdown.verbatim import verbatim_marks
from bot.knowledge.markdown_rows import Row
from bot.knowledge.problem import Problem

OWN_ANCHORS = "own_anchors"
"""A value in the front matter of a converted document: only headings with an anchor of their own have an address."""


def read_markdown(text: str, path: str, base_url: str = "", source: str = "") -> tuple[list[Draft], list[Problem]]:
    """Read a whole file, like every reader.

    `base_url` is the address where the folder is published, and `source` the path of the file below it; "" for none.
    With both, entries get the addresses where members can read more.
    """
    from bot.knowledge.markdown.reader import read_markdown as read  # noqa: PLC0415 - most starts read no Markdown

    return read(text, path, base_url, source)


def read_markdown_rows(rows: Sequence[Row], path: str, front: Mapping[str, str]) -> tuple[list[Draft], list[Problem]]:
    """Read rows of Markdown that were converted from another format, as a document with this front matter.

    Lines in the result are lines of the source.
    """
    from bot.knowledge.markdown.reader import read_markdown_rows as read  # noqa: PLC0415 - see above

    return read(rows, path, front)


__all__ = ["OWN_ANCHORS", "read_markdown", "read_markdown_rows", "verbatim_marks"]
