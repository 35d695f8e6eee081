"""Finds out quickly whether a large text file may have another layout than the plain-text format. Few have one."""

import re

from bot.knowledge.outline.labels import LABEL_WORDS
from bot.knowledge.outline.own_labels import own_labels
from bot.knowledge.plain_text.pairs import may_be_pairs
from bot.knowledge.plain_text.titles import title_length

_TRIGGER = re.compile(
    rf"^[ \t>*_-]{{0,6}}(?:(?i:{LABEL_WORDS})(?:\s\w{{1,8}})?\s?\d{{0,4}}\s?(?:[:：]|$)"
    r"|[A-ZБПВΕسש]\.?\s?[#-]?\d{0,4}\s?(?:[：:]|[.)–—-]\s)"
    r"|[QA]\d{1,4}[\s.)]|(?:\*\*|__)Q|[\[【［(（]Q|Ｑ|FAQ\s?#?\d|第\d|#?\d{1,3}[.)\d]\S*\s)"
    r"|^[ \t]*(?:[^\w\s\"'“”‘’«„(¿¡`<{\[#]|_|:[a-z]|<a?:|[一二三四五六七八九十]{1,3}、|\d\ufe0f?\u20e3|#?\d{1,3}\s)"
    r"[^\n]{1,300}[?？؟]\W{0,10}$"
    r"|^[ \t]*={1,6}\s[^\n]*\s=+\s*$"
    r"|^[ \t]*([-=*_~#+])\1{3,}[ \t]*$|^[ \t]*[-=*#~]{2,}\s+\w[^\n]{0,80}[-=*#~]{2,}[ \t]*$"
    r"|(?:\A|\n[ \t]*\n)[^\n?]{45,300}\n[a-zà-ÿ][^\n]{0,300}\?[ \t]*$"
    r"|[?？؟.!]\s+A\s?\d{0,4}[:.]\s|^#{1,6}\s[^\n]*[?？؟]\s*$|[?？؟][^\w\n]{1,6}$|[?？؟]\n\s*?[ \t]+\S",
    re.MULTILINE,
)
PLAIN = "<!-- layout: plain -->"
"""The first line of a file that has only the plain-text format."""
_BEGINNING = 1000  # maximum characters to search for a title
_SMALL = 2**18  # characters of a file that people write; layouts without signs are found only in such files
_LOOKED_AT = 2**20  # maximum characters to search: a larger file shows its layout in them


def is_plain(text: str) -> bool:
    """Whether the first line says that the file has no other layout."""
    return text.startswith(PLAIN)


def may_have_another_shape(text: str) -> bool:
    """Whether a file may have another layout than the plain-text format."""
    if is_plain(text):
        return False
    if len(text) <= _SMALL:
        return True
    text = text[:_LOOKED_AT]
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    first = text[:_BEGINNING].split("\n")[: None if len(text) <= _BEGINNING else -1]
    is_shaped = bool(_TRIGGER.search(text)) or bool(title_length(first)) or may_be_pairs(first)
    return is_shaped or bool(own_labels(text).question)
