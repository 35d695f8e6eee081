"""Finds the questions in a paragraph, or at the beginning of a list item."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from bot.knowledge.lines import has_words, is_question
from bot.knowledge.markdown.inline import is_bold, is_unseen, plain, rows
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.outline.marks import BELOW_HEADINGS, MERE, Kind, Mark, Place
from bot.knowledge.outline.numbering import SEPARATOR
from bot.knowledge.outline.wording import is_worded_as_question

LONGEST_LINE = 300
"""Maximum characters of a plain line that may be a question. A longer line is a paragraph that ends in a question."""

_BOLD_QUESTION = re.compile(
    r"(?:\s*(?:[-*+]|\d{1,9}[.)])\s)?\s*(?P<bold>(?P<mark>\*\*|__)(?=\S).{1,300}?[?？؟][\"'”’»)]{0,3}(?P=mark))"
    rf"(?:\s*{SEPARATOR}(?=\s))?[:：]?"
)
"""A bold question at the beginning of a line or of a list item."""
_TAG = re.compile(r"\s*\[[^\[\]\n]{1,40}\]\s*")
"""A tag in brackets after a question, such as "[easy]". It is no answer."""
_TAG_AT_END = re.compile(r"(?<=[?？؟])\s*[\[(][^\[\]()\n]{1,40}[\])]$")
"""A tag or a remark at the end of a line that asks."""
_SLOPPY_BOLD = re.compile(
    r"(?:\s*(?:[-*+]|\d{1,9}[.)])\s)?\s*(?P<mark>\*\*|__)\s*(?P<text>[^\n*_]{1,300}[?？؟])\s+(?P=mark)\s*"
)
"""A line that would be bold without an extra space inside the markup."""
_ON_ONE_LINE = re.compile(rf"(?P<question>[^?？؟.!:|\n]{{3,300}}[?？؟])\s*{SEPARATOR}\s+(?=\S)")
"""A question and its answer with a sign between."""
_MOST_LABELLED = 20
"""Maximum lines of a question with a label or in bold."""
_MOST_LINES = 3
"""Maximum lines of a plain question."""


def questions_of(document: Document, inline: Token, tokens: Sequence[Token] | None = None) -> list[Mark]:
    """The questions of a paragraph, in order. The first is at the beginning of the paragraph, unless it follows "Q:".

    `tokens` are the inline tokens, if they are already known.
    """
    lines = rows(document.inline(inline.content) if tokens is None else tokens)
    if len(lines) != inline.content.count("\n") + 1:  # code that runs over a line's end
        return []
    first = unseen_rows(lines)
    found: list[Mark] = []
    row = first
    paragraph = _Rows(document, lines, (inline.map or [0])[0])
    while row < len(lines):
        mark = paragraph.question(row, found[0] if found else None)
        if mark and (found or row == first or mark.kind is Kind.PREFIXED):
            found.append(mark)
            row = max(row + 1, mark.end.line - (inline.map or [0])[0])
        else:
            row += 1
    return found


def unseen_rows(lines: Sequence[Sequence[Token]]) -> int:
    """The number of a paragraph's first lines that show nothing, such as anchors."""
    return next((place for place, row in enumerate(lines) if not is_unseen(row)), len(lines))


