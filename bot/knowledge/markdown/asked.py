"""Finds questions that stand below their label, or that go on over several paragraphs up to the label of the answer."""

from bot.knowledge.markdown.inline import plain
from bot.knowledge.markdown.parsing import Document

LONGEST_QUESTION = 300
"""Maximum characters of a question of several paragraphs."""
_MOST_LINES = 12
_OTHER = ("#", "`", "~", "|", "-", "+", ">", "<", "* ")
"""The beginnings of lines that are not text of a question."""


def text_below(document: Document, line: int) -> tuple[str, int]:
    """The paragraph that begins on that line or below, and the line after it; ("", 0) if something else follows."""
    parts: list[str] = []
    for place in range(line, min(len(document.lines), line + _MOST_LINES)):
        text = document.lines[place].strip()
        if text.startswith(_OTHER) or (not text and parts):
            return _joined(document, parts), place
        parts += [text] if text else []
    return _joined(document, parts), min(len(document.lines), line + _MOST_LINES)


def text_before_answer(document: Document, line: int) -> tuple[str, int]:
    """The text from that line to the label of an answer, and the line of the label; ("", 0) if there is none near."""
    parts: list[str] = []
    labels = document.labels
    for place in range(line, min(len(document.lines), line + _MOST_LINES)):
        text = document.lines[place].strip()
        bare = text.strip("#*_ ")
        if labels.answer_line.match(text) or labels.bare_answer.fullmatch(bare):
            asked = _joined(document, parts)
            return (asked, place) if len(asked) <= LONGEST_QUESTION else ("", 0)
        if text.startswith(_OTHER) or labels.question.match(f"{bare} ."):
            break
        parts += [text] if text else []
    return "", 0


def _joined(document: Document, parts: list[str]) -> str:
    return plain(document.inline("\n".join(parts))) if parts else ""
