"""Fits scikit-learn's models on a knowledge base. Their results are kept as plain arrays."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer

from bot.language import Language
from bot.retrieval.features.classifier import MAX_ENTRIES, MIN_PHRASINGS, Classifier
from bot.retrieval.features.neighbours import WordNeighbours, letter_runs
from bot.retrieval.features.vocabulary import Vocabulary
from bot.retrieval.index import Postings
from bot.retrieval.ranking_params import RankingParams
from bot.retrieval.words.corpus import TokenizedCorpus


def fit_terms(corpus: TokenizedCorpus, language: Language, params: RankingParams) -> tuple[Vocabulary, Postings]:
    """The vocabulary, and one row for each question, in file order: its vector plus `answer` times its answer's vector.

    The idf of a pair of stop words is multiplied by `empty`. An answer's vector has length 1. A question's vector has
    length (its length / the mean length) ** (1 - pivot). With a pivot of 1, the dot product of a query and a row is the
    cosine with the stored question, plus `answer` times the cosine with the answer. `phrasings_exponent` shortens the
    rows of entries with many phrasings.
    """
    entries = len(corpus.answers)
    if not len(corpus.ids):  # scikit-learn rejects texts without words, such as emoji
        rows = sparse.csr_array((len(corpus.texts) - len(corpus.entries), 0), dtype=np.float32)
        return Vocabulary((), np.empty(0, np.int64), np.empty(0, np.float32), entries), as_postings(rows)
    keys, counts = _counts(corpus, pairs=params.pairs)
    weigher = _fitted_on_entries(corpus, counts)
    weigher.idf_[len(corpus.stems) :][_are_empty(keys, corpus.stems, language)] *= params.empty
    rows = sparse.csr_array(weigher.transform(counts.tocsr(), copy=False))
    lengths = _lengths(rows)
    rows.data /= np.repeat(lengths, np.diff(rows.indptr))
    questions = _questions(corpus)
    joined, lengths = rows[questions], lengths[questions]
    mean = lengths.mean() or 1
    factors = (lengths / mean) ** (1 - params.pivot)
    joined.data *= np.repeat(factors.astype(np.float32), np.diff(joined.indptr))
    if params.answer:
        answers = rows[np.repeat(corpus.answers, np.diff(corpus.entries) - 1)]
        answers.data *= np.float32(params.answer)
        joined = joined + answers
    joined.data *= np.repeat(_cost_of_phrasings(corpus, params.phrasings_exponent), np.diff(joined.indptr))
    vocabulary = Vocabulary(corpus.stems, keys, weigher.idf_.astype(np.float32), entries)
    return vocabulary, as_postings(joined)


def fit_classifier(corpus: TokenizedCorpus) -> Classifier | None:
    """The classifier over the phrasings; None if there are too few phrasings or too many entries."""
    entries = len(corpus.answers)
    questions = _questions(corpus)
    if not 1 < entries <= MAX_ENTRIES or len(questions) < MIN_PHRASINGS * entries:
        return None
    owners = np.repeat(np.arange(entries, dtype=np.int32), np.diff(corpus.entries) - 1)
    return Classifier.fit([corpus.as_words(text) for text in questions.tolist()], owners)


@lru_cache(maxsize=1)
def fit_letters(words: tuple[str, ...]) -> WordNeighbours:
    """An index of words by their letters. The last one is cached, because most edits add no new word."""
    vectoriser = TfidfVectorizer(analyzer=letter_runs, sublinear_tf=True, dtype=np.float32)
    rows = sparse.csr_array(vectoriser.fit_transform(words)) if words else sparse.csr_array((0, 0), dtype=np.float32)
    runs = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__) if words else []
    idf = vectoriser.idf_.astype(np.float32) if words else np.empty(0, np.float32)
    return WordNeighbours(words, runs, idf, as_postings(rows))


def _questions(corpus: TokenizedCorpus) -> NDArray[np.int64]:
    """The numbers of all texts but the answers."""
    return np.setdiff1d(np.arange(len(corpus.texts) - 1), corpus.answers, assume_unique=True)


def _cost_of_phrasings(corpus: TokenizedCorpus, exponent: float) -> NDArray[np.float32]:
    """A factor for each row: (its entry's phrasings / their geometric mean) ** -exponent."""
    sizes = np.array(corpus.sizes())
    logs = np.log(sizes)
    factors: NDArray[np.float32] = np.exp(exponent * (logs.mean() - logs)).astype(np.float32).repeat(sizes)
    return factors


def as_postings(rows: sparse.csr_array) -> Postings:
    """A matrix by column."""
    columns = sparse.csc_array(rows)
    return Postings(
        columns.indptr.astype(np.int64),
        columns.indices.astype(np.int32),
        columns.data.astype(np.float32),
        rows.shape[0],
    )


def _lengths(rows: sparse.csr_array) -> NDArray[np.float32]:
    """The Euclidean length of each row."""
    squares = np.add.reduceat(np.append(rows.data, np.float32(0)) ** 2, rows.indptr[:-1]) * (np.diff(rows.indptr) > 0)
    lengths: NDArray[np.float32] = np.sqrt(squares, dtype=np.float32)
    return lengths


def _counts(corpus: TokenizedCorpus, *, pairs: bool) -> tuple[NDArray[np.int64], sparse.csc_array]:
    """The ascending keys of all pairs, and how often each stem and each pair occurs in each text.

    The matrix is stored by column, because the texts are already ascending there. Sorting by row would take longer.
    """
    columns = corpus.stem_of[corpus.ids]
    texts = np.repeat(np.arange(len(corpus.texts) - 1, dtype=np.int32), np.diff(corpus.texts))
    keys = np.empty(0, np.int64)
    if pairs:
        first = np.flatnonzero(texts[1:] == texts[:-1])
        keys, places = _numbered(columns[first].astype(np.int64) * len(corpus.stems) + columns[first + 1])
        columns = np.concatenate((columns, len(corpus.stems) + places))
        texts = np.concatenate((texts, texts[first]))
    shape = len(corpus.texts) - 1, len(corpus.stems) + len(keys)
    return keys, sparse.csc_array((np.ones(len(columns), np.float32), (texts, columns)), shape)


def _numbered(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The distinct values, ascending, and each value's position among them. `np.unique` is many times slower."""
    order = np.argsort(values)
    ordered = values[order]
    new = np.ones(len(values), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    places = np.empty(len(values), np.int32)
    places[order] = np.cumsum(new, dtype=np.int32) - 1
    return ordered[new], places


def _fitted_on_entries(corpus: TokenizedCorpus, counts: sparse.csc_array) -> TfidfTransformer:
    """Fit the idf on entries: the texts of an entry, which are consecutive, count as one row."""
    owners = np.repeat(np.arange(len(corpus.answers), dtype=np.int32), np.diff(corpus.entries))
    parts = counts.data, owners[counts.indices], counts.indptr
    whole = sparse.csc_array(parts, (len(corpus.answers), counts.shape[1]), copy=True)
    whole.sum_duplicates()
    return TfidfTransformer(sublinear_tf=True, norm=None).fit(whole)


def _are_empty(keys: NDArray[np.int64], stems: Sequence[str], language: Language) -> NDArray[np.bool_]:
    """Whether each pair consists of two stop words and does not begin a question."""
    stops = np.array([stem in language.stop_stems for stem in stems])
    opening = np.array([stem in language.question_stems for stem in stems])
    left, right = np.divmod(keys, len(stems))
    are_empty: NDArray[np.bool_] = stops[left] & ~opening[left] & stops[right]
    return are_empty
