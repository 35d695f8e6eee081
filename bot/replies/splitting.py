"""Splits a long text into messages, at the best places to cut."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from bot.replies.lengths import character_end, length, reach

MIN_LIMIT = 2
"""Minimum limit in UTF-16 code units: an emoji takes two."""

_SENTENCE_END = re.compile(r"[.!?…]['\"’”)\]»*_]*(?=\s)|[。！？]")
_GAP = re.compile(r"(?:[^\S\n]*\n)+|[^\S\n]+")
"""White space that a cut in prose may drop: trailing spaces and blank lines, but not the next line's indentation."""

_FENCE_LINE = re.compile(r"^[ \t]*(?P<fence>`{3,}+)(?P<info>[^`\n]*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _CodeBlock:
    """A fenced code block, by offsets into its text."""

    start: int
    """Start of the opening line."""
    body: int
    """Start of the first line of code."""
    closing: int
    """Start of the closing line."""
    end: int
    """End of the closing line, before its line break."""
    opening: str
    """The opening line with its info string, such as "```python"."""
    fence: str
    """The fence that closes the block, such as "```"."""


def split(text: str, limit: int) -> list[str]:
    """The text in parts of at most `limit` UTF-16 code units, and so at most `limit` code points, in order.

    It is cut between paragraphs if possible, otherwise between lines, sentences or words, and inside a word only as a
    last resort. A code block that fits stays whole. A longer one is closed at the cut and reopened in the next part.
    Only white space at the cuts is dropped. A blank text has no parts.

    Raises ValueError for a limit below 2. The time is linear in the text's length.
    """
    if limit < MIN_LIMIT:
        raise ValueError(f"the limit must be at least {MIN_LIMIT} code units, not {limit}")
    splitter = _Splitter(text, limit, [block for block in _code_blocks(text) if _can_reopen(block, limit)])
    parts: list[str] = []
    start = 0
    while start < len(text):
        part, start = splitter.part(start)
        if part.strip():
            parts.append(part)
    return parts


def _can_reopen(block: _CodeBlock, limit: int) -> bool:
    """Whether the fences leave at least half of each part for code. Otherwise the block is cut as prose."""
    return length(block.opening) + length(block.fence) + len("\n\n") <= limit // 2


@dataclass(frozen=True, slots=True)
class _Splitter:
    text: str
    limit: int
    blocks: list[_CodeBlock]

    def part(self, start: int) -> tuple[str, int]:
        """The part that begins at `start`, and the start of the next part."""
        opened = self._block_around(start)
        prefix = f"{opened.opening}\n" if opened else ""
        stop = reach(self.text, start, self.limit - length(prefix))
        if stop == len(self.text):
            return prefix + self.text[start:], stop
        block = self._block_around(stop)
        if block and start >= block.start:
            return self._code(start, block, prefix)
        if block:
            return prefix + self.text[start : block.start].rstrip(), block.start
        cut = self._cut(start, stop)
        gap = _GAP.match(self.text, cut)
        return prefix + self.text[start:cut].rstrip(), gap.end() if gap else cut

    def _code(self, start: int, block: _CodeBlock, prefix: str) -> tuple[str, int]:
        """A part that ends inside a code block that is too long for it, at the end of a line if possible."""
        suffix = f"\n{block.fence}"
        inside = max(start, block.body)
        last = block.closing - len("\n")
        stop = reach(self.text, start, self.limit - length(prefix) - length(suffix))
        if stop >= last:  # only the closing line does not fit: it may have more backticks than needed
            return prefix + self.text[start:last] + suffix, block.end
        cut = self.text.rfind("\n", inside + 1, stop + 1)
        if cut >= 0:
            return prefix + self.text[start:cut] + suffix, cut + 1
        cut = character_end(self.text, inside, stop)
        return prefix + self.text[start:cut] + suffix, cut

    def _cut(self, start: int, stop: int) -> int:
        """The best place to cut prose that must end by `stop`, after the last whole code block.

        A paragraph, line or sentence boundary is used only if it fills at least a third of the part.
        """
        whole = bisect_left(self.blocks, stop + 1, key=lambda block: block.end) - 1
        first = max(start, self.blocks[whole].end) if whole >= 0 else start
        enough = start + (stop - start) // 3
        ends = [self.text.rfind("\n\n", first, stop + 2), self.text.rfind("\n", first, stop + 1)]
        ends.append(max((end.end() for end in _SENTENCE_END.finditer(self.text, first, stop + 1)), default=-1))
        ends = [end for end in ends if enough <= end <= stop]
        word = max(self.text.rfind(space, first, stop + 1) for space in " \n\t")
        for end in (*ends, word, first):
            if end > start:
                return end
        return character_end(self.text, start, stop)

    def _block_around(self, place: int) -> _CodeBlock | None:
        """The code block that a cut at `place` would break."""
        index = bisect_left(self.blocks, place, key=lambda block: block.start) - 1
        return self.blocks[index] if index >= 0 and place < self.blocks[index].end else None


def _code_blocks(text: str) -> list[_CodeBlock]:
    """The fenced code blocks of a text, in order.

    A fence of three or more backticks that is never closed is not a block: chat platforms show it as plain text.
    """
    blocks: list[_CodeBlock] = []
    opening: re.Match[str] | None = None
    for line in _FENCE_LINE.finditer(text):
        if opening is None:
            opening = line
        elif len(line["fence"]) >= len(opening["fence"]) and not line["info"].strip():
            blocks.append(
                _CodeBlock(
                    opening.start(), opening.end() + 1, line.start(), line.end(), opening.group(), opening["fence"]
                )
            )
            opening = None
    return blocks
