"""Finds the questions in HTML inside a Markdown document: in tables, definition lists and labelled paragraphs.

Headings and `<details>` are found by `bot.knowledge.markdown.html`, because their
answers may be Markdown.
"""

import re
from collections.abc import Callable

from markdown_it.token import Token

from bot.knowledge.draft import Draft
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.outline.marks import BELOW_HEADINGS, Kind, Mark, Place
from bot.knowledge.outline.wording import is_worded_as_question

HtmlReader = Callable[[str, str], list[Draft]]
"""Takes HTML, and the path of its document. Returns its entries. Lines are counted from the beginning of the HTML."""
_PARAGRAPH = re.compile(r"<p\b[^<>]*>\s*(?:<\w+>\s*)?(?P<text>[^<>\n]+)", re.IGNORECASE)
_LASTING = re.compile(r"<(?P<name>table|dl|ul|ol)\b", re.IGNORECASE)
"""The beginning of an element that may contain blank lines, so that the parser ends it too early."""
_LISTS = ("ul", "ol")
"""Elements that are part of an answer unless several of their items ask."""
_EMPHASIS = re.compile(r"^(?:\*\*|__)|(?:\*\*|__)$")
_LEAST_ASKING = 2
"""Minimum number of such items."""
_QUESTION_MARK = re.compile("[?？؟]")
_MOST_LINES = 20_000
"""Maximum lines of such an element."""


def embedded_questions(document: Document, token: Token, path: str, read: HtmlReader) -> tuple[list[Mark], int]:
    """Marks for the questions in the HTML that begins with that block, and the line after it; ([], 0) for none."""
    start, end = token.map or (0, 0)
    found = _LASTING.search(token.content)
    labelled = any(document.labels.question.match(each["text"]) for each in _PARAGRAPH.finditer(token.content))
    if not found and not labelled:
        return [], 0
    is_list = found is not None and found["name"].lower() in _LISTS
    if is_list and len(_QUESTION_MARK.findall(token.content)) < _LEAST_ASKING:
        return [], 0
    closing = f"</{found['name'].lower()}" if found else "</p"
    lines = document.lines
    last = next(
        (place for place in range(end - 1, min(len(lines), end + _MOST_LINES)) if closing in lines[place].lower()), end
    )
    if not found:
        last = end - 1
        while last + 1 < len(lines) and (not lines[last + 1].strip() or lines[last + 1].lstrip().startswith("<p")):
            last += 1
    drafts = read("\n".join(lines[start : last + 1]), path)
    asking = [draft for draft in drafts if is_worded_as_question(draft.questions[0].text)]
    if is_list and not (len(asking) >= _LEAST_ASKING and 2 * len(asking) >= len(drafts)):
        return [], 0
    marks = [
        Mark(
            *(Kind.PAIR, BELOW_HEADINGS, _EMPHASIS.sub("", draft.questions[0].text)),
            Place(start + draft.questions[0].number - 1, 0),
            Place(start + draft.answer_line, 0),
            answer=draft.answer,
        )
        for draft in drafts
    ]
    stop = Place(last + 1, 0)
    return ([*marks, Mark(Kind.END_OF_LIST, BELOW_HEADINGS, "", stop, stop)], last + 1) if marks else ([], 0)
