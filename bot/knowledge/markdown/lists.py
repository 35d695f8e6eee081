"""Finds the questions in a list whose items are questions with their answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from bot.knowledge.lines import has_words
from bot.knowledge.markdown.inline import is_bold, plain
from bot.knowledge.markdown.paragraphs import LONGEST_LINE, questions_of
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.outline.candidates import asks
from bot.knowledge.outline.marks import BELOW_HEADINGS, LISTED, Kind, Mark, Place
from bot.knowledge.outline.numbering import SEPARATOR
from bot.knowledge.outline.wording import is_worded_as_question

_ON_ONE_LINE = re.compile(
    rf"\s*(?:[-*+]|\d{{1,9}}[.)])\s+(?P<question>[^?？؟.!:|\n]{{3,300}}[?？؟])(?:\s*{SEPARATOR})?(?=\s+(?!\[[^\[\]\n]{{1,40}}\]\s*$)\S)"
)
"""An item with a question and its answer on one line."""
_BOLD_LEAD = re.compile(
    rf"\s*(?:[-*+]|\d{{1,9}}[.)])\s+(?P<bold>(?P<mark>\*\*|__)(?=\S)[^\n]{{1,300}}?(?P=mark))(?:\s*{SEPARATOR}(?=\s))?[:：]?"
)
"""An item with a bold question or title, and its answer on the same line or below."""
_LEAST_ASKING = 2
"""Minimum number of items of a list that ask, if not all do."""
_EMPHASIS = frozenset({("strong_open", "strong_close"), ("em_open", "em_close")})


@dataclass(frozen=True, slots=True)
class _Item:
    inline: Token | None
    """Its first paragraph; None if it begins with something else."""
    end: int
    """The line after it."""


def list_questions(document: Document, place: int) -> list[Mark]:
    """Marks for the questions of the list that begins at that token, and for its end; [] for other lists."""
    items = list(_items(document, place))
    firsts = [questions_of(document, item.inline)[:1] if item.inline else [] for item in items]
    found = [mark for marks in firsts for mark in marks]
    if len(found) == len(items) and all(not mark.weak and asks(mark) for mark in found):
        return _with_end(document, items, found)
    if leads := _bold_leads(document, items):
        return _with_end(document, items, leads)
    if labelled := _labelled(document, items, firsts):
        return [*labelled, _end(items[-1].end)]
    found = [mark for item in items for mark in _mere(document, item)]
    if len(found) != len(items):
        is_most = 2 * len(found) > len(items) > 1
        found = _leads(document, items) if is_most or (found and _are_emphasised(document, items)) else []
    if not found:
        return []
    answered = [_has_content(document, item, mark) for item, mark in zip(items, found, strict=True)]
    return _with_end(document, items, found) if all(answered[:-1]) else []


def _with_end(document: Document, items: Sequence[_Item], found: Sequence[Mark]) -> list[Mark]:
    """The marks as items of a list, with its end. If the last item has no answer, its answer follows the list."""
    answered = [_has_content(document, item, mark) for item, mark in zip(items, found, strict=True)]
    if len(items) > 1 and not any(answered):
        return []
    marks = [replace(mark, kind=Kind.ITEM, weak=min(mark.weak, LISTED)) for mark in found]
    if answered[-1]:  # text after a single item continues it
        return marks if len(items) == 1 else [*marks, _end(items[-1].end)]
    return [*marks[:-1], replace(marks[-1], kind=Kind.BOLD if found[-1].kind is Kind.ITEM else found[-1].kind)]


def numbered_title(document: Document, place: int) -> tuple[int, Mark | None]:
    """The number of a list of one item that is only a bold line, and its mark; (0, None) for other lists."""
    token = document.blocks.tokens[place]
    items = list(_items(document, place)) if token.type == "ordered_list_open" else []
    if len(items) != 1 or not (inline := items[0].inline) or not inline.map:
        return 0, None
    start, end = inline.map
    if end - start > 1 or not is_bold(tokens := document.inline(inline.content)):
        return 0, None
    if any(document.lines[line].strip() for line in range(end, items[0].end)):
        return 0, None
    number = int(token.attrGet("start") or 1)
    text = f"{number}. {plain(tokens)}"
    return number, Mark(Kind.BOLD, BELOW_HEADINGS, text, Place(start, 0), Place(end, 0))


def _bold_leads(document: Document, items: Sequence[_Item]) -> list[Mark]:
    """The bold beginnings of all items, if most of them ask, and text follows each; [] for other lists."""
    found: list[Mark] = []
    for item in items:
        line = item.inline.map[0] if item.inline and item.inline.map else 0
        lead = _BOLD_LEAD.match(document.lines[line]) if item.inline else None
        text = plain(document.inline(lead["bold"])) if lead else ""
        if not lead or not has_words(text):
            return []
        goes_on = has_words(document.lines[line][lead.end() :])
        after = Place(line, lead.end()) if goes_on else Place(line + 1, 0)
        found.append(Mark(Kind.ITEM, BELOW_HEADINGS, text, Place(line, 0), after))
        if not _has_content(document, item, found[-1]):
            return []
    asking = sum(is_worded_as_question(mark.text) for mark in found)
    return found if asking >= _LEAST_ASKING and 2 * asking >= len(found) else []


def _labelled(document: Document, items: Sequence[_Item], firsts: Sequence[Sequence[Mark]]) -> list[Mark]:
    """The questions of a list whose items are labelled as questions and answers in turn; [] for other lists."""
    marks: list[Mark] = []
    for item, first in zip(items, firsts, strict=True):
        if first and first[0].kind is Kind.PREFIXED:
            marks.append(replace(first[0], kind=Kind.ITEM))
        elif not item.inline or not document.labels.answer.match(plain(document.inline(item.inline.content))):
            return []
    return marks if items and firsts[0] else []


def _mere(document: Document, item: _Item) -> list[Mark]:
    """The question of an item without a label: all of its first lines, or the beginning of a line."""
    if not item.inline or not item.inline.map:
        return []
    line = item.inline.map[0]
    if found := _ON_ONE_LINE.match(document.lines[line]):
        text = plain(document.inline(found["question"]))
        return [Mark(Kind.ITEM, BELOW_HEADINGS, text, Place(line, 0), Place(line, found.end()), weak=LISTED)]
    return [mark for mark in questions_of(document, item.inline)[:1] if len(mark.text) <= LONGEST_LINE and asks(mark)]


def _leads(document: Document, items: Sequence[_Item]) -> list[Mark]:
    """The first paragraphs of all items; [] if an item has nothing else, or if one of them is not a short line."""
    found: list[Mark] = []
    for item in items:
        first, last = item.inline.map if item.inline and item.inline.map else (0, 0)
        text = plain(document.inline(item.inline.content)) if item.inline else ""
        if not has_words(text) or len(text) > LONGEST_LINE or not any(map(str.strip, document.lines[last : item.end])):
            return []
        found.append(Mark(Kind.ITEM, BELOW_HEADINGS, text, Place(first, 0), Place(last, 0), weak=LISTED))
    return found


def _are_emphasised(document: Document, items: Sequence[_Item]) -> bool:
    """Whether every item begins with a paragraph that is bold or italic as a whole."""
    for item in items:
        tokens = document.inline(item.inline.content) if item.inline else []
        shown = [token for token in tokens if token.type != "text" or token.content]
        first, last = (shown[0].type, shown[-1].type) if shown else ("", "")
        is_whole = sum(token.type == first for token in shown) == 1
        if (first, last) not in _EMPHASIS or not is_whole:
            return False
    return len(items) > 1


def _has_content(document: Document, item: _Item, mark: Mark) -> bool:
    """Whether an item contains more than the question."""
    if mark.end.column:
        return has_words(document.lines[mark.end.line][mark.end.column :])
    return any(document.lines[line].strip() for line in range(mark.end.line, item.end))


def _end(line: int) -> Mark:
    return Mark(Kind.END_OF_LIST, BELOW_HEADINGS, "", Place(line, 0), Place(line, 0))


def _items(document: Document, place: int) -> Iterator[_Item]:
    tokens = document.blocks.tokens
    while tokens[place := place + 1].level:
        token = tokens[place]
        if token.type == "list_item_open" and token.level == 1:
            inline = tokens[place + 2] if tokens[place + 1].type == "paragraph_open" else None
            yield _Item(inline, (token.map or [0, 0])[1])
