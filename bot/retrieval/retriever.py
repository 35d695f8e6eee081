"""Finds the entries that best match a question, and the confidence of the best one."""

from collections.abc import Sequence

import numpy as np

from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.language import ENGLISH, Language
from bot.language.reading import question_in
from bot.retrieval.calibrating import calibrate, prior_of
from bot.retrieval.checks import checked
from bot.retrieval.confidence import Confidence
from bot.retrieval.hit import Hit
from bot.retrieval.index import TopK
from bot.retrieval.ingredients import DEFAULT, Ingredients
from bot.retrieval.labelled import Labelled
from bot.retrieval.meaning import Encoder, EntryVectors
from bot.retrieval.observing import features_of, observe
from bot.retrieval.ranking import NOTHING, Before, Ranking
from bot.retrieval.remembering import remembered
from bot.retrieval.scoring import MORE, RANKED, Scorer
from bot.retrieval.search import MOST_TWINS, Found, Query, Search
from bot.retrieval.stored_questions import StoredQuestions
from bot.retrieval.topics import find_topics
from bot.retrieval.words.analysis import Word, truncate
from bot.retrieval.words.corpus import Analyzed
from bot.runtime import Progress, silent, stage
from bot.storage import Arrays, add_prefix, strip_prefix

WORDS_DONE, VECTORS_DONE = 20, 95
"""Approximate progress, in per cent, when the ranking by words is ready, and when the ranking by meaning is ready. The
rest is the confidence. Without an encoder, the first part is most of the work."""
HITS = 10
"""Default number of hits in a ranking."""
EXACT_SCORE = 1.0
"""Added to the best score to rank an entry first if its question was asked word for word."""
EXACT_CONFIDENCE = 0.99
"""Confidence of an exact match, and the maximum confidence. It is wrong only if a file holds a question twice."""
RELATED_REMEMBERED = 1_000
"""Cache size for related entries: the same answers are shown again and again."""
LEAST_RELATED = 0.05
"""Minimum score, by content words alone, for an entry to be related to another."""


