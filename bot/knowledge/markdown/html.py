"""Finds headings, summaries and comments in blocks of HTML."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from markdown_it.token import Token

from bot.knowledge.lines import has_words
from bot.knowledge.markdown.inline import plain
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.outline.marks import BELOW_HEADINGS, Attribute, Kind, Mark, Place

LONGEST_BLOCK = 200_000
"""Characters. A longer block of HTML counts as plain text."""
MOST_INSIDE = 5
"""Maximum pieces of text inside a heading or summary. One with more was never closed."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN = frozenset({"a", "br", "center", "div", "p", "span"})
"""Elements that are invisible by themselves."""
_ATTRIBUTES = ("id", "topic", "synonyms", "url", "related")


@dataclass(slots=True)
class _Open:
    """A heading or summary that is still open."""

    tag: str
    start: Place
    words: list[str]


class HtmlScanner:
    """Scans the HTML blocks of a document in order. An element may begin in one block and end in another."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.attributes: list[Attribute] = []
        self._details: list[bool] = []
        self._open: _Open | None = None

    def scan(self, block: str, line: int) -> bool:
        """Collect the marks of the block that begins on that line, and return whether it shows anything."""
        if len(block) > LONGEST_BLOCK:
            return True
        parser = _Parser(block, line, self._details, self._open)
        parser.feed(block)
        parser.finish()
        self._open = parser.open
        self.marks += parser.marks
        self.attributes += parser.attributes
        return parser.shows

    def takes(self, inline: Token, document: Document) -> bool:
        """Add a paragraph or heading to the open element; return False if no element is open."""
        if self._open and len(self._open.words) < MOST_INSIDE:
            self._open.words.append(f" {plain(document.inline(inline.content))} ")
            return True
        self._open = None  # and never closed
        return False


class _Parser(HTMLParser):
    def __init__(self, block: str, line: int, titled: list[bool], opened: _Open | None) -> None:
        """Take `titled`: for each open `<details>`, whether it has a summary. The parser keeps it up to date."""
        super().__init__()
        self.block, self.line, self.titled, self.open = block, line, titled, opened
        self.marks: list[Mark] = []
        self.attributes: list[Attribute] = []
        self.shows = False
        self._starts = list(accumulate((len(row) + 1 for row in block.split("\n")), initial=0))
        self._details = -1
        """Where the last details begin; -1 for none."""
        self._shows_below = True
        """Whether anything visible follows the last heading."""

    def finish(self) -> None:
        """End the block. Invisible closing tags around a heading belong to the heading."""
        self.close()
        if self.marks and not self._shows_below:
            self.marks[-1] = replace(self.marks[-1], end=Place(self.line + len(self._starts) - 1, 0))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._show(tag not in _UNSEEN)
        if not self.open and (tag in _HEADINGS or tag == "summary"):
            self.open = _Open(tag, self._place(self._start_of(tag)), [])
        if tag == "details":
            self._details = self._offset()
            self.titled.append(False)

    def handle_endtag(self, tag: str) -> None:
        self.shows = self.shows or tag not in (*_UNSEEN, "summary")
        offset = self._offset()
        if tag == "details" and self.titled:
            if self.titled.pop():
                self.marks.append(Mark(Kind.END, BELOW_HEADINGS, "", self._place(offset), self._after(offset)))
        elif self.open and tag == self.open.tag:
            kind, level = (Kind.HEADING, _HEADINGS[tag]) if tag in _HEADINGS else (Kind.SUMMARY, BELOW_HEADINGS)
            text = " ".join("".join(self.open.words).split())
            if has_words(text):
                self.marks.append(Mark(kind, level, text, self.open.start, self._after(offset)))
                if kind is Kind.SUMMARY and self.titled:
                    self.titled[-1] = True
            self.open = None
            self._shows_below = kind is not Kind.HEADING

    def handle_data(self, data: str) -> None:
        self._show(bool(data.strip()))
        if self.open:
            self.open.words.append(data)

    def handle_comment(self, data: str) -> None:
        name, found, value = data.strip().partition(":")
        if found and name in _ATTRIBUTES:
            self.attributes.append(Attribute(self._place(self._offset()).line, name, unescape(value).strip()))

    def _show(self, something: bool) -> None:  # noqa: FBT001  # one thing, shown or not
        self.shows = self.shows or something
        self._shows_below = self._shows_below or something

    def _start_of(self, tag: str) -> int:
        """Where an element begins; for a summary, where its `<details>` begins, if that is in this block."""
        offset = self._offset()
        if tag != "summary" or self._details < 0:
            return offset
        between = self.block[self.block.find(">", self._details) + 1 : offset]
        return offset if between.strip() else self._details

    def _offset(self) -> int:
        """The offset of the current tag or text from the beginning of the block."""
        row, column = self.getpos()
        return self._starts[row - 1] + column

    def _after(self, offset: int) -> Place:
        return self._place(self.block.find(">", offset) + 1)

    def _place(self, offset: int) -> Place:
        row = bisect_right(self._starts, offset) - 1
        return Place(self.line + row, offset - self._starts[row])
