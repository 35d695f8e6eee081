"""Tells English from other languages by the share of common function words, and scripts from each other."""

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = frozenset(
    """
    a about an and any are at be by can did do does for from get has have how i if in is it me my not of on or our
    should the there they this to was we were what when where which who why will with you your
    """.split()  # noqa: SIM905 - a list of them would take a page
)
ENGLISH = 0.2
"""Minimum share of English function words. In English FAQs, questions have a share of 0.4 to 0.6. In other languages in
the Latin script, the share is at most 0.06, from shared spellings such as "in", "on", "was" and "me"."""


def is_english(text: str) -> bool:
    """Whether a text is probably English. True for a text without words."""
    words = _WORD.findall(text.lower())
    if not words:
        return True
    return sum(word.replace("’", "'") in _SMALL for word in words) / len(words) >= ENGLISH


def script_of(text: str) -> str:
    """The script of most letters of a text, as Unicode names it: "LATIN", "CYRILLIC", "CJK". Empty without letters."""
    scripts = Counter(unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha())
    return scripts.most_common(1)[0][0] if scripts else ""
