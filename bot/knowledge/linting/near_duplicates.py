"""Near-duplicates: questions that ask the same in almost the same words."""

import re
import unicodedata

_SMALL_WORDS = frozenset(
    (
        *("a", "an", "the", "this", "that", "these", "those", "some", "any"),
        *("in", "into", "inside", "on", "onto", "at", "of", "for"),
        *("do", "does", "is", "are", "be", "been", "has", "have", "can", "could", "will", "would", "may", "might"),
    )
)
"""Articles, auxiliaries and prepositions of place. Words that change the sense are not here: "not", "to", "from", past
tenses and possessives."""
_LEAST_WORDS = 3
"""Minimum number of words without the small words. Fewer are too few to compare."""
_LONGEST = 100
"""Maximum number of words. People do not write a longer question twice, and comparing its rotations takes quadratic
time."""
_PLURAL = re.compile(r"(?<=[^\W\d_]{3})(?<![su])s$")
_WORD = re.compile(r"[^\W_]+")


def letters(question: str) -> str:
    """The question's words without case, quotes and punctuation."""
    text = question if question.isascii() else unicodedata.normalize("NFKC", question)
    return " ".join(_WORD.findall(text.casefold()))


def signature(question: str) -> tuple[str, ...]:
    """A value that near-duplicates share, made from a question's `letters`; () if a question is too short or too long.

    The signature is the smallest rotation of the question's words, without small words and plural "s". "How do I
    install it on Windows?" and "On Windows, how can I install it?" have the same signature. "Does A support B?" and
    "Does B support A?" do not.
    """
    words = tuple(
        _PLURAL.sub("", word) if word[-1] == "s" else word for word in question.split() if word not in _SMALL_WORDS
    )
    if not _LEAST_WORDS <= len(words) <= _LONGEST:
        return ()
    least = min(words)
    return min(words[turn:] + words[:turn] for turn, word in enumerate(words) if word == least)


def are_near_duplicates(one: str, other: str) -> bool:
    """Whether two questions are equal or near-duplicates."""
    words, others = letters(one), letters(other)
    return words == others or signature(words) == signature(others) != ()
