"""Makes text safe to print and easy to read in a terminal."""

import shutil
import textwrap
import unicodedata

MAX_WIDTH = 100
"""Maximum columns. Longer lines are hard to read."""
MIN_WIDTH = 20
"""Minimum columns, even if the terminal is narrower."""
_FENCES = ("```", "~~~")
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They change the display order of text, even beyond its own line."""


def printable(text: str) -> str:
    """The text without control characters, which could control the terminal. Line breaks stay."""
    spaced = text.expandtabs(4)
    return "".join(character for character in spaced if character == "\n" or not _is_control(character))


def on_one_line(text: str) -> str:
    """The text on one line: single spaces, no control characters."""
    return printable(" ".join(text.split()))


def wrapped(text: str, width: int) -> str:
    """The text with lines wrapped at spaces to `width` columns. Code blocks stay as they are."""
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
    """How many columns to use now; 80 if the width is unknown."""
    return max(MIN_WIDTH, min(MAX_WIDTH, shutil.get_terminal_size().columns))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in _BIDI_CONTROLS
