"""Groups entries whose questions share a word that may name a subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.knowledge import Entry, KnowledgeBase
from bot.language import Language
from bot.retrieval.topic_labels import label_of
from bot.retrieval.words.analysis import Analyzer
from bot.retrieval.words.corpus import TokenizedCorpus, tokenize
from bot.retrieval.words.nouns import NOUN_SHARE, noun_shares

MAX_SHARE = 0.4
"""Maximum share of entries whose questions contain the word of a topic. A more frequent word describes the whole
file."""
MIN_SIMILARITY = 0.12
"""Minimum mean cosine, over whole entries, for an entry without a shared word to join a cluster."""
MAX_TOPICS = 24
"""Maximum topics besides "Other". Members can read a list of this length at a glance."""
MAX_CLUSTERED = 5_000
"""Maximum entries to cluster completely. Time grows faster than the number of entries."""
SAMPLE = 2_000
"""Minimum size of the sample that is clustered if there are more entries. More entries would contain the same words."""


@dataclass(frozen=True, slots=True)
class AnalyzedQuestions:
    """The first questions of some entries, analysed with the synonyms of their knowledge base."""

    corpus: TokenizedCorpus
    analyzer: Analyzer
    numbers: NDArray[np.int64]
    """The numbers of the entries."""

    def words(self) -> tuple[Sequence[str], NDArray[np.int32], NDArray[np.int64]]:
        """The words; the number of each word of each question; and how many words each question has."""
        texts = self.corpus.entries[self.numbers]
        begins = self.corpus.texts[texts]
        lengths = self.corpus.texts[texts + 1] - begins
        places = np.repeat(begins - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        return self.corpus.words, self.corpus.ids[places], lengths

    def with_synonyms(self) -> NDArray[np.int64]:
        """The positions of questions in which a synonym may have been replaced."""
        words, ids, lengths = self.words()
        starts = {run[0] for run in self.analyzer.synonyms.values()}
        instead = np.array([word in starts for word in words], bool)
        return np.unique(np.repeat(np.arange(len(lengths)), lengths)[instead[ids]])


@dataclass(frozen=True, slots=True)
class Cluster:
    """Two or more entries."""

    rows: Sequence[int]
    stem: str
    """The stem that their questions share."""
    label: str


def label_entries(
    entries: Sequence[Entry], language: Language, analyzed: AnalyzedQuestions | None = None
) -> list[str | None]:
    """The label of each entry's cluster; None for an entry in no cluster.

    If there are very many entries, an evenly spaced sample is clustered. Each other entry joins the largest cluster
    whose word is in its first question. Passing analysed questions saves time.
    """
    if len(entries) <= MAX_CLUSTERED:
        labels: list[str | None] = [None] * len(entries)
        for cluster in Clustering(entries, language).clusters():
            for row in cluster.rows:
                labels[row] = cluster.label
        return labels
    sample = entries[:: len(entries) // SAMPLE]
    clusters = sorted(Clustering(sample, language).clusters(), key=lambda each: (-len(each.rows), each.stem))
    ranks = {cluster.stem: rank for rank, cluster in enumerate(clusters)}
    best = np.full(len(entries), len(clusters))
    unread = np.arange(len(entries))
    if analyzed:
        best = _best_ranks(ranks, language, *analyzed.words())
        unread = analyzed.with_synonyms()
    analyzer = Analyzer(language)
    for each in unread.tolist():
        words = analyzer.analyze(entries[each].question)
        best[each] = min((ranks.get(word.stem, len(clusters)) for word in words), default=len(clusters))
    by_rank = [*(cluster.label for cluster in clusters), None]
    return [by_rank[rank] for rank in best.tolist()]


def _best_ranks(
    ranks: Mapping[str, int],
    language: Language,
    words: Sequence[str],
    ids: NDArray[np.int32],
    lengths: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The lowest rank of a stem in each text; the number of ranks if there is none."""
    of_word = np.array([ranks.get(language.stem(word), len(ranks)) for word in words], np.int64)
    best = np.full(len(lengths), len(ranks))
    np.minimum.at(best, np.repeat(np.arange(len(lengths)), lengths), of_word[ids])
    return best


