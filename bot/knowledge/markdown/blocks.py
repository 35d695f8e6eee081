"""From the blocks of a document to its marks, and to the lines that say nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from markdown_it.token import Token

from bot.knowledge.lines import is_question
from bot.knowledge.markdown.html import HtmlScanner
from bot.knowledge.markdown.inline import heading_text, is_bold, only_leads_elsewhere, plain, rows
from bot.knowledge.markdown.marks import BELOW_HEADINGS, Attribute, Kind, Mark, Place
from bot.knowledge.markdown.outline import asks
from bot.knowledge.markdown.parsing import Document

_QUESTION_LABEL = re.compile(r"(?:Q|Question)\s?\d{0,4}\s?[:.)]\s*(?=\S)")
_ANSWER_LABEL = re.compile(r"(?:A|Answer)\s?\d{0,4}\s?:")
_PARAGRAPH_MARKS = ("*", "_", "Q", "<b>", "<strong>")
"""What a paragraph begins with that may be a question."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What is where in a document."""

    marks: Sequence[Mark]
    attributes: Sequence[Attribute]
    empty: bytearray
    """One for each line: not 0 if nothing on it is text of an answer: rules, comments, definitions, contents."""


def lay_out(document: Document, path: str) -> Layout:
    """Find the marks of a document; `path` because a table of contents may name its own file."""
    return _Surveyor(document, ("", PurePath(path).name)).survey()


class _Surveyor:
    def __init__(self, document: Document, names: Sequence[str]) -> None:
        self._document = document
        self._names = names
        self._html = HtmlScanner()
        self._marks = self._html.marks
        self._empty = bytearray(len(document.lines))

    def survey(self) -> Layout:
        tokens = self._document.tokens
        for place, token in enumerate(tokens):
            if token.level or not token.map:
                continue
            if token.type == "heading_open":
                self._take_heading(token, tokens[place + 1])
            elif token.type == "paragraph_open":
                self._take_paragraph(token.map[0], tokens[place + 1])
            elif self._says_nothing(place, token):
                self._clear(token)
        return Layout(self._marks, self._html.attributes, self._empty)

    def _says_nothing(self, place: int, token: Token) -> bool:
        if token.type == "html_block":
            return not self._html.scan(token.content.rstrip("\n"), (token.map or [0])[0])
        if token.type in ("bullet_list_open", "ordered_list_open"):
            if self._is_contents(place):
                return True
            self._take_items(place)
        return token.type in ("hr", "definition")

    def _clear(self, token: Token) -> None:
        start, end = token.map or (0, 0)
        self._empty[start:end] = b"\1" * (end - start)

    def _take_heading(self, token: Token, inline: Token) -> None:
        start, end = token.map or (0, 0)
        text = heading_text(self._document.inline(inline.content))
        self._marks.append(Mark(Kind.HEADING, int(token.tag[1]), text, Place(start, 0), Place(end, 0)))

    def _take_paragraph(self, line: int, inline: Token) -> None:
        if inline.content.startswith(_PARAGRAPH_MARKS):
            if question := self._question_of(line, inline):
                self._marks.append(question)
        elif inline.content.startswith(("<", "[")):
            tokens = self._document.inline(inline.content)
            is_html = all(token.type in ("html_inline", "softbreak") for token in tokens)
            if is_html or only_leads_elsewhere(tokens, self._names):
                self._clear(inline)

    def _question_of(self, line: int, inline: Token) -> Mark | None:
        """A paragraph that begins with "Q:", or whose first line is a question in bold."""
        lines = rows(self._document.inline(inline.content))
        if len(lines) != inline.content.count("\n") + 1:  # code that runs over a line's end
            return None
        texts = list(map(plain, lines))
        if label := _QUESTION_LABEL.match(texts[0]):
            length = _length_of_question(texts)
            kind, text = Kind.PREFIXED, " ".join(texts[:length])[label.end() :]
        elif is_bold(lines[0]):
            length = next((place for place, row in enumerate(lines) if not is_bold(row)), len(lines))
            kind, text = Kind.BOLD, " ".join(texts[:length])
        else:
            return None
        return Mark(kind, BELOW_HEADINGS, text, Place(line, 0), Place(line + length, 0))

    def _take_items(self, place: int) -> None:
        """A list whose every item begins with a question in bold, or with "Q:"."""
        tokens, end = self._document.tokens, (self._document.tokens[place].map or [0, 0])[1]
        found: list[Mark] = []
        while tokens[place := place + 1].level:
            if tokens[place].type != "list_item_open" or tokens[place].level > 1:
                continue
            inline = tokens[place + 2]
            mark = self._question_of((inline.map or [0])[0], inline) if inline.type == "inline" else None
            if not mark or not asks(mark):
                return
            found.append(replace(mark, kind=Kind.ITEM))
        ending = Mark(Kind.END, BELOW_HEADINGS, "", Place(end, 0), Place(end, 0))
        self._marks += [*found, ending]

    def _is_contents(self, place: int) -> bool:
        """Whether the list that begins there only leads to other places of the document."""
        tokens = self._document.tokens
        while tokens[place := place + 1].level:
            token = tokens[place]
            if token.type in ("fence", "code_block", "html_block"):
                return False
            if token.type == "inline" and (
                "#" not in token.content or not only_leads_elsewhere(self._document.inline(token.content), self._names)
            ):
                return False
        return True


def _length_of_question(texts: Sequence[str]) -> int:
    """How many of the lines of a paragraph are the question: those before "A:", else up to the one that asks."""
    for place, text in enumerate(texts):
        if place and _ANSWER_LABEL.match(text):
            return place
    return next((place + 1 for place, text in enumerate(texts) if is_question(text)), 1)
