"""Finds the question that a paragraph, or an item of a list, begins with."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from bot.knowledge.lines import has_words, is_question
from bot.knowledge.markdown.inline import is_bold, is_unseen, plain, rows
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.outline.marks import BELOW_HEADINGS, Kind, Mark, Place

_QUESTION_LABEL = re.compile(r"(?:Q|Question)\s?\d{0,4}\s?[:.)]\s*(?=\S)")
_ANSWER_LABEL = re.compile(r"(?:A|Answer)\s?\d{0,4}\s?:")
_BOLD_QUESTION = re.compile(
    r"(?:\s*(?:[-*+]|\d{1,9}[.)])\s)?\s*(?P<bold>(?P<mark>\*\*|__)(?=\S).{1,300}?[?？؟][\"'”’»)]{0,3}(?P=mark))"
)
"""At the beginning of a line, which may be an item's."""


def question_of(document: Document, inline: Token) -> Mark | None:
    """The question that a paragraph begins with: after "Q:", or in bold; None if it begins with none."""
    tokens = document.inline(inline.content)
    lines = rows(tokens)
    if len(lines) != inline.content.count("\n") + 1:  # code that runs over a line's end
        return None
    unseen = unseen_rows(lines)
    line = (inline.map or [0])[0] + unseen
    texts = list(map(plain, lines[unseen:]))
    if not texts:
        return None
    if column := _end_of_bold(document, line):
        text = plain(document.inline(_BOLD_QUESTION.sub(r"\g<bold>", document.lines[line][:column])))
        kind, end = Kind.BOLD, Place(line, column)
    elif label := _QUESTION_LABEL.match(texts[0]):
        length = _length_of_question(texts)
        kind, text, end = Kind.PREFIXED, " ".join(texts[:length])[label.end() :], Place(line + length, 0)
    elif is_bold(lines[unseen]):
        length = next((place for place, row in enumerate(lines[unseen:]) if not is_bold(row)), len(texts))
        kind, text, end = Kind.BOLD, " ".join(texts[:length]), Place(line + length, 0)
    else:
        return None
    return Mark(kind, BELOW_HEADINGS, text, Place(line, 0), end)


def unseen_rows(lines: Sequence[Sequence[Token]]) -> int:
    """How many of a paragraph's first lines show nothing, as an anchor does."""
    return next((place for place, row in enumerate(lines) if not is_unseen(row)), len(lines))


def _end_of_bold(document: Document, line: int) -> int:
    """The column where a question in bold ends, with which a line begins that goes on; 0 if it begins with none."""
    text = document.lines[line]
    found = _BOLD_QUESTION.match(text)
    goes_on = found and has_words(text[found.end() :])
    return found.end() if found and goes_on and is_bold(document.inline(found["bold"])) else 0


def _length_of_question(texts: Sequence[str]) -> int:
    """How many of the lines of a paragraph are the question: those before "A:", else up to the one that asks."""
    for place, text in enumerate(texts):
        if place and _ANSWER_LABEL.match(text):
            return place
    return next((place + 1 for place, text in enumerate(texts) if is_question(text)), 1)
