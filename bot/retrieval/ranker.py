"""Ranks the entries of a knowledge base by words and, with an encoder, by meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import KnowledgeBase
from bot.language import ENGLISH, Language
from bot.retrieval.checks import checked
from bot.retrieval.confidence import COSINE_SPREAD, MeaningOfHit
from bot.retrieval.entry_terms import EntryTerms
from bot.retrieval.index import TopK, best_of
from bot.retrieval.meaning import Encoder, EntryVectors
from bot.retrieval.ranking import Query, RankedEntries
from bot.retrieval.ranking_params import DEFAULT_PARAMS, RankingParams
from bot.retrieval.spelling import Speller
from bot.retrieval.term_index import WIDEN, TermIndex
from bot.retrieval.words.analysis import Word, truncate
from bot.retrieval.words.corpus import Analyzed
from bot.retrieval.words.nouns import noun_shares
from bot.runtime import Progress, silent
from bot.storage import Arrays, add_prefix, strip_prefix

RANKED = 20
"""Default number of entries to rank. The hits, the choices to offer and the runner-up are among the first few."""
MAX_SAME_ANSWER = 300
"""Maximum top entries with the same answer to look through for an entry with another answer."""
MIN_RELATED = 0.05
"""Minimum score, by content words alone, for an entry to be related to a question."""

Scores = NDArray[np.float32]
"""A score for each entry."""


@dataclass(frozen=True, slots=True)
class _EntryScores:
    """Every entry's scores for one query: the total, the score by words, and the two cosines."""

    total: Scores
    words: Scores
    question: Scores
    answer: Scores


