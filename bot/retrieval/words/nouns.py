"""Guesses which words are nouns, from their use in the knowledge base."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.language import Language
from bot.retrieval.words.analysis import Word
from bot.retrieval.words.corpus import TokenizedCorpus

NOUN_SHARE = 0.25
"""Minimum share of a word's occurrences after an article, a preposition or the like for it to count as a noun. "The
summit" and "in Cuba" pass; "Kennedy said" and "what happened" do not."""
INITIALS = 2
"""Words of at most this many letters are initials, not nouns."""


def noun_shares(tokens: TokenizedCorpus, language: Language) -> NDArray[np.float32]:
    """For each stem, the share of its occurrences after a word that nouns follow.

    0 for stop words, numbers and initials, which are not subjects.
    """
    stems = tokens.stem_of[tokens.ids]
    leads = np.array([word in language.before_nouns for word in tokens.words], bool)
    led = np.zeros(len(stems), bool)
    led[1:] = leads[tokens.ids[:-1]]
    begins = tokens.texts[:-1]
    led[begins[begins < len(stems)]] = False
    everywhere = np.bincount(stems, minlength=len(tokens.stems))
    after = np.bincount(stems[led], minlength=len(tokens.stems))
    named = [stem not in language.stop_stems and not stem.isdigit() and len(stem) > INITIALS for stem in tokens.stems]
    return (np.array(named, bool) * after / np.maximum(1, everywhere)).astype(np.float32)


def name_positions(question: Sequence[Word], shares: Mapping[str, float], language: Language) -> list[int]:
    """The positions of words that name what a question is about: nouns, numbers, capitalised words inside it."""
    return [
        position
        for position, word in enumerate(question)
        if word.folded not in language.stop_words
        and (
            shares.get(word.stem, 0.0) >= NOUN_SHARE
            or any(char.isdigit() for char in word.folded)
            or (position > 0 and word.written[:1].isupper())
        )
    ]


def is_name_position(question: Sequence[Word], position: int, language: Language) -> bool:
    """Whether a word is in the position of a name: "in Vienna", "how do I install Docker". It may be unknown."""
    before = [word.folded for word in question[max(0, position - 2) : position]]
    if not before or before[-1] in language.stop_words:
        return bool(before) and before[-1] in language.before_nouns
    return before[0] in language.before_verbs and len(before) > 1