class _Rows:
    def __init__(self, document: Document, lines: Sequence[Sequence[Token]], start: int) -> None:
        self._document, self._lines, self._start = document, lines, start

    def question(self, row: int, before: Mark | None) -> Mark | None:
        """The question at the beginning of a row. `before` is the paragraph's first question, if there is one."""
        line = self._start + row
        if column := _end_of_bold(self._document, line):
            return self._bold_beginning(row, column) if not before or before.kind is Kind.BOLD else None
        text = plain(self._lines[row])
        joined = f"{text} {plain(self._lines[row + 1])}" if row + 1 < len(self._lines) else text
        if label := self._document.labels.question.match(joined):
            return self._labelled(row, label.end())
        if is_bold(self._lines[row]) or (text.endswith("]") and is_bold(_without_tag(self._lines[row]))):
            return self._bold(row, text, before)
        if before and not before.weak:
            return None
        return self._sloppy(row) or self._on_one_line(row) or self._mere(row, most=1 if before else _MOST_LINES)

    def _bold_beginning(self, row: int, column: int) -> Mark:
        """A bold question at the beginning of a line that continues after it."""
        line = self._start + row
        found = _BOLD_QUESTION.match(self._document.lines[line])
        text = plain(self._document.inline(found["bold"])) if found else ""
        return Mark(Kind.BOLD, BELOW_HEADINGS, text, Place(line, 0), Place(line, column))

    def _sloppy(self, row: int) -> Mark | None:
        line = self._start + row
        found = _SLOPPY_BOLD.fullmatch(self._document.lines[line])
        text = plain(self._document.inline(found["text"])) if found else ""
        return Mark(Kind.BOLD, BELOW_HEADINGS, text, Place(line, 0), Place(line + 1, 0)) if text else None

    def _on_one_line(self, row: int) -> Mark | None:
        line = self._start + row
        found = _ON_ONE_LINE.match(self._document.lines[line])
        text = plain(self._document.inline(found["question"])) if found else ""
        end = Place(line, found.end() if found else 0)
        return Mark(Kind.BOLD, BELOW_HEADINGS, text, Place(line, 0), end, weak=MERE) if text else None

    def _labelled(self, row: int, skipped: int) -> Mark:
        line = self._start + row
        length = self._length_of_question(row)
        source = self._document.lines[line]
        if length == 1 and (found := self._document.labels.inner_answer.search(source)):
            text = plain(self._document.inline(source[: found.start()].strip()))
            label = self._document.labels.question.search(text)
            text = text[label.end() :] if label else text
            return Mark(Kind.PREFIXED, BELOW_HEADINGS, text, Place(line, 0), Place(line, found.end()))
        text = " ".join(map(plain, self._lines[row : row + length]))[skipped:]
        return Mark(Kind.PREFIXED, BELOW_HEADINGS, text, Place(line, 0), Place(line + length, 0))

    def _bold(self, row: int, text: str, before: Mark | None) -> Mark | None:
        """A bold line, with the bold lines below it. A second one in the same paragraph must be a question."""
        if before and (before.kind is not Kind.BOLD or before.weak or not is_worded_as_question(text)):
            return None
        others = self._lines[row : row + _MOST_LABELLED]
        length = next((place for place, other in enumerate(others) if place and not is_bold(other)), len(others))
        texts = list(map(plain, others[:length]))
        asking = [place for place, one in enumerate(texts) if is_worded_as_question(one)]
        if asking:
            length = asking[0] + 1
        line = self._start + row
        return Mark(Kind.BOLD, BELOW_HEADINGS, " ".join(texts[:length]), Place(line, 0), Place(line + length, 0))

    def _mere(self, row: int, most: int) -> Mark | None:
        """A line, or a few lines, that end in a question mark and contain nothing else."""
        texts = list(map(plain, self._lines[row : row + most]))
        length = next((place + 1 for place, text in enumerate(texts) if is_question(_TAG_AT_END.sub("", text))), 0)
        text = " ".join(texts[:length])
        if not length or len(text) > LONGEST_LINE or not has_words(text):
            return None
        line = self._start + row
        return Mark(Kind.BOLD, BELOW_HEADINGS, text, Place(line, 0), Place(line + length, 0), weak=MERE)

    def _length_of_question(self, row: int) -> int:
        """The number of lines of the question: those before "A:", or else up to the question mark."""
        texts = list(map(plain, self._lines[row : row + _MOST_LABELLED]))
        for place, text in enumerate(texts):
            if place and self._document.labels.answer.match(text):
                return place
        return next((place + 1 for place, text in enumerate(texts) if is_question(text)), 1)


def _without_tag(row: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a line without a tag at its end."""
    end = len(row)
    while end and row[end - 1].type == "text":
        end -= 1
    return row[:end] if _TAG.fullmatch("".join(token.content for token in row[end:])) else row


def _end_of_bold(document: Document, line: int) -> int:
    """The column after a bold question at the beginning of a line that continues; 0 if there is none."""
    text = document.lines[line]
    found = _BOLD_QUESTION.match(text)
    goes_on = found and has_words(text[found.end() :]) and not _TAG.fullmatch(text, found.end())
    return found.end() if found and goes_on and is_bold(document.inline(found["bold"])) else 0
