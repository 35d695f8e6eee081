"""Removes HTML from the questions of tables and trees."""

import re
from html import unescape

_TAG = re.compile(r"</?(?:p|b|strong|em|i|u|span|div|h[1-6]|a|br|font|big|small)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def plain_question(text: str) -> str:
    """A question without its tags, and without entities if it has tags. A single tag stays."""
    if "</" not in text:
        return text
    plain = _TAG.sub("", text)
    return plain if plain == text else unescape(plain).replace("\xa0", " ")
