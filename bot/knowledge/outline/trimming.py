"""Removes what frames an answer: the signs of a quote, the indentation, a single bullet."""

import re
from textwrap import dedent

from bot.knowledge.outline.marks import Place

_QUOTE = re.compile(r"\s*> ?")
_BULLET = re.compile(r"[-*+]\s+")


def without_quote(lines: list[str]) -> list[str]:
    """The lines without the signs of a quote, if all of them have one."""
    is_quote = all(line.lstrip().startswith(">") for line in lines)
    return [_QUOTE.sub("", line, count=1) for line in lines] if is_quote else lines


def dedented(answer: str, start: Place) -> str:
    """The answer without the indentation that all its lines have. It may begin on the line of the question."""
    first, found, others = answer.partition("\n")
    return f"{first.lstrip()}{found}{dedent(others)}" if start.column else dedent(answer)


def without_bullet(text: str) -> str:
    """The answer of a list item. If it is a single bullet, without it."""
    bullet = _BULLET.match(text)
    if not bullet:
        return text
    head, found, tail = text.partition("\n")
    lines = tail.split("\n")
    is_only = all(not line or line.startswith(" " * bullet.end()) for line in lines)
    return f"{head[bullet.end() :]}{found}{dedent(tail)}" if is_only else text
