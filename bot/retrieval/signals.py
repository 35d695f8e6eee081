"""What speaks for and against a hit: few figures that mean the same for fourteen entries and for fourteen thousand."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p, sqrt

from bot.retrieval.holdings import Holdings
from bot.retrieval.index import Top
from bot.retrieval.words.analysis import Word
from bot.retrieval.words.lexicon import STOP_WORDS

Hit = tuple[int | None, float]


@dataclass(frozen=True, slots=True)
class Signals:
    """Each of them speaks for the best hit, the more the larger it is."""

    score: float = 0.0
    """The best hit's score; 0 where nothing matches."""
    lead: float = 0.0
    """The square root of its lead over the best hit with another answer, times the share of the idf weight of the
    question's words of substance that the entry holds. A lead by "what happened at" alone says nothing; and what
    matters is less how long a lead is than that there is one."""
    covered: float = 0.0
    """The share of the question's idf weight that the entry holds, in [0, 1]; a word that it holds a neighbour of
    counts by how alike the two are spelt, a word that no entry holds weighs as much as the rarest."""
    length: float = 0.0
    """log(1 + distinct words that are no stop words): one word is little to go by."""

    def vector(self) -> tuple[float, ...]:
        """All of them, in the order above."""
        return self.score, self.lead, self.covered, self.length


@dataclass(frozen=True, slots=True)
class Pretence:
    """What is to be left out, as if the owner had not written it."""

    entries: frozenset[int] = frozenset()
    """Numbers of entries."""
    words: frozenset[int] = frozenset()
    """Columns of the words that stand only in them."""


NONE = Pretence()


def best_two(holdings: Holdings, ranked: Top, pretence: Pretence = NONE) -> tuple[Hit, Hit]:
    """The best entry and its score, and the best one with another answer; None and 0.0 where there is none."""
    left = [hit for hit in ranked if hit[0] not in pretence.entries] if pretence.entries else ranked
    if not left:
        return (None, 0.0), (None, 0.0)
    best, _ = left[0]
    return left[0], next((hit for hit in left if not holdings.says_the_same(best, hit[0])), (None, 0.0))


def measure(holdings: Holdings, question: Sequence[Word], ranked: Top, pretence: Pretence = NONE) -> Signals:
    """Measure the best hit of a question, given the best entries for it."""
    (best, score), (_, second) = best_two(holdings, ranked, pretence)
    if best is None:
        return Signals()
    weight = held = substance = substance_held = 0.0
    words = {word.stem: word.folded not in STOP_WORDS for word in question}
    for stem, has_substance in words.items():
        match = holdings.match(stem, best, pretence.words)
        weight += match.weight
        held += match.weight * match.held
        substance += match.weight * has_substance
        substance_held += match.weight * match.held * has_substance
    lead = score - second
    return Signals(
        score,
        sqrt(max(0.0, lead)) * (substance_held / substance if substance else 0.0),
        held / weight if weight else 0.0,
        log1p(sum(words.values())),
    )
