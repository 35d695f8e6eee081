"""Finds the navigation in a document: tables of contents, and links back to the top."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from bot.knowledge.lines import has_words
from bot.knowledge.markdown.inline import plain, rows, words_of
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.outline.titles import leads_back

_CONTENTS = ("[toc]", "[[toc]]", "[[_toc_]]", "{:toc}", "[toc levels=2]")
"""Placeholders that site builders replace by a table of contents."""
_HREF = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?(?P<href>[^\"'\s<>]*)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SAYS_BACK = re.compile(r"\W*(?:back|return|go back|zurück|retour|volver|voltar|torna)\b", re.IGNORECASE)
_LONGEST_REMARK = 60
"""Maximum characters besides the links in an item of a table of contents."""
_LONGEST_BACK = 400
"""Maximum characters of a block of HTML that links back."""


class Furniture:
    """Recognises the navigation of a document."""

    def __init__(self, document: Document, name: str) -> None:
        """Take the document and the name of its file."""
        self._document, self._name = document, name

    def is_block(self, content: str, tokens: Sequence[Token]) -> bool:
        """Whether a whole paragraph is navigation."""
        return content.lower() in _CONTENTS or self._only_leads_elsewhere(tokens) or self.leads_back(tokens)

    def leads_back(self, tokens: Sequence[Token]) -> bool:
        """Whether it only links back to the top or to the table of contents."""
        targets = list(_targets(tokens))
        text = plain(tokens)
        return bool(targets) and leads_back(text) and (all(map(self._is_own, targets)) or bool(_SAYS_BACK.match(text)))

    def last_rows(self, tokens: Sequence[Token]) -> int:
        """The number of lines at the end of a paragraph that only link back."""
        lines = rows(tokens)
        return next((place for place, row in enumerate(reversed(lines)) if not self.leads_back(row)), len(lines))

    def is_html(self, html: str) -> bool:
        """Whether a block of HTML only links back."""
        if len(html) > _LONGEST_BACK or "<a" not in html.lower():
            return False
        targets = _HREF.findall(html)
        return bool(targets) and all(map(self._is_own, targets)) and leads_back(_TAG.sub(" ", html))

    def is_contents(self, place: int, *, in_contents: bool) -> bool:
        """Whether the list that begins at `place` only links to other places in the document.

        In a section with the title of a table of contents, or if the links are questions, items may also have remarks
        and lines without a link.
        """
        items = list(self._items(place))
        if not items:
            return False
        if all(
            "#" in item.content and self._only_leads_elsewhere(self._document.inline(item.content)) for item in items
        ):
            return True
        linked = [item for item in items if self._begins_with_own_link(item)]
        asking = [item for item in linked if "?" in item.content.partition("](")[0]]
        return bool(linked) and (
            (in_contents and 2 * len(linked) >= len(items)) or (len(asking) == len(items) and len(items) > 1)
        )

    def _items(self, place: int) -> Iterator[Token]:
        """The text of each item of the list; nothing if the list contains code or HTML."""
        tokens = self._document.blocks.tokens
        found: list[Token] = []
        while tokens[place := place + 1].level:
            if tokens[place].type in ("fence", "code_block", "html_block"):
                return
            if tokens[place].type == "inline":
                found.append(tokens[place])
        yield from found

    def _is_only_links(self, inline: Token) -> bool:
        return self._only_leads_elsewhere(self._document.inline(inline.content))

    def _begins_with_own_link(self, inline: Token) -> bool:
        tokens = [token for token in self._document.inline(inline.content) if words_of(token) or token.type != "text"]
        if not tokens or tokens[0].type != "link_open" or not all(map(self._is_own, _targets(tokens))):
            return False
        return len(_outside_links(tokens)) <= _LONGEST_REMARK

    def _only_leads_elsewhere(self, tokens: Sequence[Token]) -> bool:
        """Whether it consists only of links to places in this document."""
        targets = [str(token.attrGet("href") or "") for token in tokens if token.type == "link_open"]
        return bool(targets) and all(map(self._is_own, targets)) and not has_words(_outside_links(tokens))

    def _is_own(self, target: str) -> bool:
        address, found, _ = target.partition("#")
        return bool(found) and (not address or address.rpartition("/")[2] == self._name)


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "link_open":
            yield str(token.attrGet("href") or "")
        elif token.type == "html_inline" and (found := _HREF.match(token.content)):
            yield found["href"]


def _outside_links(tokens: Sequence[Token]) -> str:
    inside, text = False, ""
    for token in tokens:
        inside = token.type == "link_open" or (inside and token.type != "link_close")
        text += "" if inside else words_of(token)
    return text
