"""What speaks for and against a hit: few figures that mean the same for fourteen entries and for fourteen thousand."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p, sqrt

from bot.retrieval.analysis import Word
from bot.retrieval.holdings import Holdings
from bot.retrieval.lexicon import STOP_WORDS
from bot.retrieval.scoring import Scores


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


def best_two(holdings: Holdings, scores: Scores, pretence: Pretence = NONE) -> tuple[int, int | None]:
    """The number of the best entry, and of the best one with another answer; None where there is none that scores."""
    left = scores.copy()
    left[list(pretence.entries)] = 0
    best = int(left.argmax())
    left[holdings.same_answer(best)] = 0
    second = int(left.argmax())
    return best, second if left[second] > 0 else None


def measure(holdings: Holdings, question: Sequence[Word], scores: Scores, pretence: Pretence = NONE) -> Signals:
    """Measure the best hit of a question, given every entry's score for it."""
    best, second = best_two(holdings, scores, pretence)
    score = float(scores[best])
    if score <= 0 or best in pretence.entries:
        return Signals()
    weight = held = substance = substance_held = 0.0
    words = {word.stem: word.folded not in STOP_WORDS for word in question}
    for stem, has_substance in words.items():
        match = holdings.match(stem, best, pretence.words)
        weight += match.weight
        held += match.weight * match.held
        substance += match.weight * has_substance
        substance_held += match.weight * match.held * has_substance
    lead = score - (float(scores[second]) if second is not None else 0.0)
    return Signals(
        score,
        sqrt(max(0.0, lead)) * (substance_held / substance if substance else 0.0),
        held / weight if weight else 0.0,
        log1p(sum(words.values())),
    )
