"""Finds the blocks of site generators that may be questions."""

from collections.abc import Sequence

from bot.knowledge.lines import has_words
from bot.knowledge.markdown.generators import DEFINITION, Container
from bot.knowledge.markdown.inline import plain
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.outline.marks import BELOW_HEADINGS, Kind, Mark, Place
from bot.knowledge.outline.wording import is_worded_as_question


def container_marks(document: Document) -> list[Mark]:
    """Marks for the title and the end of each such block; of nested blocks, only the one that asks something."""
    marks: list[Mark] = []
    end = 0
    containers = [container for container in document.containers if container.opening.may_ask]
    for place, container in enumerate(containers):
        text = plain(document.inline(container.opening.title)).strip()
        if container.start < end or not has_words(text):
            continue
        if not is_worded_as_question(text) and _holds_questions(containers, place):
            continue
        end = container.end
        start = Place(container.start, 0)
        body = Place(container.body, container.column if container.body == container.start else 0)
        marks.append(Mark(Kind.SUMMARY, BELOW_HEADINGS, text, start, body, answer=container.answer))
        if container.opening.name != DEFINITION:  # text after a definition continues it
            marks.append(Mark(Kind.END, BELOW_HEADINGS, "", Place(end, 0), Place(end, 0)))
    return marks


def _holds_questions(containers: Sequence[Container], place: int) -> bool:
    outer = containers[place]
    for inner in containers[place + 1 :]:
        if inner.start >= outer.end:
            return False
        if is_worded_as_question(inner.opening.title):
            return True
    return False
