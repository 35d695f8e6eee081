"""Parts a long document where that changes nothing: parsed as a whole, it would take a hundred times its size."""

from collections.abc import Iterator, Sequence

from bot.knowledge.lines import closes_fence, heading_title, opening_fence

LEAST = 2**18
"""Characters of a piece, at least, unless the document ends."""
_BLOCKS = {"<!--": "-->", "<pre": "</pre>", "<script": "</script>", "<style": "</style>", "<textarea": "</textarea>"}
"""HTML in which a heading is none, by how it begins, and how it ends."""


def pieces(lines: Sequence[str]) -> Iterator[range]:
    """The lines of each piece. It begins with a heading, behind another one or a blank line, outside code and HTML."""
    start, size, awaited = 0, 0, ""
    fence = ""
    for place, line in enumerate(lines):
        size += len(line) + 1
        if fence:
            fence = "" if closes_fence(line, fence) else fence
        elif awaited:
            awaited = "" if awaited in line.lower() else awaited
        elif line.startswith("#"):
            if size > LEAST and _ends_a_block(lines[place - 1]):
                yield range(start, place)
                start, size = place, 0
        elif "`" in line or "~" in line:
            fence = opening_fence(line)
        elif "<" in line:
            awaited = _end_of_block(line.lstrip().lower())
    yield range(start, len(lines))


def _ends_a_block(line: str) -> bool:
    return not line.strip() or heading_title(line) is not None


def _end_of_block(text: str) -> str:
    """What ends the block of HTML that a line opens; "" for none."""
    return next((end for begin, end in _BLOCKS.items() if text.startswith(begin) and end not in text), "")
