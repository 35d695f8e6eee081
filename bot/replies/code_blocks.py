"""Finds the fenced code blocks of a text, so that a cut can spare them or close and reopen them."""

import re
from dataclasses import dataclass

_FENCE_LINE = re.compile(r"^[ \t]*(?P<fence>`{3,}+)(?P<info>[^`\n]*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """One closed block, by offsets into its text."""

    start: int
    """Of the opening line."""
    body: int
    """Of the first line of code."""
    closing: int
    """Of the closing line."""
    end: int
    """After the closing line, before its line break."""
    opening: str
    """The opening line with its info string: "```python"."""
    fence: str
    """What closes it: "```"."""


def code_blocks(text: str) -> list[CodeBlock]:
    """Every block between a line that opens with three or more backticks and the line that closes it, in order.

    A fence that is never closed makes no block: chat platforms show it as plain text.
    """
    blocks: list[CodeBlock] = []
    opening: re.Match[str] | None = None
    for line in _FENCE_LINE.finditer(text):
        if opening is None:
            opening = line
        elif len(line["fence"]) >= len(opening["fence"]) and not line["info"].strip():
            blocks.append(
                CodeBlock(
                    opening.start(), opening.end() + 1, line.start(), line.end(), opening.group(), opening["fence"]
                )
            )
            opening = None
    return blocks
