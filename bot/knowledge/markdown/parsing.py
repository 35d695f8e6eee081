"""What the parser makes of a document: its block tokens, its link definitions, its front matter."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_INLINE = 20_000
"""Characters of a paragraph whose emphasis and links are looked at; what is longer asks nothing and links nothing."""

_FRONT_MATTER = ("---", "+++")
_VERBATIM = re.compile(r"<!-- verbatim answer(?P<number> \d{1,9})? -->")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. Lines are counted from 0 here, as the parser does."""

    lines: Sequence[str]
    """Of the source; "" for those of the front matter, and those that mark a verbatim answer."""
    verbatim: frozenset[int]
    """The first lines of answers in which nothing has a meaning."""
    unclosed: Sequence[int]
    """The lines of their marks that have no counterpart, and so mark nothing."""
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
    lines[:length] = [""] * length
    verbatim, unclosed = _verbatim(lines) if "<!-- verbatim answer" in text else ([], [])
    meant = list(lines)
    for answer in verbatim:
        meant[answer.start : answer.stop] = [""] * len(answer)
        lines[answer.start - 1] = lines[answer.stop] = meant[answer.start - 1] = meant[answer.stop] = ""
    env: dict[str, Any] = {}
    tokens = _block_parser().parse("\n".join(meant), env)
    starts = frozenset(answer.start for answer in verbatim)
    return Document(lines, starts, unclosed, tokens, env.get("references", {}), front)


def verbatim_marks(answer: str) -> tuple[str, str]:
    """The lines between which an answer, whatever is in it, stands for nothing but itself."""
    numbers = chain([""], (f" {number}" for number in count(2)))
    number = next(number for number in numbers if f"<!-- end of answer{number} -->" not in answer)
    return f"<!-- verbatim answer{number} -->", f"<!-- end of answer{number} -->"


def _verbatim(lines: Sequence[str]) -> tuple[list[range], list[int]]:
    """The places of verbatim answers, and the lines of opening marks without a closing one."""
    closings: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if line.startswith("<!-- end of answer"):
            closings.setdefault(line.rstrip(), []).append(place)
    found: list[range] = []
    unclosed: list[int] = []
    for place, line in enumerate(lines):
        opening = _VERBATIM.fullmatch(line.rstrip())
        if not opening or (found and place <= found[-1].stop):
            continue
        places = closings.get(f"<!-- end of answer{opening['number'] or ''} -->", [])
        after = bisect_right(places, place)
        if after < len(places):
            found.append(range(place + 1, places[after]))
        else:
            unclosed.append(place)
    return found, unclosed


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
