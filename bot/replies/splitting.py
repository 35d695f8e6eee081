"""Splits a long text into parts that each fit, at the kindest places."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from bot.replies.code_blocks import CodeBlock, code_blocks
from bot.replies.lengths import character_end, length, reach

SMALLEST = 2
"""The least limit: one code point outside the basic plane takes two UTF-16 units."""

_SENTENCE_END = re.compile(r"[.!?…]['\"’”)\]»*_]*(?=\s)|[。！？]")
_GAP = re.compile(r"(?:[^\S\n]*\n)+|[^\S\n]+")
"""What a cut in prose may drop: the rest of the line's spaces, and blank lines, but not the next line's indentation."""


def split(text: str, limit: int) -> list[str]:
    """The text in parts of at most `limit` UTF-16 code units (so at most `limit` code points too), in order.

    A cut falls between paragraphs if it can, else between lines, sentences or words, and inside a word only where
    nothing else is in reach. A code block that fits is kept whole; a longer one is closed at the cut and reopened in
    the next part. Only white space at the cuts is left out. A blank text has no parts.

    Raises ValueError for a limit below 2. Takes time linear in the text.
    """
    if limit < SMALLEST:
        raise ValueError(f"a part needs room for at least {SMALLEST} units, not {limit}")
    splitter = _Splitter(text, limit, [block for block in code_blocks(text) if _can_reopen(block, limit)])
    parts: list[str] = []
    start = 0
    while start < len(text):
        part, start = splitter.part(start)
        if part.strip():
            parts.append(part)
    return parts


def _can_reopen(block: CodeBlock, limit: int) -> bool:
    """Whether opening and closing it anew in each part leaves half of the room for code; if not, it is cut as prose."""
    return length(block.opening) + length(block.fence) + len("\n\n") <= limit // 2


@dataclass(frozen=True, slots=True)
class _Splitter:
    text: str
    limit: int
    blocks: list[CodeBlock]

    def part(self, start: int) -> tuple[str, int]:
        """The part that begins at `start`, and where the next one begins."""
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

    def _code(self, start: int, block: CodeBlock, prefix: str) -> tuple[str, int]:
        """A part that ends inside a block that is too long for it: at the end of a line if there is one."""
        suffix = f"\n{block.fence}"
        inside = max(start, block.body)
        last = block.closing - len("\n")
        stop = reach(self.text, start, self.limit - length(prefix) - length(suffix))
        if stop >= last:  # only the closing line did not fit, which may be longer than it need be
            return prefix + self.text[start:last] + suffix, block.end
        cut = self.text.rfind("\n", inside + 1, stop + 1)
        if cut >= 0:
            return prefix + self.text[start:cut] + suffix, cut + 1
        cut = character_end(self.text, inside, stop)
        return prefix + self.text[start:cut] + suffix, cut

    def _cut(self, start: int, stop: int) -> int:
        """Where prose that must end at `stop` ends best: after a whole block at the earliest.

        A better kind of boundary is not taken where it would leave more than two thirds of the part empty.
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

    def _block_around(self, place: int) -> CodeBlock | None:
        """The block that a cut at `place` would break: its first character is before, its last one after."""
        index = bisect_left(self.blocks, place, key=lambda block: block.start) - 1
        return self.blocks[index] if index >= 0 and place < self.blocks[index].end else None
