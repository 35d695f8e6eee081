"""Text that is safe and comfortable in a terminal."""

import shutil
import textwrap
import unicodedata

MAX_WIDTH = 100
"""Columns; longer lines are hard to read."""
MIN_WIDTH = 20
_FENCES = ("```", "~~~")
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They make a text read otherwise than it stands, beyond its own line."""


def printable(text: str) -> str:
    """The text without control characters, so that no file can steer the terminal; line breaks stay."""
    spaced = text.expandtabs(4)
    return "".join(sign for sign in spaced if sign == "\n" or not _steers(sign))


def on_one_line(text: str) -> str:
    """The text with every run of white space as one space, without control characters."""
    return printable(" ".join(text.split()))


def wrapped(text: str, width: int) -> str:
    """The text with each line broken at spaces to `width` columns; code blocks stay as they are."""
    lines: list[str] = []
    inside = False
    for line in text.split("\n"):
        fence = line.lstrip().startswith(_FENCES)
        inside ^= fence
        if inside or fence:
            lines.append(line)
        else:
            lines += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    return "\n".join(lines)


def terminal_width() -> int:
    """How many columns to use right now; 80 where nothing tells."""
    return max(MIN_WIDTH, min(MAX_WIDTH, shutil.get_terminal_size().columns))


def _steers(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" or sign in _BIDI_CONTROLS
