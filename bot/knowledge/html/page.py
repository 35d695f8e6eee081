"""Converts whole pages and pieces of HTML to Markdown."""

from bot.knowledge.html.converter import Converter
from bot.knowledge.html.options import Options
from bot.knowledge.html.pieces import anchors_of_headings
from bot.knowledge.html.questions import question_classes
from bot.knowledge.html.tree import Node, parse_html
from bot.knowledge.markdown_rows import Row, trimmed


def html_rows(text: str) -> list[Row]:
    """The visible text of the page, as rows of Markdown. Relative links become plain text."""
    return main_rows(parse_html(text), "")


def embedded_rows(text: str) -> list[Row]:
    """A part of another document, as rows of Markdown. Relative links stay.

    Text between blank lines is already Markdown.
    """
    return Converter(Options(keeps_relative=True, is_markdown="\n\n" in text)).rows(parse_html(text))


def main_rows(root: Node, base: str) -> list[Row]:
    """The rows of the page, or of its main part if there is exactly one. For `base`, see `Options`."""
    mains = [node for node in root.elements() if node.tag == "main" or node.attributes.get("role") == "main"]
    converter = Converter(Options(base, anchors=anchors_of_headings(root), classes=question_classes(root)))
    return converter.rows(mains[0] if len(mains) == 1 else root)


def html_as_markdown(text: str) -> str:
    """A piece of HTML, such as an answer in an export, as Markdown. Relative links stay, and rules go."""
    rows = Converter(Options(keeps_relative=True, has_rules=False)).rows(parse_html(text))
    return "\n".join(row for row, _ in trimmed(rows))
