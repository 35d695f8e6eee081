"""Detects a language by the share of its common words, and the script of a text."""

import re
import unicodedata
from collections import Counter

from bot.language.language import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
COMMON = 0.2
"""Minimum share of common words in a text of a language. English FAQs have a share of 0.4 to 0.6 in their questions.
Other languages in the Latin script have at most 0.06, from shared spellings such as "in", "on", "was" and "me"."""


def is_written_in(text: str, language: Language) -> bool:
    """Whether a text is probably in a language. True for a text without words."""
    words = _WORD.findall(text.lower())
    if not words:
        return True
    return sum(word.replace("’", "'") in language.common_words for word in words) / len(words) >= COMMON


def script_of(text: str) -> str:
    """The script of most letters of a text, as Unicode names it: "LATIN", "CYRILLIC", "CJK". Empty without letters."""
    scripts = Counter(unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha())
    return scripts.most_common(1)[0][0] if scripts else ""
