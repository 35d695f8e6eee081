"""Makes a text short enough for a label or a title."""

from bot.replies.lengths import character_end, length, reach

ELLIPSIS = "…"


def shorten(text: str, limit: int) -> str:
    """The text itself where it fits, else its beginning up to the end of a word, and "…".

    `limit` is at least 1 and counts UTF-16 code units, the ellipsis included. A word is cut only if stopping before it
    would give away more than half of the room.
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
