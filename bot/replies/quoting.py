"""Quotes a member's words safely: on one line, without links, pings and markup."""

import re
import unicodedata

from bot.replies.lengths import ELLIPSIS, shorten

MAX_QUOTE = 150
"""Maximum characters to quote."""

_LIVE = re.compile(r"[@<>\[\]`*~|\\]|://|^www\.|\w\.\w+/|(?<!\w)_|_(?!\w)", re.IGNORECASE)
"""Characters that a chat platform may turn into a mention, a link or a style. An underscore inside a word is safe."""


def quoted(text: str) -> str:
    """The words on one line of at most MAX_QUOTE characters, with "…" for unsafe words; "" if no word is left."""
    visible = "".join(character if character.isspace() or _is_visible(character) else "" for character in text)
    shown: list[str] = []
    for word in visible.split():
        if not _LIVE.search(word):
            shown.append(word)
        elif shown[-1:] != [ELLIPSIS]:
            shown.append(ELLIPSIS)
    quotation = shorten(" ".join(shown), MAX_QUOTE)
    return quotation if any(map(str.isalnum, quotation)) else ""


def _is_visible(character: str) -> bool:
    """Whether a character is visible. Control characters and direction marks are not."""
    return not unicodedata.category(character).startswith("C")
