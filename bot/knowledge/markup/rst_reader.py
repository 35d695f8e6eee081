"""Reads reStructuredText with docutils, without included files. Roles and directives of Sphinx become plain text."""

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.markdown import read_markdown_rows
from bot.knowledge.markdown_rows import Row
from bot.knowledge.markup.rst_markdown import LARGEST, SETTINGS, RstConverter
from bot.knowledge.problem import Findings, Problem

INSTALL = "run `pip install docutils`"


def read_rst(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole document.

    `path` is for the problems, and its name may show that the file is an FAQ. Returns the drafts in file order, and all
    problems.
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
        problems.add(0, Code.SYNTAX, f"this reStructuredText cannot be read: {error}", "convert it to Markdown")
        return [], problems.told()
    return read_markdown_rows(rows, path, {})


class UnreadableError(ValueError):
    """The parser fails."""


def rst_rows(text: str) -> list[Row]:
    """The visible text of the document, as rows of Markdown.

    Raises UnreadableError, and ImportError without docutils.
    """
    from docutils.core import publish_doctree  # noqa: PLC0415 - an extra, and slow to import

    try:
        document = publish_doctree(text, settings_overrides=dict(SETTINGS))
        return RstConverter(text).document(document)
    except RecursionError:
        raise UnreadableError("it is nested too deeply") from None
    except Exception as error:  # noqa: BLE001 - docutils raises what its directives and transforms happen to raise
        raise UnreadableError(f"the parser fails ({type(error).__name__})") from None
