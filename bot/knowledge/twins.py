"""Near-twins: questions that differ in nothing that tells them apart."""

import re
import unicodedata

_SMALL_WORDS = frozenset(
    (
        *("a", "an", "the", "this", "that", "these", "those", "some", "any"),
        *("in", "into", "inside", "on", "onto", "at", "of", "for"),
        *("do", "does", "is", "are", "be", "been", "has", "have", "can", "could", "will", "would", "may", "might"),
    )
)
"""Articles, auxiliaries and the prepositions of place. What gives a question its sense is not among them: not "not",
nor "to" and "from", nor the past, nor whose it is."""
_LEAST_WORDS = 3
"""Words of substance: of fewer, too little is left to compare."""
_LONGEST = 100
"""Words: a longer question was hardly written twice, and turning it about takes time in the square of its length."""
_PLURAL = re.compile(r"(?<=[^\W\d_]{3})(?<![su])s$")
_WORD = re.compile(r"[^\W_]+")


def letters(question: str) -> str:
    """The question's words alone: two questions that differ in case, quotes or punctuation are the same."""
    text = question if question.isascii() else unicodedata.normalize("NFKC", question)
    return " ".join(_WORD.findall(text.casefold()))


def signature(question: str) -> tuple[str, ...]:
    """What near-twins have in common, of a question's `letters`; () where there is too little, or too much, to tell.

    The words without small ones and without the plural's "s", turned so that the least arrangement stands first:
    "How do I install it on Windows?" and "On Windows, how can I install it?" meet, but "Does A support B?" and "Does B
    support A?" do not.
    """
    words = tuple(
        _PLURAL.sub("", word) if word[-1] == "s" else word for word in question.split() if word not in _SMALL_WORDS
    )
    if not _LEAST_WORDS <= len(words) <= _LONGEST:
        return ()
    least = min(words)
    return min(words[turn:] + words[:turn] for turn, word in enumerate(words) if word == least)


def are_twins(one: str, other: str) -> bool:
    """Whether two questions are the same or near-twins."""
    words, others = letters(one), letters(other)
    return words == others or signature(words) == signature(others) != ()
