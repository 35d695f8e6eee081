"""The parser's tokens for a document's blocks. The text inside the blocks is not yet parsed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.knowledge.markdown.pieces import pieces
from bot.knowledge.outline.labels import Labels

LONGEST_PIECE = 2**21
"""Maximum characters between two headings. Their tokens need at most a hundred times as much memory."""
PARAGRAPH_STARTS = ("*", "_", "Q", "<", "[", "{")
"""The first characters of a paragraph that may be a question, perhaps after an anchor, or a table of contents."""
MOST_TOKENS = 3_000_000
"""Maximum tokens of a document: two for a heading, five for a list item. They take about 1.5 GB."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """A document's tokens. Lines are counted from 0."""

    tokens: Sequence[Token]
    """At the top level, irrelevant paragraphs and the closing tokens of paragraphs and headings are left out."""
    references: Mapping[str, Any]
    """Link definitions by normalised label."""
    excess: tuple[int, str] | None
    """The line where parsing stopped, and why; None if the whole document was parsed."""


def parse_blocks(lines: Sequence[str], labels: Labels) -> Blocks:
    """Parse the lines of a document, a long one piece by piece. Paragraphs with one of the labels are kept."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    excess: tuple[int, str] | None = None
    for piece in pieces(lines):
        source = "\n".join(lines[piece.start : piece.stop])
        if len(source) > LONGEST_PIECE:
            excess = piece.start, f"more than {LONGEST_PIECE // 2**20} MiB without a heading"
        elif len(tokens) > MOST_TOKENS:
            excess = piece.start, "too many headings and lists above"
        if excess:
            break
        tokens += _moved(_useful(_parser().parse(source, env), labels), piece.start)
    return Blocks(tokens, env.get("references", {}), excess)


def _useful(tokens: Sequence[Token], labels: Labels) -> Iterator[Token]:
    """The tokens without irrelevant paragraphs. Most paragraphs ask nothing, link nothing, and are not in open HTML."""
    rest = enumerate(tokens)
    last = ""
    for place, token in rest:
        if token.type == "paragraph_open" and not token.level:
            content = tokens[place + 1].content
            if last == "html_block" or holds_links(content) or _may_ask(content, labels):
                yield from tokens[place : place + 2]
            next(rest)
        elif token.level or token.type not in ("paragraph_close", "heading_close"):
            yield token
            last = token.type if not token.level else last


def holds_links(content: str) -> bool:
    """Whether a paragraph may contain links, in Markdown or in HTML."""
    return "[" in content or ("<" in content and ("href" in content or "src" in content))


def _may_ask(content: str, labels: Labels) -> bool:
    """Whether a paragraph may contain a question: after emphasis, an anchor or a label, or on its own line."""
    if content.startswith(PARAGRAPH_STARTS):
        return True
    if "?" in content or "？" in content or "؟" in content:
        return True
    return (":" in content or "：" in content) and any(map(labels.question.match, content.split("\n")))


def _moved(tokens: Iterator[Token], lines: int) -> Iterator[Token]:
    """The tokens, moved down by a number of lines."""
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + lines, token.map[1] + lines]
        yield token


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"inline_definitions": True}).enable("table").disable(["inline", "text_join"])
