"""From the blocks of a Markdown document to its outline."""

from dataclasses import replace
from pathlib import PurePath

from markdown_it.token import Token

from bot.knowledge.lines import has_words, is_question
from bot.knowledge.markdown.html import HtmlScanner
from bot.knowledge.markdown.inline import heading_text, only_leads_elsewhere, rows
from bot.knowledge.markdown.paragraphs import question_of, unseen_rows
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.markdown.tokens import PARAGRAPH_STARTS
from bot.knowledge.outline import BELOW_HEADINGS, Kind, Mark, Outline, Place
from bot.knowledge.outline.roles import asks

_CONTENTS = ("[toc]", "[[toc]]", "[[_toc_]]", "{:toc}")
"""Where site builders put a table of contents."""


def lay_out(document: Document, path: str) -> Outline:
    """The outline of a document; `path` because a table of contents may name its own file."""
    return _Surveyor(document, PurePath(path).name).survey()


class _Surveyor:
    def __init__(self, document: Document, name: str) -> None:
        self._document = document
        self._name = name
        self._html = HtmlScanner()
        self._marks = self._html.marks
        self._empty = bytearray(len(document.lines))

    def survey(self) -> Outline:
        tokens = self._document.blocks.tokens
        for place, token in enumerate(tokens):
            if token.level or not token.map:
                continue
            if token.type == "paragraph_open":
                self._take_paragraph(tokens[place + 1])
            elif token.type == "heading_open":
                self._take_heading(token, tokens[place + 1])
            elif self._says_nothing(place, token):
                self._clear(token)
        title = self._document.front.get("title", "")
        return Outline(
            self._document.lines,
            self._marks,
            self._html.attributes,
            self._empty,
            self._document.verbatim,
            (title,) if title else (),
        )

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
        if self._html.takes(inline, self._document):
            return
        start, end = token.map or (0, 0)
        text = heading_text(self._document.inline(inline.content))
        if has_words(text) or is_question(text):
            self._marks.append(Mark(Kind.HEADING, int(token.tag[1]), text, Place(start, 0), Place(end, 0)))

    def _take_paragraph(self, inline: Token) -> None:
        if self._html.takes(inline, self._document):
            return
        if not inline.content.startswith(PARAGRAPH_STARTS):
            return
        tokens = self._document.inline(inline.content)
        line, unseen = (inline.map or [0])[0], unseen_rows(rows(tokens))
        self._empty[line : line + unseen] = b"\1" * unseen
        if only_leads_elsewhere(tokens, self._name) or inline.content.lower() in _CONTENTS:
            self._clear(inline)
        elif question := question_of(self._document, inline):
            self._marks.append(question)

    def _take_items(self, place: int) -> None:
        """A list whose every item begins with a question in bold, or with "Q:"."""
        tokens, end = self._document.blocks.tokens, (self._document.blocks.tokens[place].map or [0, 0])[1]
        found: list[Mark] = []
        while tokens[place := place + 1].level:
            if tokens[place].type != "list_item_open" or tokens[place].level > 1:
                continue
            inline = tokens[place + 2]
            mark = question_of(self._document, inline) if inline.type == "inline" else None
            if not mark or not asks(mark):
                return
            found.append(replace(mark, kind=Kind.ITEM))
        ending = Mark(Kind.END, BELOW_HEADINGS, "", Place(end, 0), Place(end, 0))
        self._marks += [*found, ending]

    def _is_contents(self, place: int) -> bool:
        """Whether the list that begins there only leads to other places of the document."""
        tokens = self._document.blocks.tokens
        while tokens[place := place + 1].level:
            token = tokens[place]
            if token.type in ("fence", "code_block", "html_block"):
                return False
            if token.type == "inline" and (
                "#" not in token.content or not only_leads_elsewhere(self._document.inline(token.content), self._name)
            ):
                return False
        return True
