"""Finds the questions of a document that only repeats one layout: a plain line, and a list or quote directly below."""

import re
from collections.abc import Iterator, Sequence

from bot.knowledge.lines import is_question
from bot.knowledge.markdown.inline import plain
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.outline.marks import BELOW_HEADINGS, Kind, Mark, Place

_LEAST_TITLES = 3
"""Minimum number of such lines. Fewer show no layout."""
_LEAST_ASKING = 2
"""Minimum number of them that ask, and as a share 1 / 2."""
_LONGEST_TITLE = 150
"""Maximum characters of a line that does not ask."""
_BELOW = (re.compile(r"[-*+]\s+\S"), re.compile(r">"))
"""The beginning of the line below: of a list, or of a quote."""
_PLAIN = re.compile(r"(?![-*+]\s|\d{1,9}[.)]\s|#{1,6}\s|[>|<`~=\[]|:::|\*\*|__)[^\s:：]\S*(?:\s.*)?")
_HEADING = re.compile(r"#{1,6}\s")
_MOST_LINES = 20_000
"""Maximum lines of a document that is searched."""


def titled_blocks(document: Document) -> list[Mark]:
    """The lines above lists, or above quotes, as questions, also those that do not ask.

    [] if something else than headings stands between the blocks, or if few lines ask.
    """
    if len(document.lines) > _MOST_LINES:
        return []
    return next(filter(None, (_above(document, pattern) for pattern in _BELOW)), [])


def _above(document: Document, below: re.Pattern[str]) -> list[Mark]:
    """The lines above lines with that beginning; [] as above."""
    found: list[Mark] = []
    asking = 0
    for start, block in _blocks(document.lines):
        if _HEADING.match(block[0]) and len(block) == 1:
            continue
        text = plain(document.inline(block[0])) if len(block) > 1 and _PLAIN.fullmatch(block[0]) else ""
        is_title = bool(text) and (is_question(text) or len(text) <= _LONGEST_TITLE) and not text.endswith((":", "："))
        if not is_title or not below.match(block[1]):
            return []
        asking += is_question(text)
        found.append(Mark(Kind.PREFIXED, BELOW_HEADINGS, text, Place(start, 0), Place(start + 1, 0)))
    is_layout = len(found) >= _LEAST_TITLES and len(found) > asking >= max(_LEAST_ASKING, len(found) / 2)
    return found if is_layout else []


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines between blank lines, with the number of the first line of each block, counted from 0."""
    block: list[str] = []
    for place, line in enumerate([*lines, ""]):
        if line.strip():
            block.append(line)
        elif block:
            yield place - len(block), block
            block = []
