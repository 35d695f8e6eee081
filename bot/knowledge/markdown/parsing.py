"""A parsed document: its blocks, its front matter, and what stands verbatim in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.knowledge.markdown.generators import Container, expand
from bot.knowledge.markdown.tokens import Blocks, parse_blocks
from bot.knowledge.markdown.verbatim import find_verbatim
from bot.knowledge.outline.labels import Labels

LONGEST_INLINE = 20_000
"""Characters of a paragraph whose emphasis and links are looked at; what is longer asks nothing and links nothing."""

_FRONT_MATTER = ("---", "+++")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. Lines are counted from 0 here, as the parser does."""

    lines: Sequence[str]
    """Of the source, without the markup of site generators; "" for those of the front matter, and those that mark a
    verbatim answer."""
    verbatim: frozenset[int]
    """The first lines of answers in which nothing has a meaning."""
    unclosed: Sequence[int]
    """The lines of their marks that have no counterpart, and so mark nothing."""
    blocks: Blocks
    front: Mapping[str, str]
    """The simple values of the front matter, such as `base_url`; names in lower case."""
    containers: Sequence[Container]
    """The blocks of site generators, in order of their beginnings."""
    unknown: Sequence[int]
    """The lines where a site generator fills in what does not stand here."""
    labels: Labels
    """What stands before questions and answers here to call them so."""

    def inline(self, text: str) -> list[Token]:
        """The pieces of a paragraph's or heading's text: text, emphasis, links, code."""
        if len(text) > LONGEST_INLINE:
            return [Token("text", "", 0, content=text)]
        (token,) = _inline_parser().parseInline(text, {"references": self.blocks.references})
        return token.children or []


def parse(text: str) -> Document:
    """Parse a whole document; front matter is skipped but its lines are counted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    front, length = _front_matter(lines)
    lines[:length] = [""] * length
    verbatim, unclosed = find_verbatim(lines)
    expansion = expand(lines, verbatim, front)
    lines = expansion.lines
    meant = list(lines) if verbatim else lines
    for answer in verbatim:
        meant[answer.start : answer.stop] = [""] * len(answer)
        lines[answer.start - 1] = lines[answer.stop] = meant[answer.start - 1] = meant[answer.stop] = ""
    starts = frozenset(answer.start for answer in verbatim)
    labels = Labels.of(text)
    blocks = parse_blocks(meant, labels)
    return Document(lines, starts, unclosed, blocks, front, expansion.containers, expansion.unknown, labels)


def _front_matter(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Its simple values, and how many lines it takes; none where a document begins with a mere rule."""
    mark = lines[0].rstrip()
    if mark not in _FRONT_MATTER:
        return {}, 0
    values: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == mark:
            return values, number + 1
        name, found, value = line.partition(":" if mark == "---" else "=")
        if not found and not values:
            break
        if found:
            values[name.strip().lower()] = value.strip().strip("\"'")
    return {}, 0


@cache
def _inline_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"store_labels": True})