class Clustering:
    """Finds the clusters of some entries, each identified by its row."""

    def __init__(self, entries: Sequence[Entry], language: Language) -> None:
        """Analyse the entries."""
        self._entries = entries
        self._language = language
        analyzer = Analyzer(language)
        self._analyze = analyzer.analyze
        self._questions = [[self._analyze(question) for question in entry.questions] for entry in entries]
        corpus = tokenize(KnowledgeBase(tuple(entries)), analyzer)
        self._noun_shares = dict(zip(corpus.stems, noun_shares(corpus, language).tolist(), strict=True))
        vectorizer = TfidfVectorizer(analyzer=self._subjects, sublinear_tf=True)
        try:
            self._weights = sparse.csc_array(vectorizer.fit_transform(range(len(entries))))
        except ValueError:  # scikit-learn rejects an empty vocabulary
            self._weights = sparse.csc_array((len(entries), 0))
        self._stems = vectorizer.get_feature_names_out() if self._weights.shape[1] else np.array([])

    def clusters(self) -> list[Cluster]:
        """All clusters."""
        columns = self._with_similar(self._by_shared_words())
        found = []
        for column in sorted(set(columns) - {-1}):
            rows = [row for row, its in enumerate(columns) if its == column]
            if len(rows) > 1:
                stem = str(self._stems[column])
                members = [(self._entries[row], self._questions[row]) for row in rows]
                found.append(Cluster(rows, stem, label_of(stem, members, self._language)))
        return found

    def _subjects(self, row: int) -> list[str]:
        """The stems in an entry's questions that may name a topic."""
        words = (word for question in self._questions[row] for word in question)
        stems = {word.stem for word in words if word.folded not in self._language.stop_words}
        return sorted(stem for stem in stems if self._noun_shares.get(stem, 0.0) >= NOUN_SHARE)

    def _by_shared_words(self) -> list[int]:
        """For each entry, the column of the word that names its topic; -1 for none."""
        count = len(self._entries)
        weights = self._weights
        sizes = np.diff(weights.indptr)
        usable = np.flatnonzero((sizes > 1) & (sizes <= max(2, MAX_SHARE * count)))
        chosen = np.full(count, -1)
        for _ in range(min(MAX_TOPICS, max(1, round(2 * count**0.5)))):
            free = (chosen == -1).astype(float)
            gains = weights.T @ free
            shared = (weights > 0).T @ free
            best = max(usable, key=lambda column: (shared[column] > 1, gains[column]), default=-1)
            if best == -1 or shared[best] < 2:  # noqa: PLR2004 - one entry is no cluster
                break
            rows = weights.indices[weights.indptr[best] : weights.indptr[best + 1]]
            chosen[rows[chosen[rows] == -1]] = best
        return [int(column) for column in chosen]

    def _with_similar(self, columns: list[int]) -> list[int]:
        """The columns, with entries that have none added to the most similar cluster, answers included."""
        topics = sorted(set(columns) - {-1})
        alone = [row for row, topic in enumerate(columns) if topic == -1]
        if not topics or not alone:
            return columns
        vectorizer = TfidfVectorizer(analyzer=self._content, sublinear_tf=True)
        texts = vectorizer.fit_transform([" ".join((*entry.questions, entry.answer)) for entry in self._entries])
        centres = np.stack([_mean(texts[[row for row, its in enumerate(columns) if its == topic]]) for topic in topics])
        for row, scores in zip(alone, texts[alone] @ centres.T, strict=True):
            if scores.max() >= MIN_SIMILARITY:
                columns[row] = topics[int(scores.argmax())]
        return columns

    def _content(self, text: str) -> list[str]:
        return [word.stem for word in self._analyze(text) if word.folded not in self._language.stop_words]


def _mean(rows: sparse.csr_array) -> NDArray[np.float64]:
    return np.asarray(rows.mean(axis=0)).ravel()
