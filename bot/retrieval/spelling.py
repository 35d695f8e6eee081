"""Corrects misspelt words for the encoder and the ranking."""

import re
from collections.abc import Callable, Sequence

from bot.language import Language
from bot.retrieval.features.neighbours import WordNeighbours
from bot.retrieval.weak_cache import weak_cache
from bot.retrieval.words.contrasts import antonyms
from bot.retrieval.words.corpus import TokenizedCorpus
from bot.retrieval.words.edit_distance import LETTERS_PER_EDIT, edit_distance

_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,30}(?![^\W\d_])")
CACHED_WORDS = 2_000
"""Cache size for corrections, in words."""
MAX_CORRECTED_WORDS = 100
"""Maximum words of a text to correct, to limit the time. Questions are shorter."""
MAX_LENGTH_DIFFERENCE = 2
"""Maximum difference in length between a word and its correction, in letters."""
MAX_SWAPPED_LETTERS, MAX_DROPPED_LETTERS = 3, 4
"""Unknown words of up to this many letters are names or abbreviations more often than typos. The former are corrected
only if letters are swapped (or to a stop word), the latter only if letters are swapped or missing."""


class Speller:
    """Corrects words that neither the knowledge base nor the encoder knows, to words of the knowledge base."""

    def __init__(
        self, tokens: TokenizedCorpus, neighbours: WordNeighbours, language: Language, knows: Callable[[str], bool]
    ) -> None:
        """Take the knowledge base's words, an index of similar spellings, and a test for words to leave alone."""
        self._language = language
        self._stop_words = sorted(word for word in language.stop_words if len(word) > MAX_LENGTH_DIFFERENCE)
        self._neighbours, self._knows = neighbours, knows
        self._words, self._stems = frozenset(tokens.words), frozenset(tokens.stems)
        self._of_stem: dict[int, list[str]] = {}
        for number, word in zip(tokens.stem_of.tolist(), tokens.words, strict=True):
            self._of_stem.setdefault(number, []).append(word)
        self._of_letters: dict[str, list[str]] = {}
        for word in tokens.words:
            self._of_letters.setdefault(_letters(word), []).append(word)
        self.correct = weak_cache(self._correct, CACHED_WORDS)

    def corrected(self, text: str) -> str:
        """The text with every misspelt word corrected. Everything else is unchanged."""
        return _WORD.sub(lambda match: self.correct(match[0]), text, MAX_CORRECTED_WORDS)

    def _correct(self, written: str) -> str:
        word = written.lower()
        if self._is_word(word):
            return written
        meant = (other for other in self._candidates(word) if self._may_be_meant(word, other))
        best = min(((edit_distance(word, other), other) for other in meant), default=(len(word), word))
        return best[1] if best[0] <= max(1, len(word) // LETTERS_PER_EDIT) else written

    def _is_word(self, word: str) -> bool:
        """Whether to leave a word alone: it is known, shorthand, a negation, or the opposite of a known word."""
        return (
            word in self._words
            or word in self._language.stop_words
            or word in self._language.bare_contractions
            or word in self._language.shorthand
            or self._is_opposite(word)
            or self._knows(word)
        )

    def _is_opposite(self, word: str) -> bool:
        """Whether a word is the opposite of a known word, and no typo for one with the same beginning."""
        opposed = antonyms(self._language.stem(word), self._language) & self._stems
        return bool(opposed) and not any(
            other[:2] == word[:2] and edit_distance(word, other) == 1 for other in self._candidates(word)
        )

    def _candidates(self, word: str) -> Sequence[str]:
        """Words of similar length and spelling in the knowledge base, and stop words of similar length."""
        alike = [
            other
            for column, _ in self._neighbours.of(self._language.stem(word))
            for other in self._of_stem.get(column, ())
        ]
        alike += self._of_letters.get(_letters(word), ())
        return [
            other
            for other in (*alike, *self._stop_words)
            if abs(len(other) - len(word)) <= MAX_LENGTH_DIFFERENCE < len(other) and set(other) & set(word)
        ]

    def _may_be_meant(self, word: str, other: str) -> bool:
        """Whether a word may be a typo for another.

        In a short word, letters may only be swapped or missing: "AMD" is not a typo for "and", nor "ZFS" for "NFS".
        """
        if len(word) > MAX_DROPPED_LETTERS or sorted(word) == sorted(other):
            return True
        letters = iter(other)
        return (len(word) > MAX_SWAPPED_LETTERS or other in self._language.stop_words) and all(
            letter in letters for letter in word
        )


def _letters(word: str) -> str:
    """A key that is equal for two words if only letters after the first are swapped: "quiet" and "qiuet"."""
    return word[:1] + "".join(sorted(word[1:]))
