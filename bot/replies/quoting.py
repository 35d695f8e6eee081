"""Repeats a member's words where they can do no harm: on one line, without links, pings and markup."""

import re
import unicodedata

from bot.replies.shortening import ELLIPSIS, shorten

LONGEST = 150
"""Characters that are repeated at most."""

_LIVE = re.compile(r"[@<>\[\]`*~|\\]|://|^www\.|\w\.\w+/|(?<!\w)_|_(?!\w)", re.IGNORECASE)
"""What a chat platform may turn into a mention, a link or a style; an underscore inside a word is safe."""


def quoted(text: str) -> str:
    """The words on one line of at most LONGEST characters, "…" in place of those that are more than words.

    "" if no word is left.
    """
    visible = "".join(sign if sign.isspace() or _is_visible(sign) else "" for sign in text)
    shown: list[str] = []
    for word in visible.split():
        if not _LIVE.search(word):
            shown.append(word)
        elif shown[-1:] != [ELLIPSIS]:
            shown.append(ELLIPSIS)
    quotation = shorten(" ".join(shown), LONGEST)
    return quotation if any(map(str.isalnum, quotation)) else ""


def _is_visible(sign: str) -> bool:
    """Whether a character shows itself: controls and direction marks do not."""
    return not unicodedata.category(sign).startswith("C")
