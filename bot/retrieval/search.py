"""Ranks the entries of a knowledge base by words and, with an encoder, by meaning."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import KnowledgeBase
from bot.language import Language
from bot.retrieval.checks import checked
from bot.retrieval.confidence_features import SPREAD, MeaningOfHit
from bot.retrieval.holdings import Holdings
from bot.retrieval.index import TopK, best_of
from bot.retrieval.ingredients import DEFAULT, Ingredients
from bot.retrieval.meaning import Encoder, EntryVectors
from bot.retrieval.scoring import MORE, RANKED, Scorer
from bot.retrieval.spelling import Speller
from bot.retrieval.words.analysis import Word
from bot.retrieval.words.nouns import noun_shares
from bot.storage import Arrays, add_prefix, strip_prefix

MOST_TWINS = 300
"""Maximum top entries with the same answer to look through for an entry with another answer."""

Scores = NDArray[np.float32]
"""A score for each entry."""


@dataclass(frozen=True, slots=True)
class Query:
    """An analysed and encoded question."""

    written: Sequence[Word]
    """Its words as the member wrote them."""
    words: Sequence[Word]
    """Its words with spelling corrected."""
    vector: Scores | None = None
    """Its vector; None without an encoder."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best entries for a query."""

    ranked: TopK
    """Best first. If the top entries share one answer, the list is long enough to include the best other answer."""
    score: float = 0.0
    """The best entry's score by words alone."""
    context: float = 1.0
    """1 / rank of the best entry for the whole message."""
    meaning: MeaningOfHit | None = None
    """How close in meaning the best entry is; None without an encoder."""
    by_meaning: bool = False
    """Whether another entry, or none, would be first by words alone."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """Every entry's scores for one query: the total, the score by words, and the two cosines."""

    total: Scores
    words: Scores
    question: Scores
    answer: Scores


