"""Finds the entries that best match a question, and the confidence of the best one."""

from collections.abc import Callable, Sequence

import numpy as np

from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.language import ENGLISH, Language
from bot.language.reading import question_in
from bot.retrieval.calibration import calibrate, prior_of
from bot.retrieval.checks import checked
from bot.retrieval.confidence import Confidence
from bot.retrieval.feature_extraction import extract_features
from bot.retrieval.index import TopK
from bot.retrieval.meaning import Encoder, EntryVectors
from bot.retrieval.ranker import RANKED, Ranker
from bot.retrieval.ranking import NO_RANKING, Hit, Labelled, Query, RankedEntries, Ranking, Reusable
from bot.retrieval.ranking_params import DEFAULT_PARAMS, RankingParams
from bot.retrieval.saving import LoadError, StrPath, read_retriever, save_retriever
from bot.retrieval.stored_questions import StoredQuestions, exact_first
from bot.retrieval.topics import find_topics
from bot.retrieval.weak_cache import weak_cache
from bot.retrieval.words.analysis import Word, truncate
from bot.retrieval.words.corpus import Analyzed
from bot.runtime import Progress, silent, stage
from bot.storage import Arrays, add_prefix, strip_prefix

WORDS_DONE, VECTORS_DONE = 20, 95
"""Approximate progress in per cent when the ranking by words and the ranking by meaning are ready. The rest is the
confidence. Without an encoder, the ranking by words is most of the work."""
HITS = 10
"""Default number of hits in a ranking."""
EXACT_CONFIDENCE = 0.99
"""Confidence of an exact match, and the maximum confidence. It is wrong only if a file holds a question twice."""
CACHED_RELATED = 1_000
"""Cache size for related entries. The bot shows the same answers again and again."""


