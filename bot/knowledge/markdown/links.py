"""Makes an answer's links work outside its document: adds link definitions, and makes relative targets absolute."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from bot.knowledge.addresses import Published
from bot.knowledge.markdown.parsing import LONGEST_INLINE, Document
from bot.knowledge.markdown.tokens import holds_links

_WRITTEN = ("]({})", "]({} ", 'href="{}"', "href='{}'", 'src="{}"', "src='{}'")
"""How a target is written: in a link, perhaps before its title, or in HTML."""
_IN_HTML = re.compile(r"\b(?:href|src)\s*=\s*([\"'])(?P<target>[^\"'\s<>]+)\1", re.IGNORECASE)


class Links:
    """The links of a document, by line."""

    def __init__(self, document: Document, addresses: Published) -> None:
        """Take the document and its addresses."""
        self._document, self._addresses = document, addresses
        self._paragraphs = [token for token in document.blocks.tokens if token.type == "inline" and token.map]
        self._starts = [token.map[0] for token in self._paragraphs if token.map]
        self._blocks = [token for token in document.blocks.tokens if token.type == "html_block" and token.map]
        self._block_ends = [token.map[1] for token in self._blocks if token.map]
        self._definitions = {
            str(token.meta["id"]): token for token in document.blocks.tokens if token.type == "definition" and token.map
        }

    def complete(self, answer: str, start: int) -> str:
        """The answer with complete links. Its lines begin at line `start` (from 0) of the document."""
        if not self._addresses.links and not self._definitions:
            return answer
        lines = answer.split("\n")
        length = len(lines)
        used = {label: self._definitions[label] for label in self._take_paragraphs(lines, start)}
        self._take_blocks(lines, start)
        added: list[str] = []
        for definition in sorted(used.values(), key=_first_line):
            written = self._written(definition)
            place = _first_line(definition) - start
            if 0 <= place < length:
                lines[place : place + len(written)] = written
            else:
                added += written
        return "\n".join([*lines, "", *added] if added else lines)

    def _take_paragraphs(self, lines: list[str], start: int) -> Iterator[str]:
        """Make the targets in `lines` absolute. Yields the labels of the definitions that are used."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, start + len(lines))
        for paragraph in self._paragraphs[first:last]:
            if not holds_links(paragraph.content) or len(paragraph.content) > LONGEST_INLINE:
                continue
            begin, end = paragraph.map or [0, 0]
            for token in _with_inner(self._document.inline(paragraph.content)):
                label = token.meta.get("label")
                if label in self._definitions:
                    yield label
                elif target := token.attrGet("href") or token.attrGet("src"):
                    self._make_absolute(lines, begin - start, end - start, str(target))
                elif token.type == "html_inline" and (found := _IN_HTML.search(token.content)):
                    self._make_absolute(lines, begin - start, end - start, found["target"])

    def _take_blocks(self, lines: list[str], start: int) -> None:
        """Make the targets in blocks of HTML absolute, also where a block was converted to Markdown."""
        for block in self._blocks[bisect_right(self._block_ends, start) :]:
            if (block.map or [0, 0])[0] >= start + len(lines):
                return
            for found in _IN_HTML.finditer(block.content):
                self._make_absolute(lines, 0, len(lines), found["target"])

    def _make_absolute(self, lines: list[str], begin: int, end: int, target: str) -> None:
        absolute = self._addresses.absolute(target)
        if absolute != target:
            for place in range(begin, min(end, len(lines))):
                for written in _WRITTEN:
                    lines[place] = lines[place].replace(written.format(target), written.format(absolute))

    def _written(self, definition: Token) -> list[str]:
        """The lines of a definition, with an absolute target."""
        url = str(definition.meta["url"])
        begin, end = definition.map or [0, 0]
        return [line.replace(url, self._addresses.absolute(url)) for line in self._document.lines[begin:end]]


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _with_inner(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _with_inner(token.children or ())
