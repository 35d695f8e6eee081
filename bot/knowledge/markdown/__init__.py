"""Reads Markdown, parsed by markdown-it-py: from blocks to marks, from marks to their roles, and from those to drafts.

A mark is whatever may be a question or a topic: a heading, a paragraph in bold, a summary. Everything else is text.
"""

from bot.knowledge.draft import Draft
from bot.knowledge.markdown.verbatim import verbatim_marks
from bot.knowledge.problem import Problem


def read_markdown(text: str, path: str, base_url: str = "", source: str = "") -> tuple[list[Draft], list[Problem]]:
    """Read a whole file, as every reader does.

    `base_url` is the address of the folder that is published, and `source` the path of the file below that; "" for
    none. With both, entries get the addresses where members can read more.
    """
    from bot.knowledge.markdown.reader import read_markdown as read  # noqa: PLC0415 - most starts read no Markdown

    return read(text, path, base_url, source)


__all__ = ["read_markdown", "verbatim_marks"]
