"""Everything that is fitted on a knowledge base to rank its entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from bot.knowledge import KnowledgeBase
from bot.retrieval.checks import checked
from bot.retrieval.holdings import Holdings
from bot.retrieval.index import Top
from bot.retrieval.ingredients import DEFAULT, Ingredients
from bot.retrieval.scoring import MORE, RANKED, Scorer
from bot.retrieval.words.analysis import Word
from bot.retrieval.words.lexicon import STOP_WORDS
from bot.retrieval.words.nouns import noun_shares
from bot.storage import Arrays, nested, part

MOST_TWINS = 300
"""Beyond so many best entries with the same answer, no other is looked for."""


@dataclass(frozen=True, slots=True)
class Search:
    """Ranks entries, which go by their number in the knowledge base."""

    scorer: Scorer
    holdings: Holdings

    @classmethod
    def build(cls, base: KnowledgeBase, ingredients: Ingredients = DEFAULT) -> "Search":
        """Fit; the knowledge base needs an entry."""
        return cls.around(base, Scorer.build(base, ingredients))

    @classmethod
    def around(cls, base: KnowledgeBase, scorer: Scorer) -> "Search":
        """What ranks by the scores of that knowledge base."""
        return cls(scorer, Holdings(base, scorer, noun_shares(scorer.tokens)))

    @classmethod
    def restore(cls, base: KnowledgeBase, state: Arrays) -> "Search":
        """From what `state` gave. Raises KeyError or ValueError if it is not of this knowledge base."""
        scorer = Scorer.restore(part("scorer", state))
        if scorer.tokens.sizes() != [len(entry.questions) for entry in base.entries]:
            raise ValueError("these are other entries")
        nouns = checked(state["nouns"], np.float32, len(scorer.tokens.stems), least=0, below=inf)
        return cls(scorer, Holdings(base, scorer, nouns))

    def state(self) -> Arrays:
        """Everything that was fitted, as arrays."""
        return {**nested("scorer", self.scorer.state()), "nouns": self.holdings.shares}

    def ranked(self, question: Sequence[Word], k: int = RANKED) -> Top:
        """The k best entries and their scores, best first, equal ones in file order; none with a score of 0.

        Where the best entry holds no word of substance of the question, but others hold all of several, only those
        are left. Else "what happened in Uncle Sam's backyard" would find any question that begins with "what happened
        in", rather than the answer that alone holds Uncle Sam's backyard.
        """
        return self._preferred(self.scorer.ranked(question, k), question, k)

    def ranked_with_runner_up(self, question: Sequence[Word], k: int = RANKED) -> Top:
        """Likewise, but more than k where these all have the same answer, so that the next best one is among them."""
        found = self.scorer.ranked(question, k)
        while found and len(found) == k < MOST_TWINS and self._all_say_the_same(found):
            k *= MORE
            found = self.scorer.ranked(question, k)
        return self._preferred(found, question, k)

    def _preferred(self, found: Top, question: Sequence[Word], k: int) -> Top:
        """What was found, or only what holds all words of substance; see `ranked`."""
        substance = [word for word in question if word.folded not in STOP_WORDS]
        if found and len(substance) > 1 and not self._touches(substance, found[0][0]):
            others = self.scorer.holding_all(substance)
            if len(others):
                return self.scorer.ranked_among(others, question, k)
        return found

    def kept(self, question: Sequence[Word], entry: int) -> float:
        """How much of what an entry's question asks for a question keeps; see `Holdings.kept`.

        1 where a classifier knows from many phrasings which words matter.
        """
        if self.scorer.classifier or not self.scorer.ingredients.names:
            return 1.0
        return self.holdings.kept(question, entry)

    def _all_say_the_same(self, found: Top) -> bool:
        return all(self.holdings.says_the_same(found[0][0], entry) for entry, _ in found[1:])

    def _touches(self, words: Sequence[Word], entry: int) -> bool:
        return any(self.holdings.match(word.stem, entry).held for word in words)