class Ranker:
    """Ranks the entries of one knowledge base, each identified by its number. Immutable, so threads can share it."""

    def __init__(
        self,
        index: TermIndex,
        terms: EntryTerms,
        encoder: Encoder | None = None,
        vectors: EntryVectors | None = None,
    ) -> None:
        """Take what was fitted. Without an encoder and its vectors, entries are ranked by words alone."""
        self.index = index
        self.terms = terms
        self.encoder = encoder
        self.vectors = vectors

    @classmethod
    def build(
        cls,
        base: KnowledgeBase,
        language: Language = ENGLISH,
        params: RankingParams = DEFAULT_PARAMS,
        show: Progress = silent,
        analyzed: Analyzed | None = None,
    ) -> Self:
        """Fit the ranking by words to a knowledge base, which needs at least one entry."""
        index = TermIndex.build(base, language, params, show, analyzed)
        return cls(index, EntryTerms(base, index, noun_shares(index.corpus, language)))

    def with_meaning(self, encoder: Encoder, vectors: EntryVectors) -> "Ranker":
        """A copy that also ranks by meaning."""
        return Ranker(self.index, self.terms, encoder, vectors)

    @classmethod
    def restore(
        cls, base: KnowledgeBase, state: Arrays, language: Language = ENGLISH, encoder: Encoder | None = None
    ) -> "Ranker":
        """Restore from `state`. Raises KeyError or ValueError if the state belongs to another knowledge base."""
        index = TermIndex.restore(strip_prefix("index", state), language)
        if index.corpus.sizes() != [len(entry.questions) for entry in base.entries]:
            raise ValueError("these are other entries")
        shares = checked(state["noun_shares"], np.float32, len(index.corpus.stems), least=0, below=inf)
        found, saved = cls(index, EntryTerms(base, index, shares)), strip_prefix("vectors", state)
        return found.with_meaning(encoder, EntryVectors.restore(base, saved)) if encoder and saved else found

    def state(self) -> Arrays:
        """Everything that was fitted, as arrays."""
        return {
            **add_prefix("index", self.index.state()),
            "noun_shares": self.terms.noun_shares,
            **add_prefix("vectors", self.vectors.state() if self.vectors else {}),
        }

    @property
    def nbytes(self) -> int:
        """The bytes of the largest arrays: the words of the texts, the postings and the vectors."""
        vectors = self.vectors.questions.nbytes + self.vectors.answers.nbytes if self.vectors else 0
        return self.index.corpus.ids.nbytes + self.index.postings.nbytes + self.index.neighbours.nbytes + vectors

    @property
    def params(self) -> RankingParams:
        """The parameters that it was built with."""
        return self.index.params

    @property
    def language(self) -> Language:
        """The language of the knowledge base."""
        return self.index.analyzer.language

    def analyze(self, text: str) -> list[Word]:
        """The words of a text, of which only the first MAX_CHARACTERS are read."""
        return self.index.analyzer.analyze(truncate(text))

    @cached_property
    def _speller(self) -> Speller | None:
        if self.encoder is None:
            return None
        return Speller(self.index.corpus, self.index.neighbours, self.language, self.encoder.knows)

    def rank(
        self, readings: Sequence[str], message: str, k: int = RANKED
    ) -> tuple[Sequence[Query], Sequence[RankedEntries]]:
        """The query for each reading of one message, and its best entries, at least RANKED if there are as many.

        If a reading is only a part of the message, the ranking by meaning also counts the whole message.
        """
        texts, whole = [truncate(reading) for reading in readings], truncate(message)
        if self.vectors is None:
            queries = self._queries(texts)
            return queries, [self._by_words(query, max(k, RANKED)) for query in queries]
        apart = texts != [whole]
        queries = self._queries([*texts, whole] if apart and whole not in texts else texts)
        context = None if not apart else queries[texts.index(whole)] if whole in texts else queries[-1]
        scores = None if context is None else self._scores(context)
        queries = queries[: len(texts)]
        return queries, [self._by_meaning(self._scores(query), scores, max(k, RANKED)) for query in queries]

    def rank_by_words(self, question: Sequence[Word], k: int = RANKED) -> TopK:
        """The k best entries by words alone.

        If the best entry has none of the question's content words (at least two), but other entries have all of them,
        returns only those other entries. Otherwise "what happened in Uncle Sam's backyard" would find any question that
        begins with "what happened in", and miss the one answer that mentions "Uncle Sam's backyard".
        """
        return self._preferred(self._top(question, k), question, k)

    def rank_with_runner_up(self, question: Sequence[Word], k: int = RANKED) -> TopK:
        """Like `rank_by_words`, but returns more entries if the first k have the same answer, to include another."""
        found = self._top(question, k)
        while len(found) == k < MAX_SAME_ANSWER and self._have_same_answer(found):
            k *= WIDEN
            found = self._top(question, k)
        return self._preferred(found, question, k)

    def related(self, question: str, answer: str, limit: int) -> list[int]:
        """Entries that share content words with a question, most similar first, each with another answer than `answer`.

        No two have the same answer. There are at most `limit`.
        """
        content = [word for word in self.analyze(question) if word.folded not in self.language.stop_words]
        k = RANKED
        while True:
            top = self.index.top_by_terms(content, k)
            found: dict[str, int] = {}
            for entry, score in top:
                if score >= MIN_RELATED:
                    found.setdefault(self.terms.answer(entry), entry)
            found.pop(answer, None)
            if len(found) >= limit or len(top) < k or k > MAX_SAME_ANSWER or top[-1][1] < MIN_RELATED:
                return list(found.values())[:limit]
            k *= WIDEN

    def _preferred(self, found: TopK, question: Sequence[Word], k: int) -> TopK:
        """All entries found, or only those with every content word; see `rank_by_words`."""
        content = [word for word in question if word.folded not in self.language.stop_words]
        if found and len(content) > 1 and not any(self.terms.similarity(word.stem, found[0][0]) for word in content):
            others = self._of_those(self.index.entries_with_all(content))
            if len(others):
                return self.index.top_among(others, question, k)
        return found

    def _top(self, question: Sequence[Word], k: int) -> TopK:
        return self.index.top(question, k)

    def _kept(self, scores: Scores) -> Scores:
        return scores  # `ScopedRanker` overrides these three

    def _of_those(self, entries: NDArray[np.int64]) -> NDArray[np.int64]:
        return entries

    def _have_same_answer(self, found: TopK) -> bool:
        return bool(found) and all(self.terms.same_answer(found[0][0], entry) for entry, _ in found[1:])

    def _queries(self, texts: Sequence[str]) -> list[Query]:
        """Analyse the texts, and encode them together."""
        written = list(map(self.analyze, texts))
        if self.encoder is None or self._speller is None or self.vectors is None:
            return [Query(words, words) for words in written]
        spelt = list(map(self._speller.corrected, texts))
        vectors = self.encoder.encode(spelt)
        return [
            Query(words, words if right == text else self.index.analyzer.analyze(right), vector)
            for text, right, words, vector in zip(texts, spelt, written, vectors, strict=True)
        ]

    def _by_words(self, query: Query, k: int) -> RankedEntries:
        top = self.rank_with_runner_up(query.words, k)
        return RankedEntries(top, top[0][1] if top else 0.0)

    def _scores(self, query: Query) -> _EntryScores:
        words = self.index.scores(query.words)
        if self.vectors is None or query.vector is None:
            raise ValueError("no vectors to compare")
        question, answer = self.vectors.cosines(query.vector)
        if self.encoder and not self.encoder.fitted:
            question, answer = self.vectors.rescaled(question), self.vectors.rescaled(answer)
        near = np.maximum(0, question + answer) * np.float32(self.params.meaning / 2)
        near -= np.float32(self.params.phrasings_cost) * self.vectors.log_phrasings
        return _EntryScores(words + near, words, question, answer)

    def _by_meaning(self, scores: _EntryScores, whole: _EntryScores | None, k: int) -> RankedEntries:
        total = self._kept(scores.total if whole is None else (scores.total + whole.total) * np.float32(0.5))
        top = best_of(total, k)
        while len(top) == k < MAX_SAME_ANSWER and self._have_same_answer(top):
            k *= WIDEN
            top = best_of(total, k)
        if not top:
            return RankedEntries([])
        best = top[0][0]
        near, words = (scores.question + scores.answer) / 2, self._kept(scores.words)
        return RankedEntries(
            top,
            score=float(scores.words[best]),
            context=1.0 if whole is None else 1 / (1 + int((self._kept(whole.total) > whole.total[best]).sum())),
            meaning=MeaningOfHit(
                standout=float((near[best] - near.mean()) / (near.std() + COSINE_SPREAD)),
                question=float(scores.question[best]),
                answer=float(scores.answer[best]),
            ),
            by_meaning=bool(words[best] <= 0 or (words > words[best]).any()),
        )
