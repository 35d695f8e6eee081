"""The analyzer: splits a text into words, and decides which spellings count as the same word.

The same `Analyzer` analyses stored texts and questions.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from bot.language import Language
from bot.language.reading import MAX_CHARACTERS
from bot.storage import Arrays, Strings, pack

CACHED_PIECES = 100_000
"""Pieces between white space whose words are cached for each language, up to 40 MB. Frequent words stay in the cache
while a file of any size is read."""

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛ʼ`´＇", "'") | dict.fromkeys("“”„‟«»", '"'))
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_MARKS = "\u0300-\u036f\u05b0-\u05bd\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
"""Combining accents (some systems save "é" this way), Hebrew and Arabic vowel points, and the scripts of India, whose
vowel signs are not letters to Python."""
_UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
"""Chinese characters and Japanese kana, which have no spaces between words. Each character is one word. The ranking
also uses pairs of neighbouring words, so it finds words of two characters, like search engines."""
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_LETTERS = rf"[^\W_ʼ{_UNSPACED}]+(?:[{_MARKS}]+[^\W_ʼ{_UNSPACED}]*)*"
_WORD = re.compile(rf"[{_UNSPACED}]|{_LETTERS}(?:['’ʼ＇]{_LETTERS})*(?:(?:\+\+|#)(?!\w))?")
"""C++ and C# keep their marks."""
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_BETWEEN = "\0"
"""Joins the words of a run in saved state. No word contains it. A word may contain a space, because some shorthand
means several words."""

Run = tuple[str, ...]
"""Consecutive folded words."""


class Word(NamedTuple):
    """One word of a text."""

    written: str
    """As written in the text. A contraction is repeated for each of its words."""
    folded: str
    """Without case, accents and possessive; shorthand written out."""
    stem: str
    """Without its ending. Words match if their stems are equal."""


def fold(text: str) -> str:
    """A text without case, accents, width and the shape of its quotes."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def truncate(text: str) -> str:
    """The part of a text that is analysed: its first MAX_CHARACTERS, without white space around the text."""
    return text.strip()[:MAX_CHARACTERS]


def as_written(words: Sequence[Word], stems: AbstractSet[str]) -> tuple[str, ...]:
    """The words of a text that have these stems, as written, without repeats.

    Neighbouring characters of a script without spaces are joined: they are separate words only for the ranking.
    """
    found: dict[str, str] = {}
    run = ""
    for word in words:
        if word.stem in stems and _UNSPACED_CHARACTER.fullmatch(word.written):
            run += word.written
            continue
        found.setdefault(run, run)
        run = ""
        if word.stem in stems:
            found.setdefault(word.stem, word.written)
    found.setdefault(run, run)
    return tuple(dict.fromkeys(filter(None, found.values())))


class Analyzer:
    """Splits texts into words, in one language and with the synonyms of one knowledge base."""

    def __init__(self, language: Language, synonyms: Mapping[Run, Run] | None = None) -> None:
        """Take the runs of words to replace, and what replaces each."""
        self.language = language
        self.synonyms = synonyms or {}
        self._words_in = _word_cache(language)
        self._starts = {run[0] for run in self.synonyms}
        self._longest = max(map(len, self.synonyms), default=0)

    @classmethod
    def restore(cls, state: Arrays, language: Language) -> "Analyzer":
        """Restore from `state`. Raises ValueError if the state is invalid."""
        runs = [tuple(text.split(_BETWEEN)) for text in Strings(state)]
        return cls(language, dict(zip(runs[::2], runs[1::2], strict=True)))

    def state(self) -> Arrays:
        """The synonyms, as arrays."""
        return pack(_BETWEEN.join(run) for pair in self.synonyms.items() for run in pair)

    def analyzes_like(self, other: "Analyzer") -> bool:
        """Whether both find the same words in every text."""
        return self.language is other.language and self.synonyms == other.synonyms

    def analyze(self, text: str) -> list[Word]:
        """The words of a text, without courtesies around them. The longest run with a synonym is replaced, once."""
        found = list(chain.from_iterable(map(self._words_in, text.split())))
        if _may_be_courteous(found, self.language):
            found = _without_courtesies(found, self.language)
        if self._starts and not self._starts.isdisjoint([word.folded for word in found]):
            return self._with_synonyms(found)
        return found

    def _with_synonyms(self, found: Sequence[Word]) -> list[Word]:
        replaced: list[Word] = []
        place = 0
        while place < len(found):
            taken = self._run_at(found, place)
            if taken:
                run = tuple(word.folded for word in found[place : place + taken])
                written = " ".join(dict.fromkeys(word.written for word in found[place : place + taken]))
                replaced += [Word(written, folded, self.language.stem(folded)) for folded in self.synonyms[run]]
            else:
                replaced.append(found[place])
            place += taken or 1
        return replaced

    def _run_at(self, found: Sequence[Word], place: int) -> int:
        """The length of the longest run with a synonym that begins here; 0 if there is none."""
        lengths = range(min(self._longest, len(found) - place), 0, -1)
        runs = ((length, tuple(word.folded for word in found[place : place + length])) for length in lengths)
        return next((length for length, run in runs if run in self.synonyms), 0)


@cache
def _word_cache(language: Language) -> Callable[[str], tuple[Word, ...]]:
    """A cached function that finds the words of a piece of text without white space. No word contains white space."""

    @lru_cache(maxsize=CACHED_PIECES)
    def words_in(piece: str) -> tuple[Word, ...]:
        return tuple(
            Word(written, folded, language.stem(folded))
            for written in _WORD.findall(_whole_abbreviations(piece))
            for folded in _written_out(written, language)
            if folded
        )

    return words_in


def _written_out(written: str, language: Language) -> Sequence[str]:
    """The folded words that a written word means. A single capital is a name ("R"), not shorthand."""
    word = _REPEATED.sub(r"\1\1", fold(written))
    return (word,) if len(written) == 1 and written.isupper() else language.written_out(word)


def _whole_abbreviations(text: str) -> str:
    """A text with abbreviations such as U.S. written without full stops."""
    return _INITIALS.sub(lambda match: match[0].replace(".", ""), text) if "." in text else text


def _may_be_courteous(found: Sequence[Word], language: Language) -> bool:
    """A quick test, so that most texts skip the patterns for courtesies."""
    courtesies = language.courtesies
    if not found:
        return False
    if found[-1].folded in courtesies.closing_ends:
        return True
    return found[0].folded in courtesies.first_words and any(
        len(found) >= len(start) and all(word.folded in words for word, words in zip(found, start, strict=False))
        for start in courtesies.opening_starts
    )


def _without_courtesies(found: Sequence[Word], language: Language) -> list[Word]:
    """The words without greetings and courtesies around them; all words if there are no others."""
    courtesies = language.courtesies
    text, first, end = " ".join(word.folded for word in found), 0, len(found)
    if (opening := courtesies.opening.match(text)) and opening.end() < len(text):
        first = len(opening[0].split())
    if found[-1].folded in courtesies.closing_ends and (closing := courtesies.closing.search(text)):
        count = len(closing[0].split())
        end -= count if count < end - first else 0
    return list(found[first:end])
