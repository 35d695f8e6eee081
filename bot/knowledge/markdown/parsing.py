"""What the parser makes of a document: its block tokens, its link definitions, its front matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_INLINE = 20_000
"""Characters of a paragraph whose emphasis and links are looked at; what is longer asks nothing and links nothing."""

_FRONT_MATTER = ("---", "+++")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. Lines are counted from 0 here, as the parser does."""

    lines: Sequence[str]
    tokens: Sequence[Token]
    """Of blocks; the text inside them is not parsed yet."""
    references: Mapping[str, Any]
    """Link definitions by normalised label."""
    front: Mapping[str, str]
    """The simple values of the front matter, such as `base_url`; names in lower case."""

    def inline(self, text: str) -> list[Token]:
        """The pieces of a paragraph's or heading's text: text, emphasis, links, code."""
        if len(text) > LONGEST_INLINE:
            return [Token("text", "", 0, content=text)]
        (token,) = _inline_parser().parseInline(text, {"references": self.references})
        return token.children or []


def parse(text: str) -> Document:
    """Parse a whole document; front matter is skipped but its lines are counted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    front, length = _front_matter(lines)
    body = [*[""] * length, *lines[length:]]
    env: dict[str, Any] = {}
    tokens = _block_parser().parse("\n".join(body), env)
    return Document(body, tokens, env.get("references", {}), front)


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
def _block_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"inline_definitions": True}).enable("table").disable(["inline", "text_join"])


@cache
def _inline_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"store_labels": True})
