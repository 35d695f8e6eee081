"""Finds headings, summaries and comments in blocks of HTML."""

from bisect import bisect_right
from dataclasses import replace
from html.parser import HTMLParser
from itertools import accumulate

from bot.knowledge.markdown.marks import BELOW_HEADINGS, Attribute, Kind, Mark, Place

LONGEST_BLOCK = 200_000
"""Characters: a longer block of HTML is text and nothing else."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN = frozenset({"a", "br", "p", "span"})
"""Elements that show nothing by themselves."""
_ATTRIBUTES = ("id", "topic", "synonyms")


class HtmlScanner:
    """Goes through the HTML blocks of a document, in order, as `<details>` may begin in one and end in another."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.attributes: list[Attribute] = []
        self.depth = 0

    def scan(self, block: str, line: int) -> bool:
        """Note what is in the block that begins on that line; returns whether it shows anything."""
        if len(block) > LONGEST_BLOCK:
            return True
        parser = _Parser(block, line, self.depth)
        parser.feed(block)
        parser.finish()
        self.depth = parser.depth
        self.marks += parser.marks
        self.attributes += parser.attributes
        return parser.shows


class _Parser(HTMLParser):
    def __init__(self, block: str, line: int, depth: int) -> None:
        super().__init__()
        self.block, self.line, self.depth = block, line, depth
        self.marks: list[Mark] = []
        self.attributes: list[Attribute] = []
        self.shows = False
        self._starts = list(accumulate((len(row) + 1 for row in block.split("\n")), initial=0))
        self._open = ""
        """The heading or summary that is being read."""
        self._opened = Place(line, 0)
        self._words: list[str] = []
        self._shows_below = True
        """Whether anything is shown behind the last heading."""

    def finish(self) -> None:
        """End the block. What closes around a heading, and shows nothing, belongs to it."""
        self.close()
        if self.marks and not self._shows_below:
            self.marks[-1] = replace(self.marks[-1], end=Place(self.line + len(self._starts) - 1, 0))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._show(tag not in _UNSEEN)
        self.depth += tag == "details"
        if not self._open and (tag in _HEADINGS or (tag == "summary" and self.depth <= 1)):
            self._open, self._opened, self._words = tag, self._place(self._offset()), []

    def handle_endtag(self, tag: str) -> None:
        self.shows = self.shows or tag not in _UNSEEN
        offset = self._offset()
        if tag == "details" and self.depth:
            self.depth -= 1
            if not self.depth:
                self.marks.append(Mark(Kind.END, BELOW_HEADINGS, "", self._place(offset), self._after(offset)))
        elif tag and tag == self._open:
            kind, level = (Kind.HEADING, _HEADINGS[tag]) if tag in _HEADINGS else (Kind.SUMMARY, BELOW_HEADINGS)
            text = " ".join("".join(self._words).split())
            self.marks.append(Mark(kind, level, text, self._opened, self._after(offset)))
            self._open = ""
            self._shows_below = kind is not Kind.HEADING

    def handle_data(self, data: str) -> None:
        self._show(bool(data.strip()))
        self._words.append(data)

    def handle_comment(self, data: str) -> None:
        name, found, value = data.strip().partition(":")
        if found and name in _ATTRIBUTES:
            self.attributes.append(Attribute(self._place(self._offset()).line, name, value.strip()))

    def _show(self, something: bool) -> None:  # noqa: FBT001  # one thing, shown or not
        self.shows = self.shows or something
        self._shows_below = self._shows_below or something

    def _offset(self) -> int:
        """Of what is being handled, from the block's beginning."""
        row, column = self.getpos()
        return self._starts[row - 1] + column

    def _after(self, offset: int) -> Place:
        return self._place(self.block.find(">", offset) + 1)

    def _place(self, offset: int) -> Place:
        row = bisect_right(self._starts, offset) - 1
        return Place(self.line + row, offset - self._starts[row])
