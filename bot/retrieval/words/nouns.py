"""Which words name a thing: a guess from how the knowledge base itself uses them."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.language import Language
from bot.retrieval.words.analysis import Word
from bot.retrieval.words.corpus import TokenizedCorpus

NOUN = 0.25
"""The share of a word's occurrences that follow an article, a preposition or the like, from which it is taken for a
noun: "the summit" and "in Cuba" pass, "Kennedy said" and "what happened" do not."""
INITIALS = 2
"""Letters that are no word."""


def noun_shares(tokens: TokenizedCorpus, language: Language) -> NDArray[np.float32]:
    """For each stem the share of its occurrences that follow a word which nouns follow.

    0 for stop words, numbers and initials, which name no subject.
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


def names(question: Sequence[Word], shares: Mapping[str, float], language: Language) -> list[int]:
    """The places of the words that name what a question is about: nouns, numbers, words with a capital inside it."""
    return [
        place
        for place, word in enumerate(question)
        if word.folded not in language.stop_words
        and (
            shares.get(word.stem, 0.0) >= NOUN
            or any(char.isdigit() for char in word.folded)
            or (place > 0 and word.written[:1].isupper())
        )
    ]


def stands_as_name(question: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word, which need not be known, stands where names stand: "in Vienna", "how do I install Docker"."""
    before = [word.folded for word in question[max(0, place - 2) : place]]
    if not before or before[-1] in language.stop_words:
        return bool(before) and before[-1] in language.before_nouns
    return before[0] in language.before_verbs and len(before) > 1