@dataclass(frozen=True)
class Search:
    """Ranks entries. An entry is identified by its number in the knowledge base."""

    scorer: Scorer
    holdings: Holdings
    encoder: Encoder | None = None
    vectors: EntryVectors | None = None
    """None when ranking by words alone."""

    @classmethod
    def build(cls, base: KnowledgeBase, language: Language, ingredients: Ingredients = DEFAULT) -> "Search":
        """Fit to a knowledge base, which needs at least one entry."""
        return cls.around(base, Scorer.build(base, language, ingredients))

    @classmethod
    def around(cls, base: KnowledgeBase, scorer: Scorer) -> "Search":
        """A search that uses an existing scorer of that knowledge base."""
        return cls(scorer, Holdings(base, scorer, noun_shares(scorer.tokens, scorer.analyzer.language)))

    def with_meaning(self, encoder: Encoder, vectors: EntryVectors) -> "Search":
        """A copy that also ranks by meaning."""
        return replace(self, encoder=encoder, vectors=vectors)

    @classmethod
    def restore(
        cls, base: KnowledgeBase, state: Arrays, language: Language, encoder: Encoder | None = None
    ) -> "Search":
        """Restore from `state`. Raises KeyError or ValueError if the state belongs to another knowledge base."""
        scorer = Scorer.restore(strip_prefix("scorer", state), language)
        if scorer.tokens.sizes() != [len(entry.questions) for entry in base.entries]:
            raise ValueError("these are other entries")
        nouns = checked(state["nouns"], np.float32, len(scorer.tokens.stems), least=0, below=inf)
        found, saved = cls(scorer, Holdings(base, scorer, nouns)), strip_prefix("vectors", state)
        return found.with_meaning(encoder, EntryVectors.restore(base, saved)) if encoder and saved else found

    def state(self) -> Arrays:
        """Everything that was fitted, as arrays."""
        return {
            **add_prefix("scorer", self.scorer.state()),
            "nouns": self.holdings.shares,
            **add_prefix("vectors", self.vectors.state() if self.vectors else {}),
        }

    @cached_property
    def _speller(self) -> Speller | None:
        if self.encoder is None:
            return None
        return Speller(self.scorer.tokens, self.scorer.neighbours, self.scorer.analyzer.language, self.encoder.knows)

    def queries(self, texts: Sequence[str]) -> list[Query]:
        """Analyse the texts, and encode them together."""
        written = list(map(self.scorer.analyse, texts))
        if self.encoder is None or self._speller is None or self.vectors is None:
            return [Query(words, words) for words in written]
        spelt = list(map(self._speller.corrected, texts))
        vectors = self.encoder.encode(spelt)
        return [
            Query(words, words if right == text else self.scorer.analyse(right), vector)
            for text, right, words, vector in zip(texts, spelt, written, vectors, strict=True)
        ]

    def find(self, queries: Sequence[Query], context: Query | None = None, k: int = RANKED) -> list[Found]:
        """The best entries for each query. With `context`, the query of the whole message, that counts as well."""
        if self.vectors is None:
            return [self._found_by_words(query, k) for query in queries]
        whole = None if context is None else self._scored(context)
        return [self._found(self._scored(query), whole, k) for query in queries]

    def _found_by_words(self, query: Query, k: int) -> Found:
        ranked = self.ranked_with_runner_up(query.words, k)
        return Found(ranked, ranked[0][1] if ranked else 0.0)

    def _scored(self, query: Query) -> _Scored:
        """Every entry's scores."""
        words = self.scorer.scores(query.words)
        if self.vectors is None or query.vector is None:
            raise ValueError("no vectors to compare")
        question, answer = self.vectors.cosines(query.vector, self.scorer.ingredients.later)
        if self.encoder and not self.encoder.fitted:
            question, answer = self.vectors.rescaled(question), self.vectors.rescaled(answer)
        near = np.maximum(0, question + answer) * np.float32(self.scorer.ingredients.meaning / 2)
        return _Scored(words + near, words, question, answer)

    def _found(self, scored: _Scored, whole: _Scored | None, k: int) -> Found:
        total: Scores = scored.total if whole is None else (scored.total + whole.total) * np.float32(0.5)
        ranked = best_of(total, k)
        while len(ranked) == k < MOST_TWINS and self._all_say_the_same(ranked):
            k *= MORE
            ranked = best_of(total, k)
        if not ranked:
            return Found([])
        best = ranked[0][0]
        near = (scored.question + scored.answer) / 2
        return Found(
            ranked,
            score=float(scored.words[best]),
            context=1.0 if whole is None else 1 / (1 + int((whole.total > whole.total[best]).sum())),
            meaning=MeaningOfHit(
                standout=float((near[best] - near.mean()) / (near.std() + SPREAD)),
                question=float(scored.question[best]),
                answer=float(scored.answer[best]),
            ),
            by_meaning=bool(scored.words[best] <= 0 or (scored.words > scored.words[best]).any()),
        )

    def ranked(self, question: Sequence[Word], k: int = RANKED) -> TopK:
        """The k best entries and their scores by words, best first, ties in file order, without zero scores.

        If the best entry holds none of the question's content words, but other entries hold all of them (at least two),
        only those other entries are returned. Otherwise "what happened in Uncle Sam's backyard" would find any question
        that begins with "what happened in", and miss the one answer that holds "Uncle Sam's backyard".
        """
        return self._preferred(self.scorer.ranked(question, k), question, k)

    def ranked_with_runner_up(self, question: Sequence[Word], k: int = RANKED) -> TopK:
        """Like `ranked`, but returns more than k if these all have the same answer, to include the next best answer."""
        found = self.scorer.ranked(question, k)
        while found and len(found) == k < MOST_TWINS and self._all_say_the_same(found):
            k *= MORE
            found = self.scorer.ranked(question, k)
        return self._preferred(found, question, k)

    def _preferred(self, found: TopK, question: Sequence[Word], k: int) -> TopK:
        """All entries found, or only those that hold every content word; see `ranked`."""
        substance = [word for word in question if word.folded not in self.scorer.analyzer.language.stop_words]
        if found and len(substance) > 1 and not self._touches(substance, found[0][0]):
            others = self.scorer.holding_all(substance)
            if len(others):
                return self.scorer.ranked_among(others, question, k)
        return found

    def kept(self, question: Sequence[Word], entry: int) -> float:
        """How well a question agrees with what an entry's question asks for; see `Holdings.kept`.

        1 if there is a classifier, which has learnt from many phrasings which words matter.
        """
        if self.scorer.classifier or not self.scorer.ingredients.names:
            return 1.0
        return self.holdings.kept(question, entry)

    def _all_say_the_same(self, found: TopK) -> bool:
        return all(self.holdings.says_the_same(found[0][0], entry) for entry, _ in found[1:])

    def _touches(self, words: Sequence[Word], entry: int) -> bool:
        return any(self.holdings.match(word.stem, entry).held for word in words)
