"""Converts links in plain-text answers to links that Discord shows."""

import re
from html import unescape

from bot.replies.html import is_shown_as_link, link

LONGEST = 32_000
"""Maximum characters to convert, about eight messages. A longer text stays as it is."""
_PLACES = re.compile(
    r"```.*?```|`[^`\n]*`"  # code stays as it is
    r"|(?<![!\\])\[(?P<label>[^\[\]\n]++)\]\((?P<target>[^()\s]++)\)"
    r"|<a\s[^<>]*?\bhref\s*=\s*[\"']?(?P<href>[^\"'\s<>]++)[^<>]*+>(?P<text>[^<>]*+)</a\s*+>",
    re.DOTALL | re.IGNORECASE,
)


def with_shown_links(text: str) -> str:
    """The same text with HTML's links as Markdown. Links that Discord does not show become their text."""
    if len(text) > LONGEST or ("](" not in text and "</a" not in text.lower()):
        return text
    return _PLACES.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    if found["href"]:
        return link(" ".join(unescape(found["text"]).split()), unescape(found["href"]))
    if found["label"] and not is_shown_as_link(found["target"]):
        return found["label"]
    return found[0]
