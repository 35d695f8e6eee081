"""The confidence note: one line that says how sure the bot is, and why."""

from collections.abc import Iterable

from bot.answering import Evidence
from bot.replies import words
from bot.replies.lengths import shorten

HIGH_PERCENT = 80
"""Minimum percentage, as shown, of a high confidence."""
MEDIUM_PERCENT = 50
"""Minimum percentage, as shown, of a medium confidence. Below it, the confidence is low."""
MAX_PERCENT = 99
"""Maximum percentage to show. No match is certain, so 100 is never shown."""
MAX_NOTE = 200
"""Maximum characters of a note: one line on a desktop screen, two or three on a phone."""

_MAX_WORDS = 5
"""Maximum words to list of each kind."""
_MAX_WORD = 30
"""Maximum characters of a word to list. A longer one is not a real word, and would fill the note."""
_SEPARATOR = " · "


def confidence_note(confidence: float, evidence: Evidence) -> str:
    """How sure the bot is, and why: "Medium confidence · 72% · similar meaning; matched: missiles".

    `confidence` is in [0, 1]. The note is one line of at most 200 characters.
    """
    percent = percent_of(confidence)
    level = words.HIGH if percent >= HIGH_PERCENT else words.MEDIUM if percent >= MEDIUM_PERCENT else words.LOW
    parts = (level, words.PERCENT.format(percent=percent), evidence_note(evidence))
    return shorten(_SEPARATOR.join(filter(None, parts)), MAX_NOTE)


def evidence_note(evidence: Evidence) -> str:
    """What an outcome is based on, without the confidence; "" if there is nothing to say."""
    meaning = words.CLOSE_IN_MEANING if evidence.by_meaning else ""
    reasons = (meaning, _named(words.MATCHED, evidence.matched), unknown_note(evidence))
    return shorten("; ".join(filter(None, reasons)), MAX_NOTE)


def unknown_note(evidence: Evidence) -> str:
    """The words of the question that are nowhere in the knowledge base; "" if there are none."""
    return shorten(_named(words.UNKNOWN, evidence.unknown), MAX_NOTE)


def percent_of(confidence: float) -> int:
    """A confidence in [0, 1] as the percentage to show: a whole number, at most 99."""
    return min(MAX_PERCENT, max(0, round(confidence * 100)))


def is_high(confidence: float) -> bool:
    """Whether the note calls the confidence high."""
    return percent_of(confidence) >= HIGH_PERCENT


def _named(sentence: str, asked: Iterable[str]) -> str:
    """The sentence with the first few words filled in; "" if no word can be shown."""
    shown: dict[str, str] = {}
    for word in filter(_is_plain, asked):
        shown.setdefault(word.casefold(), word)
    if not shown:
        return ""
    more = words.AND_MORE if len(shown) > _MAX_WORDS else ""
    return sentence.format(words=", ".join(list(shown.values())[:_MAX_WORDS]) + more)


def _is_plain(word: str) -> bool:
    """Whether a member's word is safe to repeat: only letters and digits, so no link, ping or markup."""
    return len(word) <= _MAX_WORD and word.translate({ord(mark): None for mark in "'’-"}).isalnum()
