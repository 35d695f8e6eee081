"""Lengths as a chat platform may count them, and places where a text can be cut without harm."""

import unicodedata

_LAST_SINGLE_UNIT = "\uffff"
"""Code points above it take two UTF-16 units."""
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_LOW_SURROGATES = range(0xDC00, 0xE000)
_LONGEST_CLUSTER = 64
"""Code points that are looked back over for the start of a character; what is longer (stacked marks) may be cut."""


def length(text: str) -> int:
    """UTF-16 code units: what JavaScript, and so Discord's client, counts.

    Never less than `len(text)`, so a text that is short enough by this measure is so by code points too.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def reach(text: str, start: int, limit: int) -> int:
    """How far the text from `start` fits into `limit` UTF-16 units: the index after the last code point that does."""
    window = text[start : start + limit]
    excess = length(window) - limit
    stop = start + len(window)
    while excess > 0:
        stop -= 1
        excess -= 2 if text[stop] > _LAST_SINGLE_UNIT else 1
    return stop


def character_end(text: str, start: int, stop: int) -> int:
    """The last place in (start, stop] that does not cut a character as readers see it.

    An accent stays with its letter, a family emoji and a flag stay whole. It is `stop` itself where there is no such
    place near.
    """
    for cut in range(stop, max(start, stop - _LONGEST_CLUSTER), -1):
        if not _joined(text, start, cut):
            return cut
    return stop


def _joined(text: str, start: int, cut: int) -> bool:
    """Whether the code points left and right of `cut` belong to one visible character."""
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
