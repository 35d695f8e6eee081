"""Everything that is fitted on a knowledge base to rank its entries."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.knowledge import KnowledgeBase
from bot.retrieval.analysis import Word
from bot.retrieval.holdings import Holdings
from bot.retrieval.lexicon import STOP_WORDS
from bot.retrieval.scoring import DEFAULT, Ingredients, Scorer, Scores


@dataclass(frozen=True, slots=True)
class Search:
    """Ranks entries, which go by their number in the knowledge base."""

    scorer: Scorer
    holdings: Holdings

    @classmethod
    def build(cls, base: KnowledgeBase, ingredients: Ingredients = DEFAULT) -> "Search":
        """Fit; the knowledge base needs an entry."""
        scorer = Scorer(base, ingredients)
        return cls(scorer, Holdings(base, scorer))

    def scores(self, question: Sequence[Word]) -> Scores:
        """One score an entry.

        Where the best entry holds no word of substance of the question, but others hold all of several, only those
        are left. Else "what happened in Uncle Sam's backyard" would find any question that begins with "what happened
        in", rather than the answer that alone holds Uncle Sam's backyard.
        """
        scores = self.scorer.scores(question)
        substance = [word for word in question if word.folded not in STOP_WORDS]
        if len(substance) > 1 and not self._touches(substance, int(scores.argmax())):
            others = self.holdings.holding_all(substance)
            if len(others):
                kept = np.zeros_like(scores)
                kept[others] = scores[others]
                return kept
        return scores

    def kept(self, question: Sequence[Word], entry: int) -> float:
        """How much of what an entry's question names a question keeps; see `Holdings.kept`.

        1 where a classifier knows from many phrasings which names matter.
        """
        if self.scorer.classifier or not self.scorer.ingredients.names:
            return 1.0
        return self.holdings.kept(question, entry)

    def _touches(self, words: Sequence[Word], entry: int) -> bool:
        return any(self.holdings.match(word.stem, entry).held for word in words)
