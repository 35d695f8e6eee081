"""The blocks that are open at a line of a document."""

import re

from bot.knowledge.markdown.generators.container import Container
from bot.knowledge.markdown.generators.indentation import TAB_WIDTH, indent_of, without_indent
from bot.knowledge.markdown.generators.openings import INDENTED, QUOTED, Opening, closes
from bot.knowledge.markdown.generators.terms import DEFINITION, Terms

_DEEPEST = 40
"""Maximum depth of nested blocks. Nobody writes more."""
_QUOTE = re.compile(r"\s*> ?")


class Block:
    """An open block."""

    def __init__(self, opening: Opening, start: int, indent: int, body: int) -> None:
        """Take the opening, the line of the title, the indentation, and the line where the content begins."""
        self.opening, self.start, self.indent, self.body = opening, start, indent, body
        self.column = 0
        """The column where the content begins."""
        self.depth = 0
        """The number of titled blocks around it."""
        self.strip: int | None = None
        """Columns of indentation to remove from the lines inside; None before the first line."""


class Stack:
    """The open blocks, outermost first."""

    def __init__(self, terms: Terms) -> None:
        """Begin without open blocks. `terms` finds the ends of definitions."""
        self._terms = terms
        self.blocks: list[Block] = []
        self.closed: list[Container] = []
        self.fence = ""
        """The fence that closes the open code block; "" outside of code."""
        self._fence_depth = 0

    @property
    def closing(self) -> str:
        """How the innermost block is closed; "" without open blocks."""
        return self.blocks[-1].opening.closing if self.blocks else ""

    @property
    def defines(self) -> bool:
        """Whether the innermost block is a definition."""
        return bool(self.blocks) and self.blocks[-1].opening.name == DEFINITION

    def push(self, block: Block) -> None:
        """Open a block, unless the blocks would be nested too deeply."""
        if len(self.blocks) < _DEEPEST:
            block.depth = sum(bool(one.opening.title) for one in self.blocks)
            self.blocks.append(block)

    def keep(self, opening: Opening, place: int, end: int, inside: str) -> None:
        """Add a block that is opened and closed on the same line."""
        if opening.title:
            depth = sum(bool(one.opening.title) for one in self.blocks)
            self.closed.append(Container(opening, place, end, depth, 0, end, inside))

    def open_fence(self, fence: str) -> None:
        """Begin code."""
        self.fence, self._fence_depth = fence, len(self.blocks)

    def close(self, depth: int, place: int) -> None:
        """Close the blocks from that depth on. `place` is the first line after them."""
        if self.fence and self._fence_depth > depth:
            self.fence = ""
        while len(self.blocks) > depth:
            one = self.blocks.pop()
            if one.opening.title:
                self.closed.append(Container(one.opening, one.start, place, one.depth, one.column, one.body))

    def close_by(self, name: str, text: str, place: int) -> bool:
        """Close the innermost block that a line closes, with a tag of that name or as a whole line."""
        for depth in reversed(range(len(self.blocks))):
            opening = self.blocks[depth].opening
            if closes(opening.closing, text) or (name and name in {opening.closing, f"end{opening.name}"}):
                self.close(depth, place)
                return True
        return False

    def peeled(self, place: int, line: str) -> str:
        """The line without the indentation and quote marks of the blocks around it. The line may end some of them."""
        for depth, one in enumerate(self.blocks):
            closing = one.opening.closing
            if closing == QUOTED:
                found = _QUOTE.match(line)
                if not found:
                    self.close(depth, place)
                    return line
                line = line[found.end() :]
                continue
            if not line.strip():
                return line
            indent = indent_of(line)
            if closing == INDENTED and indent <= one.indent and not self._terms.goes_on(one.opening, place):
                self.close(depth, place)
                return line
            if one.strip is None:
                one.strip = min(max(0, indent - one.indent), TAB_WIDTH)
            line = without_indent(line, one.strip)
        return line
