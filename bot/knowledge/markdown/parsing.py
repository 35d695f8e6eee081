"""Parses a document into its blocks, its front matter and its verbatim answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.knowledge.draft import Draft
from bot.knowledge.html.preformatted import with_filled_blanks
from bot.knowledge.lines import is_question
from bot.knowledge.markdown.contents_comments import clear_contents
from bot.knowledge.markdown.data import in_front_matter, take_from_code
from bot.knowledge.markdown.front_matter import FrontMatter, read_front_matter
from bot.knowledge.markdown.generators import Container, expand
from bot.knowledge.markdown.tokens import Blocks, parse_blocks
from bot.knowledge.markdown.verbatim import find_verbatim
from bot.knowledge.outline.labels import Labels

_RULE = "***"
_BOLD = re.compile(r" {0,3}(?:\*\*|__)\S")
LONGEST_INLINE = 20_000
"""Maximum characters of a paragraph that is searched for emphasis and links. A longer one is plain text."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. Lines are counted from 0, as in the parser."""

    lines: Sequence[str]
    """The lines of the source, without the markup of site generators. Lines of the front matter, and comments around
    verbatim answers, are ""."""
    verbatim: frozenset[int]
    """The first lines of verbatim answers."""
    unclosed: Sequence[int]
    """The lines of opening comments of verbatim answers that are never closed."""
    blocks: Blocks
    front: FrontMatter
    drafts: Sequence[Draft]
    """The entries in its front matter and in lists in its code."""
    unread: Sequence[int]
    """The lines, counted from 1, of lists of questions in code that cannot be read."""
    containers: Sequence[Container]
    """The blocks of site generators, in the order of their beginnings."""
    unknown: Sequence[int]
    """The lines where a site generator fills in text that is not in the file."""
    labels: Labels
    """The labels of questions and answers in this document."""
    quotes: frozenset[int] = frozenset()
    """The lines of quotes that end above a bold line. The parser sees a rule there."""

    def inline(self, text: str) -> list[Token]:
        """The pieces of a paragraph's or heading's text: text, emphasis, links, code."""
        if len(text) > LONGEST_INLINE:
            return [Token("text", "", 0, content=text)]
        (token,) = _inline_parser().parseInline(text, {"references": self.blocks.references})
        return token.children or []


def parse(text: str) -> Document:
    """Parse a whole document. Front matter is skipped, but its lines are counted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    front = read_front_matter(lines)
    lines[: front.length] = [""] * front.length
    verbatim, unclosed = find_verbatim(lines)
    clear_contents(lines, verbatim)
    in_code, unread = take_from_code(lines)
    drafts = [*in_front_matter(front), *in_code]
    expansion = expand(lines, verbatim, front.values)
    lines = expansion.lines
    meant = list(lines) if verbatim else lines
    for answer in verbatim:
        meant[answer.start : answer.stop] = [""] * len(answer)
        lines[answer.start - 1] = lines[answer.stop] = meant[answer.start - 1] = meant[answer.stop] = ""
    starts = frozenset(answer.start for answer in verbatim)
    labels = Labels.of(text)
    meant = with_filled_blanks(meant) if "<pre" in text.lower() else meant
    quotes = frozenset(_ends_of_quotes(meant)) if ">" in text else frozenset()
    if quotes:
        meant = [_RULE if place in quotes else line for place, line in enumerate(meant)]
    blocks = parse_blocks(meant, labels)
    return Document(
        lines, starts, unclosed, blocks, front, drafts, unread, expansion.containers, expansion.unknown, labels, quotes
    )


def _ends_of_quotes(lines: Sequence[str]) -> Iterator[int]:
    """The last lines of quotes with a bold line directly below, which is not meant to continue the quote."""
    for place, (line, below) in enumerate(pairwise(lines)):
        if line[:4].lstrip()[:1] == ">" and _BOLD.match(below) and not is_question(line.rstrip("*_ ")):
            yield place


def visible_lines(text: str) -> Sequence[str]:
    """The lines of a document as the site shows them: without front matter, code of components, and markup."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    front = read_front_matter(lines)
    lines[: front.length] = [""] * front.length
    verbatim = find_verbatim(lines)[0]
    clear_contents(lines, verbatim)
    take_from_code(lines)
    return expand(lines, verbatim, front.values).lines


@cache
def _inline_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"store_labels": True})
