"""Finds the blocks of site generators that may be questions."""

from bot.knowledge.lines import has_words
from bot.knowledge.markdown.generators import DEFINITION
from bot.knowledge.markdown.inline import plain
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.outline.marks import BELOW_HEADINGS, Kind, Mark, Place


def container_marks(document: Document) -> list[Mark]:
    """Marks for the title and the end of each such block."""
    marks: list[Mark] = []
    for container in document.containers:
        text = plain(document.inline(container.opening.title)).strip()
        if not container.opening.may_ask or not has_words(text):
            continue
        is_term = container.opening.name == DEFINITION
        start = Place(container.start, 0)
        body = Place(container.body, container.column if container.body == container.start else 0)
        kind = Kind.TERM if is_term else Kind.SUMMARY
        marks.append(Mark(kind, BELOW_HEADINGS, text, start, body, answer=container.answer))
        if not is_term:  # text after a definition continues it
            end = Place(container.end, 0)
            marks.append(Mark(Kind.END, BELOW_HEADINGS, "", end, end))
    return marks