class Retriever:
    """A searchable knowledge base. Immutable, so threads can share it."""

    def __init__(self, base: KnowledgeBase, search: Search, confidence: Confidence, stored: StoredQuestions) -> None:
        """Take what `build` has fitted."""
        self._base = base
        self._search = search
        self._confidence = confidence
        self._stored = stored
        self._remembered = remembered(self._find_related, RELATED_REMEMBERED)

    @classmethod
    def build(  # noqa: PLR0913 - all but the first have defaults
        cls,
        base: KnowledgeBase,
        labelled: Sequence[Labelled] = (),
        ingredients: Ingredients = DEFAULT,
        *,
        show: Progress = silent,
        before: Before | None = None,
        encoder: Encoder | None = None,
        language: Language = ENGLISH,
    ) -> "Retriever":
        """Fit scikit-learn's vectorisers on the knowledge base, encode its texts, and calibrate the confidence.

        Labelled questions improve the calibration; the ranking does not learn from them. With `before`, texts that an
        earlier version shares with this one are not analysed or encoded again. The result is the same.
        """
        words_done = WORDS_DONE if encoder else VECTORS_DONE
        of_words = stage(show, 0, words_done)
        scorer = Scorer.build(base, language, ingredients, of_words, before.analyzed if before else None)
        search = Search.around(base, scorer)
        if encoder and ingredients.meaning:
            known = before.vectors if before and before.encoder == encoder.name else None
            vectors = EntryVectors.build(base, encoder, language, stage(show, words_done, VECTORS_DONE), known)
            search = search.with_meaning(encoder, vectors)
        show(VECTORS_DONE, 100)
        return cls(base, search, calibrate(base, search, labelled), StoredQuestions.build(base, search.scorer.tokens))

    @classmethod
    def restore(
        cls, base: KnowledgeBase, state: Arrays, encoder: Encoder | None = None, language: Language = ENGLISH
    ) -> "Retriever":
        """Restore from the `state` of a retriever built for this knowledge base with the same encoder.

        Raises ValueError if the state belongs to another knowledge base.
        """
        try:
            if checked(state["base"], np.uint8).tobytes() != bytes.fromhex(base.digest):
                raise ValueError("this is the state of another knowledge base")
            search = Search.restore(base, strip_prefix("search", state), language, encoder)
            stored = StoredQuestions.restore(base, search.scorer.tokens, strip_prefix("stored", state))
            return cls(base, search, prior_of(search).restored(strip_prefix("confidence", state)), stored)
        except KeyError:
            raise ValueError("an array is missing") from None

    def state(self) -> Arrays:
        """Everything that was fitted with the default ingredients, as arrays."""
        return {
            "base": np.frombuffer(bytes.fromhex(self._base.digest), np.uint8),
            **add_prefix("search", self._search.state()),
            **add_prefix("confidence", self._confidence.state()),
            **add_prefix("stored", self._stored.state()),
        }

    @property
    def language(self) -> Language:
        """The language of the knowledge base."""
        return self._search.scorer.analyzer.language

    @property
    def uses_meaning(self) -> bool:
        """Whether the ranking uses meaning as well as words."""
        return self._search.vectors is not None

    def before(self) -> Before:
        """Analysed texts and vectors that the next version can reuse."""
        search = self._search
        analyzed = Analyzed.of(self._base, search.scorer.analyzer, search.scorer.tokens)
        if search.vectors is None or search.encoder is None:
            return Before(analyzed)
        return Before(analyzed, search.encoder.name, search.vectors.known(self._base, self.language))

    def topics(self) -> tuple[Topic, ...]:
        """The topics of the knowledge base; see `find_topics`."""
        return find_topics(self._base, self._search.scorer)

    def search(self, query: str, k: int = HITS) -> tuple[Hit, ...]:
        """The k best entries, best first, ties in file order; fewer if fewer entries match at all.

        These are the hits of `rank`, without the work that only the confidence needs. If very many entries have the
        same answer, `rank` searches deeper for another answer, so its last hits may differ.
        """
        if self.uses_meaning:
            (asked,) = self._search.queries([truncate(query)])
            (found,) = self._search.find([asked], k=max(k, RANKED))
            exact = self._exact(query.strip(), asked.written)
            return self._hits(_with_exact(found.ranked if asked.written else [], exact), k)
        words = self._search.scorer.analyse(truncate(query))
        exact = self._exact(query.strip(), words)
        return self._hits(_with_exact(self._search.ranked(words, max(k, RANKED)) if words else [], exact), k)

    def search_by_words(self, query: str, k: int = HITS) -> tuple[Hit, ...]:
        """Like `search`, but by words alone: fast enough for completion while a member types."""
        words = self._search.scorer.analyse(truncate(query))
        return self._hits(self._search.ranked(words, max(k, RANKED)) if words else [], k)

    def rank(self, query: str, k: int = HITS) -> Ranking:
        """Rank the entries for any text. Only its first MAX_CHARACTERS are read, unless it is a stored question."""
        return self.rank_readings([query], query, k)[0]

    def rank_readings(self, readings: Sequence[str], message: str, k: int = HITS) -> list[Ranking]:
        """Rank the entries for each reading of one message. Needs at least one reading."""
        queries, found = observe(self._search, readings, message, k)
        return [
            self._ranking(text.strip(), query, one, k)
            for text, query, one in zip(readings, queries, found, strict=True)
        ]

    def is_stored(self, text: str) -> bool:
        """Whether a text is a stored question, ignoring case, punctuation and courtesies."""
        return self._exact(text.strip(), self._search.scorer.analyse(truncate(text))) is not None

    def related(self, entry: Entry, limit: int) -> tuple[Entry, ...]:
        """Entries that share content words with an entry, most similar first, each with another answer. Cached."""
        return self._remembered(entry, limit)

    def forget(self) -> None:
        """Clear the cache of related entries, for benchmarks."""
        self._remembered.cache_clear()

    def _find_related(self, entry: Entry, limit: int) -> tuple[Entry, ...]:
        words = self._search.scorer.analyse(entry.question)
        substance = [word for word in words if word.folded not in self.language.stop_words]
        asked = RANKED
        while True:
            ranked = self._search.scorer.similar(substance, asked)
            found: dict[str, Entry] = {}
            for number, score in ranked:
                if score >= LEAST_RELATED:
                    other = self._base.entries[number]
                    found.setdefault(other.answer, other)
            found.pop(entry.answer, None)
            if len(found) >= limit or len(ranked) < asked or asked > MOST_TWINS or ranked[-1][1] < LEAST_RELATED:
                return tuple(found.values())[:limit]
            asked *= MORE

    def _ranking(self, text: str, query: Query, found: Found, k: int) -> Ranking:
        exact = self._exact(text, query.written)
        ranked = _with_exact(found.ranked, exact)
        if not ranked or (not query.written and exact is None):
            return NOTHING
        best = ranked[0][0]
        matched, unknown = self._evidence(query.written, best)
        features = features_of(self._search, query, found)
        if exact is not None:
            confidence = relevance = EXACT_CONFIDENCE
        elif features.resembles or self.uses_meaning:
            confidence = min(EXACT_CONFIDENCE, self._confidence.of(features))
            relevance = max(confidence, self._confidence.relevance.probability(features))
        else:
            confidence = relevance = 0.0
        return Ranking(
            self._hits(ranked, k),
            confidence,
            relevance,
            exact is not None,
            matched,
            unknown,
            by_meaning=self.uses_meaning and exact is None and (found.by_meaning or not matched),
            features=features,
        )

    def _exact(self, text: str, words: Sequence[Word]) -> int | None:
        """The entry with a stored question, asked as it is stored or as the question in it is."""
        if (found := self._stored.find(text, words)) is not None or not self._search.scorer.has_phrasings:
            return found
        question = question_in(truncate(text), self.language)
        return self._stored.find(question, self._search.scorer.analyse(question))

    def _hits(self, ranked: TopK, k: int) -> tuple[Hit, ...]:
        return tuple(Hit(self._base.entries[number], score) for number, score in ranked[: max(0, k)])

    def _evidence(self, words: Sequence[Word], entry: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The question's content words that the entry holds, and those that no entry holds."""
        matched, unknown = dict[str, str](), dict[str, str]()
        holdings = self._search.holdings
        held = holdings.columns(entry)
        for word in words:
            if word.folded not in self.language.stop_words and any(char.isalpha() for char in word.folded):
                meant = holdings.stands_for(word.stem)
                if meant & held:
                    matched.setdefault(word.stem, word.written)
                elif not meant:
                    unknown.setdefault(word.stem, word.written)
        return tuple(dict.fromkeys(matched.values())), tuple(dict.fromkeys(unknown.values()))


def _with_exact(ranked: TopK, exact: int | None) -> TopK:
    """The ranking, with the exactly matching entry moved to the top, if there is one."""
    if exact is None:
        return ranked
    score = (ranked[0][1] if ranked else 0.0) + EXACT_SCORE
    return [(exact, score), *(hit for hit in ranked if hit[0] != exact)]
