"""Splits a long document into pieces that can be parsed separately. Parsing it as a whole needs 100 times its size."""

from collections.abc import Iterator, Sequence

from bot.knowledge.lines import closes_fence, opening_fence

LEAST = 2**18
"""Minimum characters of a piece, except the last one."""
_BLOCKS = {"<!--": "-->", "<pre": "</pre>", "<script": "</script>", "<style": "</style>", "<textarea": "</textarea>"}
"""The beginnings and ends of HTML blocks in which no line is a heading."""


def pieces(lines: Sequence[str]) -> Iterator[range]:
    """The lines of each piece. It begins with a heading outside code and HTML."""
    start, size, awaited = 0, 0, ""
    fence = ""
    # Whether the lines above, up to a blank one, may be HTML. In a block of HTML, no line is a heading.
    may_be_html = False
    for place, line in enumerate(lines):
        size += len(line) + 1
        may_be_html = line.lstrip().startswith("<") or (may_be_html and bool(line.strip()))
        if fence:
            fence = "" if closes_fence(line, fence) else fence
        elif awaited:
            awaited = "" if awaited in line.lower() else awaited
        elif line.startswith("#"):
            if size > LEAST and not may_be_html:
                yield range(start, place)
                start, size = place, 0
        elif "`" in line or "~" in line:
            fence = opening_fence(line)
        elif "<" in line:
            awaited = _end_of_block(line.lstrip().lower())
    yield range(start, len(lines))


def _end_of_block(text: str) -> str:
    """The text that ends the HTML block that a line opens; "" if it opens none."""
    return next((end for begin, end in _BLOCKS.items() if text.startswith(begin) and end not in text), "")
