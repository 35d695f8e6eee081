"""Measures and shortens text as chat platforms count it, without cutting a visible character in two."""

import unicodedata

ELLIPSIS = "…"

_LAST_SINGLE_UNIT = "\uffff"
"""Code points above this one take two UTF-16 code units."""
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_LOW_SURROGATES = range(0xDC00, 0xE000)
_MAX_CLUSTER = 64
"""Maximum code points of a visible character. A longer one (stacked accents) may be cut."""


def length(text: str) -> int:
    """The length in UTF-16 code units, as JavaScript and therefore chat clients count.

    It is never less than `len(text)`, so a text that is short enough in code units is short enough in code points too.
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def reach(text: str, start: int, limit: int) -> int:
    """The end index of the longest part of a text that begins at `start` and has at most `limit` UTF-16 code units."""
    window = text[start : start + limit]
    excess = length(window) - limit
    stop = start + len(window)
    while excess > 0:
        stop -= 1
        excess -= 2 if text[stop] > _LAST_SINGLE_UNIT else 1
    return stop


def character_end(text: str, start: int, stop: int) -> int:
    """The last index in (start, stop] that does not cut a visible character.

    An accent stays with its letter, and flags and family emoji stay whole. Without such an index near `stop`, it is
    `stop`.
    """
    for cut in range(stop, max(start, stop - _MAX_CLUSTER), -1):
        if not _joined(text, start, cut):
            return cut
    return stop


def shorten(text: str, limit: int) -> str:
    """The text if it fits, otherwise its beginning up to the end of a word, and "…".

    `limit` is at least 1, in UTF-16 code units, and includes the ellipsis. A word is cut only if leaving it out would
    waste more than half of the limit.
    """
    if len(text) <= limit and length(text) <= limit:
        return text
    stop = reach(text, 0, limit - len(ELLIPSIS))
    cut = stop
    while cut > 0 and not text[cut].isspace():
        cut -= 1
    if cut <= stop // 2:
        cut = character_end(text, 0, stop)
    return text[:cut].rstrip() + ELLIPSIS


def _joined(text: str, start: int, cut: int) -> bool:
    """Whether the code points before and after `cut` belong to the same visible character."""
    if cut >= len(text):
        return False
    right = text[cut]
    return (
        unicodedata.category(right).startswith("M")
        or _JOINER in (right, text[cut - 1])
        or ord(right) in _SKIN_TONES
        or ord(right) in _TAGS
        or ord(right) in _LOW_SURROGATES
        or (ord(right) in _FLAG_LETTERS and _flag_letters_before(text, start, cut) % 2 == 1)
    )


def _flag_letters_before(text: str, start: int, cut: int) -> int:
    count = 0
    while cut - count > start and ord(text[cut - count - 1]) in _FLAG_LETTERS:
        count += 1
    return count
