"""What the parser makes of a document's blocks; the text inside them is not parsed yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.knowledge.markdown.pieces import pieces
from bot.knowledge.outline.labels import Labels

LONGEST_PIECE = 2**21
"""Characters between two headings: their tokens take a hundred times that at most."""
PARAGRAPH_STARTS = ("*", "_", "Q", "<", "[", "{")
"""What a paragraph begins with that may be a question, if only behind an anchor, or a table of contents."""
MOST_TOKENS = 3_000_000
"""That are kept of a document: two for a heading, five for an item of a list; they take about 1.5 GB."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """A document's tokens; its lines are counted from 0."""

    tokens: Sequence[Token]
    """Paragraphs that tell nothing, and what closes paragraphs and headings, are left out at the topmost level."""
    references: Mapping[str, Any]
    """Link definitions by normalised label."""
    excess: tuple[int, str] | None
    """The line from which on nothing was parsed, and why; None if all was."""


def parse_blocks(lines: Sequence[str], labels: Labels) -> Blocks:
    """Parse the lines of a document, a long one piece by piece; paragraphs with one of the labels are kept."""
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
    """Most paragraphs are mere text: they ask nothing, link nothing, and stand in no HTML that is still open."""
    rest = enumerate(tokens)
    last = ""
    for place, token in rest:
        if token.type == "paragraph_open" and not token.level:
            content = tokens[place + 1].content
            if last == "html_block" or "[" in content or _may_ask(content, labels):
                yield from tokens[place : place + 2]
            next(rest)
        elif token.level or token.type not in ("paragraph_close", "heading_close"):
            yield token
            last = token.type if not token.level else last


def _may_ask(content: str, labels: Labels) -> bool:
    """Whether a paragraph may hold a question: behind emphasis, an anchor or a label, or in a line of its own."""
    if content.startswith(PARAGRAPH_STARTS):
        return True
    if "?" in content or "？" in content or "؟" in content:
        return True
    return (":" in content or "：" in content) and any(map(labels.question.match, content.split("\n")))


def _moved(tokens: Iterator[Token], lines: int) -> Iterator[Token]:
    """The tokens, so many lines further down."""
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + lines, token.map[1] + lines]
        yield token


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"inline_definitions": True}).enable("table").disable(["inline", "text_join"])
