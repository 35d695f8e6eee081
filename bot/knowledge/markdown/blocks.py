"""Makes the outline of a Markdown document from its blocks."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import PurePath

from markdown_it.token import Token

from bot.knowledge.addresses import anchor_of
from bot.knowledge.lines import has_words, is_question
from bot.knowledge.markdown import OWN_ANCHORS
from bot.knowledge.markdown.asked import LONGEST_QUESTION, text_before_answer, text_below
from bot.knowledge.markdown.containers import container_marks
from bot.knowledge.markdown.embedded import HtmlReader, embedded_questions
from bot.knowledge.markdown.furniture import Furniture
from bot.knowledge.markdown.html import HtmlScanner
from bot.knowledge.markdown.inline import heading_text, is_bold, plain, rows
from bot.knowledge.markdown.layout import titled_blocks
from bot.knowledge.markdown.lists import list_questions, numbered_title
from bot.knowledge.markdown.paragraphs import LONGEST_LINE, questions_of, unseen_rows
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.markdown.tables import table_questions
from bot.knowledge.outline import BELOW_HEADINGS, Attribute, Kind, Mark, Outline, Place
from bot.knowledge.outline.marks import QUOTED
from bot.knowledge.outline.titles import is_contents

_OWN_ANCHOR = re.compile(r"\{#(?P<braced>[^\s{}]+)\}\s*$|<a\s[^<>]*?\b(?:name|id)\s*=\s*[\"'](?P<quoted>[^\"'<>]+)")
_QUOTED = ["paragraph_open", "inline", "paragraph_close", "blockquote_close"]
"""The tokens of a quote with one paragraph."""


def lay_out(document: Document, path: str, read_html: HtmlReader) -> Outline:
    """The outline of a document. `path` is needed because a table of contents may link to its own file by name."""
    return _Surveyor(document, path, read_html).survey()


class _Surveyor:
    def __init__(self, document: Document, path: str, read_html: HtmlReader) -> None:
        self._document, self._path, self._read_html = document, path, read_html
        self._furniture = Furniture(document, PurePath(path).name)
        self._html = HtmlScanner()
        self._marks = self._html.marks
        self._attributes: list[Attribute] = []
        self._empty = bytearray(len(document.lines))
        self._anchors: Counter[str] = Counter()
        self._titles = frozenset(container.start for container in document.containers)
        self._read_until = 0
        """The line after the last lines that were read out of turn."""
        self._number = 0
        """The number of the last list of one item that is a question; 0 for none."""
        self._contents = 0
        """The level of the heading of the current table of contents; 0 outside of one."""

    def survey(self) -> Outline:
        tokens = self._document.blocks.tokens
        for place, token in enumerate(tokens):
            if token.level or not token.map or token.map[0] < self._read_until:
                continue
            if token.type == "paragraph_open":
                self._take_paragraph(tokens[place + 1])
            elif token.type == "heading_open":
                self._take_heading(token, tokens[place + 1])
            elif self._says_nothing(place, token):
                self._clear(token)
        if laid_out := titled_blocks(self._document):
            self._marks[:] = [mark for mark in self._marks if mark.kind is Kind.HEADING] + laid_out
            self._marks.sort(key=lambda mark: mark.start)
        if self._document.containers:
            self._marks += container_marks(self._document)
            self._marks.sort(key=lambda mark: (mark.start, mark.kind is not Kind.END))
        title = self._document.front.values.get("title", "")
        attributes = self._html.attributes
        if self._attributes:
            attributes = sorted([*attributes, *self._attributes], key=lambda attribute: attribute.line)
        return Outline(
            self._document.lines,
            self._marks,
            attributes,
            self._empty,
            self._document.verbatim,
            (title,) if title else (),
            labels=self._document.labels,
        )

    def _says_nothing(self, place: int, token: Token) -> bool:
        if token.type == "html_block":
            marks, end = embedded_questions(self._document, token, self._path, self._read_html)
            if marks:
                self._marks += marks
                self._read_until = end
                return False
            html = token.content.rstrip("\n")
            return self._furniture.is_html(html) or not self._html.scan(html, (token.map or [0])[0])
        if token.type in ("bullet_list_open", "ordered_list_open"):
            if self._furniture.is_contents(place, in_contents=bool(self._contents)):
                return True
            self._marks += self._list(place)
        elif token.type == "table_open":
            marks, attributes = table_questions(self._document, place)
            self._marks += marks
            self._attributes += attributes
        elif token.type == "blockquote_open":
            return self._take_quote(place)
        is_quote = (token.map or [0])[0] in self._document.quotes
        return token.type == "definition" or (token.type == "hr" and not is_quote)

    def _list(self, place: int) -> list[Mark]:
        """The questions of a list. A list of one bold item is one too, if it counts on from a list that asks."""
        marks = list_questions(self._document, place)
        number, title = numbered_title(self._document, place)
        if not marks and title and 0 < self._number == number - 1:
            marks = [title]
        self._number = number if marks and title else 0
        return marks

    def _clear(self, token: Token) -> None:
        start, end = token.map or (0, 0)
        self._empty[start:end] = b"\1" * (end - start)

    def _take_heading(self, token: Token, inline: Token) -> None:
        if self._html.takes(inline, self._document):
            return
        start, end = token.map or (0, 0)
        tokens = self._document.inline(inline.content)
        text = heading_text(tokens)
        if self._furniture.leads_back(tokens) or not text:
            self._clear(token)
        elif self._takes_label(text, start, end) or self._document.labels.answer.match(text):
            return
        elif has_words(text) or is_question(text):
            level = int(token.tag[1])
            if is_contents(text):
                self._contents = level
            elif level <= self._contents:
                self._contents = 0
            anchor = self._anchor(inline.content, text)
            self._marks.append(Mark(Kind.HEADING, level, text, Place(start, 0), Place(end, 0), anchor))

    def _anchor(self, source: str, text: str) -> str:
        """The anchor of a heading: its own, or one made from its text. "" if its document makes none."""
        if found := _OWN_ANCHOR.search(source):
            return found["braced"] or found["quoted"]
        if self._document.front.values.get(OWN_ANCHORS):
            return ""
        made = anchor_of(text)
        self._anchors[made] += 1
        return made if self._anchors[made] == 1 else f"{made}-{self._anchors[made] - 1}"

    def _take_paragraph(self, inline: Token) -> None:
        if self._html.takes(inline, self._document):
            return
        tokens = self._document.inline(inline.content)
        if self._furniture.is_block(inline.content, tokens):
            self._clear(inline)
            return
        start, end = inline.map or (0, 0)
        unseen = unseen_rows(rows(tokens))
        self._empty[start : start + unseen] = b"\1" * unseen
        back = self._furniture.last_rows(tokens)
        self._empty[end - back : end] = b"\1" * back
        is_bare = is_bold(tokens) or inline.content.rstrip().endswith((":", "："))
        if start in self._titles or (is_bare and self._takes_label(plain(tokens), start, end)):
            return
        self._marks += questions_of(self._document, inline, tokens)
        if self._marks and self._marks[-1].kind is Kind.PREFIXED and self._marks[-1].end == (end, 0):
            self._extend_question(self._marks[-1], end)

    def _takes_label(self, text: str, start: int, end: int) -> bool:
        """Whether a heading or paragraph is only the label of a question or an answer. Marks the question below it."""
        labels = self._document.labels
        if labels.bare_answer.fullmatch(text):
            is_below = bool(self._marks) and self._marks[-1].end == (start, 0)
            if len(text) > 1 or is_below:
                self._empty[start:end] = b"\1" * (end - start)
                return True
        if not labels.bare_question.fullmatch(text):
            return False
        asked, until = text_before_answer(self._document, end)
        if not asked and len(text) > 1:
            asked, until = text_below(self._document, end)
        if asked:
            self._marks.append(Mark(Kind.PREFIXED, BELOW_HEADINGS, asked, Place(start, 0), Place(until, 0)))
            self._read_until = until
        return bool(asked)

    def _extend_question(self, mark: Mark, end: int) -> None:
        """Add the paragraphs between a labelled question and the label of its answer."""
        more, until = text_before_answer(self._document, end)
        if more and len(mark.text) + len(more) < LONGEST_QUESTION:
            self._marks[-1] = replace(mark, text=f"{mark.text} {more}", end=Place(until, 0))
            self._read_until = until

    def _take_quote(self, place: int) -> bool:
        """Mark a quote with one paragraph as a possible question if it asks; return whether it only leads back."""
        tokens = self._document.blocks.tokens[place + 1 : place + 1 + len(_QUOTED)]
        if [token.type for token in tokens] != _QUOTED:
            return False
        inline = tokens[1]
        pieces = self._document.inline(inline.content)
        text = plain(pieces)
        if is_question(text) and len(text) <= LONGEST_LINE and has_words(text):
            start, end = inline.map or (0, 0)
            self._marks.append(Mark(Kind.BOLD, BELOW_HEADINGS, text, Place(start, 0), Place(end, 0), weak=QUOTED))
        return self._furniture.leads_back(pieces)