class Retriever:
    """A searchable knowledge base. Immutable, so threads can share it.

    Make one with `build` or `load`. `search` returns hits, and `rank` also returns the confidence in the best one.
    """

    def __init__(self, base: KnowledgeBase, ranker: Ranker, confidence: Confidence, stored: StoredQuestions) -> None:
        """Take what `build` has fitted."""
        self._base = base
        self._ranker = ranker
        self._confidence = confidence
        self._stored = stored
        self._related = weak_cache(self._find_related, CACHED_RELATED)

    @classmethod
    def build(  # noqa: PLR0913 - all but the first have defaults
        cls,
        base: KnowledgeBase,
        labelled: Sequence[Labelled] = (),
        params: RankingParams = DEFAULT_PARAMS,
        *,
        show: Progress = silent,
        reusable: Reusable | None = None,
        encoder: Encoder | None = None,
        language: Language = ENGLISH,
    ) -> "Retriever":
        """Fit scikit-learn's vectorisers on the knowledge base, encode its texts, and calibrate the confidence.

        `base` needs at least one entry. Labelled questions improve the calibration; the ranking does not learn from
        them. `show` gets the progress. Texts that an earlier version has made `reusable` are not analysed or encoded
        again; the result is the same. Without an `encoder`, the ranking is by words alone: see `encoder_for`.
        """
        words_done = WORDS_DONE if encoder else VECTORS_DONE
        analyzed = reusable.analyzed if reusable else None
        ranker = Ranker.build(base, language, params, stage(show, 0, words_done), analyzed)
        if encoder and params.meaning:
            known = reusable.vectors if reusable and reusable.encoder == encoder.name else None
            vectors = EntryVectors.build(base, encoder, language, stage(show, words_done, VECTORS_DONE), known)
            ranker = ranker.with_meaning(encoder, vectors)
        show(VECTORS_DONE, 100)
        stored = StoredQuestions.build(base, ranker.index.corpus)
        return cls(base, ranker, calibrate(base, ranker, labelled), stored)

    def save(self, path: StrPath) -> None:
        """Write the knowledge base and everything that was fitted to one file, which only its user can read.

        An existing file is replaced as a whole. Raises OSError if it cannot be written, and ValueError if the retriever
        was built with other parameters than the default.
        """
        if self._ranker.params != DEFAULT_PARAMS:
            raise ValueError("only a retriever with the default parameters can be saved")
        save_retriever(path, self._base, self.state(), self._ranker.encoder, self.language)

    @classmethod
    def load(cls, path: StrPath, encoder: Encoder | None = None, language: Language = ENGLISH) -> "Retriever":
        """Load what `save` has written, without scikit-learn. It ranks as the saved retriever did.

        If that one ranked by meaning, the same encoder must be installed, or passed as `encoder`. The file is checked
        and then mapped into memory; nothing in it is executed. Raises FileNotFoundError, and LoadError, which says what
        to do, for a file that is damaged, from another version of the bot, or for another encoder or language.
        """
        saved = read_retriever(path, language)
        try:
            return cls.restore(saved.base, saved.state, saved.matching_encoder(encoder), language)
        except ValueError as error:
            raise LoadError(f"it cannot be used, because {error}: build the retriever again and save it") from None

    @classmethod
    def restore(
        cls, base: KnowledgeBase, state: Arrays, encoder: Encoder | None = None, language: Language = ENGLISH
    ) -> "Retriever":
        """Restore from the `state` of a retriever built for this knowledge base with the same encoder.

        Without the encoder, the ranking is by words alone. Raises ValueError if the state belongs to another knowledge
        base.
        """
        try:
            if checked(state["base"], np.uint8).tobytes() != bytes.fromhex(base.digest):
                raise ValueError("this is the state of another knowledge base")
            ranker = Ranker.restore(base, strip_prefix("ranker", state), language, encoder)
            stored = StoredQuestions.restore(base, ranker.index.corpus, strip_prefix("stored", state))
            return cls(base, ranker, prior_of(ranker).restored(strip_prefix("confidence", state)), stored)
        except KeyError:
            raise ValueError("an array is missing") from None

    def state(self) -> Arrays:
        """Everything that was fitted with the default parameters, as arrays, without the entries themselves."""
        return {
            "base": np.frombuffer(bytes.fromhex(self._base.digest), np.uint8),
            **add_prefix("ranker", self._ranker.state()),
            **add_prefix("confidence", self._confidence.state()),
            **add_prefix("stored", self._stored.state()),
        }

    def __repr__(self) -> str:
        """The number of entries and questions, what ranks them, and the size of the fitted arrays."""
        by = "by words and meaning" if self.uses_meaning else "by words"
        counts = f"{len(self._base.entries):,} entries, {self._ranker.index.postings.count:,} questions"
        return f"<Retriever: {counts}, {by}, {self._ranker.nbytes / 1e6:,.1f} MB>"

    @property
    def base(self) -> KnowledgeBase:
        """The knowledge base."""
        return self._base

    @property
    def language(self) -> Language:
        """The language of the knowledge base."""
        return self._ranker.language

    @property
    def uses_meaning(self) -> bool:
        """Whether the ranking uses meaning as well as words."""
        return self._ranker.vectors is not None

    def reusable(self) -> Reusable:
        """Analysed texts and vectors that the next version can reuse."""
        ranker = self._ranker
        analyzed = Analyzed.of(self._base, ranker.index.analyzer, ranker.index.corpus)
        if ranker.vectors is None or ranker.encoder is None:
            return Reusable(analyzed)
        return Reusable(analyzed, ranker.encoder.name, ranker.vectors.known(self._base, self.language))

    def topics(self) -> tuple[Topic, ...]:
        """The topics of the knowledge base; see `find_topics`."""
        return find_topics(self._base, self._ranker.index, self.language)

    def search(self, query: str, k: int = HITS) -> tuple[Hit, ...]:
        """The k best entries for any text, best first, ties in file order; fewer if fewer entries match at all.

        Cheaper than `rank`, which needs more for the confidence. If very many entries have the same answer, `rank`
        searches deeper for another one, so its last hits may differ.
        """
        if self.uses_meaning:
            (asked,), (ranked,) = self._ranker.rank([query], query, k)
            words, top = asked.written, ranked.top
        else:
            words = self._ranker.analyze(query)
            top = self._ranker.rank_by_words(words, max(k, RANKED))
        return self._hits(exact_first(top if words else [], self._exact_or_read(query.strip(), words)), k)

    def search_by_words(self, query: str, k: int = HITS) -> tuple[Hit, ...]:
        """Like `search`, but by words alone: fast enough for completion while a member types."""
        words = self._ranker.analyze(query)
        return self._hits(self._ranker.rank_by_words(words, max(k, RANKED)) if words else [], k)

    def rank(self, query: str, k: int = HITS) -> Ranking:
        """The k best entries for any text, and the confidence in the best one; see `Ranking`.

        Only the first 4,000 characters are read, unless the text is a stored question. Never raises for a text.
        """
        return self._rank([query], query, k, self._exact_or_read)[0]

    def rank_readings(self, readings: Sequence[str], message: str, k: int = HITS) -> list[Ranking]:
        """Rank the entries for each reading of one message. Needs at least one reading."""
        return self._rank(readings, message, k, self._stored.find)

    def is_stored(self, text: str) -> bool:
        """Whether a text is a stored question, ignoring case, punctuation and courtesies."""
        return self._exact_or_read(text.strip(), self._ranker.analyze(text)) is not None

    def related(self, entry: Entry, limit: int) -> tuple[Entry, ...]:
        """Entries that share content words with an entry, most similar first, each with another answer. Cached."""
        return self._related(entry, limit)

    def forget(self) -> None:
        """Clear the cache of related entries."""
        self._related.cache_clear()

    def _find_related(self, entry: Entry, limit: int) -> tuple[Entry, ...]:
        found = self._ranker.related(entry.question, entry.answer, limit)
        return tuple(self._base.entries[number] for number in found)

    def _rank(self, readings: Sequence[str], message: str, k: int, find: Callable[..., int | None]) -> list[Ranking]:
        queries, ranked = self._ranker.rank(readings, message, k)
        return [
            self._ranking(query, one, k, find(text.strip(), query.written))
            for text, query, one in zip(readings, queries, ranked, strict=True)
        ]

    def _ranking(self, query: Query, ranked: RankedEntries, k: int, exact: int | None) -> Ranking:
        top = exact_first(ranked.top, exact)
        if not top or (not query.written and exact is None):
            return NO_RANKING
        matched, unknown = self._ranker.terms.evidence(query.written, top[0][0])
        features = extract_features(self._ranker, query, ranked)
        confidence = relevance = EXACT_CONFIDENCE if exact is not None else 0.0
        if exact is None and (features.resembles or self.uses_meaning):
            confidence = min(EXACT_CONFIDENCE, self._confidence.of(features))
            relevance = max(confidence, self._confidence.relevance.probability(features))
        return Ranking(
            self._hits(top, k),
            confidence,
            relevance,
            exact is not None,
            matched,
            unknown,
            by_meaning=self.uses_meaning and exact is None and (ranked.by_meaning or not matched),
            features=features,
        )

    def _exact_or_read(self, text: str, words: Sequence[Word]) -> int | None:
        """The entry with a stored question that equals the text, or the question in the text."""
        if (found := self._stored.find(text, words)) is not None or not self._ranker.index.has_phrasings:
            return found
        question = question_in(truncate(text), self.language)
        return self._stored.find(question, self._ranker.analyze(question))

    def _hits(self, top: TopK, k: int) -> tuple[Hit, ...]:
        return tuple(Hit(self._base.entries[number], score) for number, score in top[: max(0, k)])
