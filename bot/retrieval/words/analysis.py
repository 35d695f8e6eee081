"""Text to words: what makes two spellings of one question the same.

Every text goes through here, stored or asked, so that what is folded is folded on both sides.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.retrieval.words import lexicon

MAX_CHARACTERS = 4_000
"""A question is cut here before anything else is done with it: Discord's limit for a message, and time grows with
length."""

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛ʼ`´＇", "'") | dict.fromkeys("“”„‟«»", '"'))
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_MARKS = "\u0300-\u036f\u05b0-\u05bd\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
"""Accents written apart from their letter (as some systems save "é"), Hebrew and Arabic vowel points, and the scripts
of India, whose vowel signs are no letters to Python."""
_LETTERS = rf"[^\W_ʼ]+(?:[{_MARKS}]+[^\W_ʼ]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:['’ʼ＇]{_LETTERS})*(?:(?:\+\+|#)(?!\w))?")
"""C++ and C# keep their marks."""
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")


class Word(NamedTuple):
    """One word of a text."""

    written: str
    """As it stands in the text; a contraction stands there once for each word in it."""
    folded: str
    """Without case, accents and possessive; shorthand written out."""
    stem: str
    """Without its ending: words are the same where their stems are."""


def fold(text: str) -> str:
    """Case, accents, width and the shape of quotes taken away."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def analyse(text: str) -> list[Word]:
    """The words of a text in their order: shorthand written out, greeting and politeness around it dropped."""
    found = words_of(text)
    if not _may_be_courteous(found):
        return found
    first, beyond = courtesy([word.folded for word in found])
    return found[first:beyond]


def words_of(text: str) -> list[Word]:
    """The same with its courtesy: the words of its pieces between white space, one piece after the other."""
    found: list[Word] = []
    for written in _WORD.findall(_whole_abbreviations(text)):
        found += _words_in(written)
    return found


@lru_cache(maxsize=100_000)
def _words_in(written: str) -> tuple[Word, ...]:
    return tuple(Word(written, folded, stem(folded)) for folded in _written_out(written) if folded)


_ENDINGS = (
    ("ies", 5, "y"),
    ("sses", 6, "ss"),
    ("shes", 6, "sh"),
    ("ches", 6, "ch"),
    ("xes", 5, "x"),
    ("zes", 5, "z"),
)
"""Plurals of their own: the ending, the length of word from which it is one, what takes its place."""
_SHORTEST = 4
"""Shorter words keep their ending: too little would be left of them."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Plural and verb endings taken away: "missiles" and "missile", "agreed" and "agree" meet.

    After the S-stemmer (Harman 1991, "How effective is suffixing?"), with "-ed" and "-ing" beside it; deliberately
    light, because a stemmer that merges too much answers wrongly.
    """
    if word in lexicon.LEMMAS:
        return _without_e(lexicon.LEMMAS[word])
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    for ending, length, instead in _ENDINGS:
        if word.endswith(ending) and len(word) >= length:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _without_verb_ending(word)


def _without_verb_ending(word: str) -> str:
    if word.endswith("ied") and len(word) > _SHORTEST:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORTEST - 1 and any(char in "aeiouy" for char in root):
            doubled = len(root) >= _SHORTEST and root[-1] == root[-2] and root[-1] not in "lsz"
            return root[:-1] if doubled else _without_e(root)
    return _without_e(word)


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


def _written_out(written: str) -> list[str]:
    """The folded words that one written word is; a single capital is a name ("R"), not shorthand."""
    word = fold(written)
    word = _ORDINAL.sub(r"\1", _REPEATED.sub(r"\1\1", word))
    if word in lexicon.SHORTHAND and not (len(written) == 1 and written.isupper()):
        return lexicon.SHORTHAND[word].split()
    if "'" not in word:
        return [word]
    head, _, tail = word.rpartition("'")
    if word.endswith("n't"):
        return [lexicon.NEGATED.get(word, word[:-3]), "not"]
    if tail in lexicon.CONTRACTED and not (tail == "s" and head not in lexicon.BEFORE_IS):
        return [head, lexicon.CONTRACTED[tail]]
    return [head] if tail == "s" else [word.replace("'", "")]


def _whole_abbreviations(text: str) -> str:
    """Take the full stops out of abbreviations like U.S."""
    return _INITIALS.sub(lambda match: match[0].replace(".", ""), text) if "." in text else text


def _may_be_courteous(found: Sequence[Word]) -> bool:
    """Whether what follows is worth the while."""
    if not found:
        return False
    if found[0].folded in lexicon.OPENS or found[-1].folded in lexicon.LAST_OF_CLOSING:
        return True
    return any(
        len(found) >= len(begin) and all(word.folded in words for word, words in zip(found, begin, strict=False))
        for begin in (lexicon.OPENS_AS_PAIR, lexicon.OPENS_AS_TRIPLE)
    )


def courtesy(folded: Sequence[str]) -> tuple[int, int]:
    """Where the words of a text begin and end if greeting and politeness around it are dropped."""
    text, first, beyond = " ".join(folded), 0, len(folded)
    if (opening := lexicon.OPENING.match(text)) and opening.end() < len(text):
        first = len(opening[0].split())
    may_close = folded[-1:] and folded[-1] in lexicon.LAST_OF_CLOSING
    if may_close and (closing := lexicon.CLOSING.search(text)) and len(closing[0].split()) < beyond - first:
        beyond -= len(closing[0].split())
    return first, beyond
