"""Says in one line how sure the bot is, and what that rests on."""

from collections.abc import Iterable

from bot.answering import Evidence
from bot.replies import words
from bot.replies.shortening import shorten

HIGH = 80
"""Per cent, as shown: from here a confidence is called high."""
MEDIUM = 50
"""Per cent, as shown: from here a confidence is called medium, below it low."""
HIGHEST = 99
"""Per cent: no match of words is certain, so 100 is never shown."""
NOTE_LIMIT = 200
"""Characters of a whole note: one line on a desktop screen, two or three on a phone."""

_WORDS = 5
"""Words that are named of each kind."""
_LONGEST_WORD = 30
"""Characters; what is longer is no word of a language, and would fill the note."""
_SEPARATOR = " · "


def confidence_note(confidence: float, evidence: Evidence) -> str:
    """How sure, in words and per cent, and why: "Medium confidence · 72 % · close in meaning; matched: missiles".

    `confidence` is in [0, 1]. One line of at most 200 characters.
    """
    percent = percent_of(confidence)
    level = words.HIGH if percent >= HIGH else words.MEDIUM if percent >= MEDIUM else words.LOW
    parts = (level, words.PERCENT.format(percent=percent), evidence_note(evidence))
    return shorten(_SEPARATOR.join(filter(None, parts)), NOTE_LIMIT)


def evidence_note(evidence: Evidence) -> str:
    """What an outcome rests on, without how sure it is; "" if there is nothing to name."""
    meaning = words.CLOSE_IN_MEANING if evidence.by_meaning else ""
    reasons = (meaning, _named(words.MATCHED, evidence.matched), unknown_note(evidence))
    return shorten("; ".join(filter(None, reasons)), NOTE_LIMIT)


def unknown_note(evidence: Evidence) -> str:
    """The words of the question that stand nowhere in the knowledge base; "" if there are none."""
    return shorten(_named(words.UNKNOWN, evidence.unknown), NOTE_LIMIT)


def percent_of(confidence: float) -> int:
    """A confidence in [0, 1] as it is shown: whole per cent, 99 at the most."""
    return min(HIGHEST, max(0, round(confidence * 100)))


def is_high(confidence: float) -> bool:
    """Whether the note calls it high."""
    return percent_of(confidence) >= HIGH


def _named(sentence: str, asked: Iterable[str]) -> str:
    """The sentence with the first few words in it; "" without words that can be shown."""
    shown: dict[str, str] = {}
    for word in filter(_is_plain, asked):
        shown.setdefault(word.casefold(), word)
    if not shown:
        return ""
    more = words.AND_MORE if len(shown) > _WORDS else ""
    return sentence.format(words=", ".join(list(shown.values())[:_WORDS]) + more)


def _is_plain(word: str) -> bool:
    """Whether a member's word may be repeated: letters and digits, so no link, no ping and no markup."""
    return len(word) <= _LONGEST_WORD and word.translate({ord(mark): None for mark in "'’-"}).isalnum()
