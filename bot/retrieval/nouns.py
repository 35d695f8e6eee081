"""Which words name a thing: a guess from how the knowledge base itself uses them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bot.retrieval.analysis import Word
from bot.retrieval.lexicon import BEFORE_NOUNS, STOP_WORDS

NOUN = 0.25
"""The share of a word's occurrences that follow an article, a preposition or the like, from which it is taken for a
noun: "the summit" and "in Cuba" pass, "Kennedy said" and "what happened" do not."""


def noun_shares(texts: Iterable[Sequence[Word]]) -> Mapping[str, float]:
    """For each stem the share of its occurrences that follow a word which nouns follow.

    Without stop words, numbers and initials, which name no subject.
    """
    after, everywhere = Counter[str](), Counter[str]()
    for text in texts:
        everywhere.update(word.stem for word in text)
        after.update(word.stem for before, word in pairwise(text) if before.folded in BEFORE_NOUNS)
    return {
        stem: after[stem] / count
        for stem, count in everywhere.items()
        if stem not in STOP_WORDS and not stem.isdigit() and len(stem) > 2  # noqa: PLR2004 - initials
    }


def names(question: Sequence[Word], shares: Mapping[str, float]) -> list[int]:
    """The places of the words that name what a question is about: nouns, numbers, words with a capital inside it."""
    return [
        place
        for place, word in enumerate(question)
        if word.folded not in STOP_WORDS
        and (
            shares.get(word.stem, 0.0) >= NOUN
            or any(char.isdigit() for char in word.folded)
            or (place > 0 and word.written[:1].isupper())
        )
    ]
