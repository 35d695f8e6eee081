"""Fits scikit-learn's TF-IDF on a knowledge base; what it has learnt goes on as plain arrays."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer

from bot.language import Language
from bot.retrieval.features.neighbours import WordNeighbours, letter_runs
from bot.retrieval.features.space import TermSpace
from bot.retrieval.index import Postings
from bot.retrieval.words.corpus import TokenizedCorpus


def fit_terms(  # noqa: PLR0913 - named, and each with its own reason in `Ingredients`
    tokens: TokenizedCorpus,
    language: Language,
    *,
    pairs: bool,
    answer: float,
    empty: float = 1.0,
    pivot: float = 1.0,
    later: float = 1.0,
) -> tuple[TermSpace, Postings]:
    """The terms, and a row for each question: its own vector, and `answer` times that of the answer.

    The idf of a pair of stop words is multiplied by `empty`. An answer's vector is of unit length, and a question's of
    (its length / the mean length) ** (1 - pivot), so that with a pivot of 1 the product of a question with a row is its
    cosine with the stored question, and a share of that with the answer. An entry's questions after the first count
    `later` of that. Rows stand in the order of the questions.
    """
    if not len(tokens.ids):  # scikit-learn refuses texts without a single word (emoji, say)
        rows = sparse.csr_array((len(tokens.texts) - len(tokens.entries), 0), dtype=np.float32)
        return TermSpace((), np.empty(0, np.int64), np.empty(0, np.float32)), as_postings(rows)
    keys, counts = _counts(tokens, pairs=pairs)
    weigher = _fitted_on_entries(tokens, counts)
    weigher.idf_[len(tokens.stems) :][_are_empty(keys, tokens.stems, language)] *= empty
    rows = sparse.csr_array(weigher.transform(counts.tocsr(), copy=False))
    lengths = _lengths(rows)
    rows.data /= np.repeat(lengths, np.diff(rows.indptr))
    questions = np.setdiff1d(np.arange(len(tokens.texts) - 1), tokens.answers, assume_unique=True)
    joined, lengths = rows[questions], lengths[questions]
    mean = lengths.mean() or 1
    factors = (lengths / mean) ** (1 - pivot) * np.where(_are_first(tokens), 1, later)
    joined.data *= np.repeat(factors.astype(np.float32), np.diff(joined.indptr))
    if answer:
        answers = rows[np.repeat(tokens.answers, np.diff(tokens.entries) - 1)]
        answers.data *= np.float32(answer)
        joined = joined + answers
    space = TermSpace(tokens.stems, keys, weigher.idf_.astype(np.float32))
    return space, as_postings(joined)


@lru_cache(maxsize=1)
def fit_letters(words: tuple[str, ...]) -> WordNeighbours:
    """A scikit-learn vectoriser over the letters of words, which are numbered in their order.

    The last is kept: most edits of the files bring no new word.
    """
    vectoriser = TfidfVectorizer(analyzer=letter_runs, sublinear_tf=True, dtype=np.float32)
    rows = sparse.csr_array(vectoriser.fit_transform(words)) if words else sparse.csr_array((0, 0), dtype=np.float32)
    runs = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__) if words else []
    idf = vectoriser.idf_.astype(np.float32) if words else np.empty(0, np.float32)
    return WordNeighbours(words, runs, idf, as_postings(rows))


def _are_first(tokens: TokenizedCorpus) -> NDArray[np.bool_]:
    """Which questions are the first of their entry."""
    first = np.zeros(len(tokens.texts) - len(tokens.entries), bool)
    first[tokens.entries[:-1] - np.arange(len(tokens.answers))] = True
    return first


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


def _counts(tokens: TokenizedCorpus, *, pairs: bool) -> tuple[NDArray[np.int64], sparse.csc_array]:
    """The keys of all pairs, ascending, and how often each stem and each pair stands in each text.

    By column, where the texts come in ascending order already: to sort the columns of each text would take longer.
    """
    columns = tokens.stem_of[tokens.ids]
    texts = np.repeat(np.arange(len(tokens.texts) - 1, dtype=np.int32), np.diff(tokens.texts))
    keys = np.empty(0, np.int64)
    if pairs:
        first = np.flatnonzero(texts[1:] == texts[:-1])
        keys, places = _numbered(columns[first].astype(np.int64) * len(tokens.stems) + columns[first + 1])
        columns = np.concatenate((columns, len(tokens.stems) + places))
        texts = np.concatenate((texts, texts[first]))
    shape = len(tokens.texts) - 1, len(tokens.stems) + len(keys)
    return keys, sparse.csc_array((np.ones(len(columns), np.float32), (texts, columns)), shape)


def _numbered(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The distinct values, ascending, and for each value its place among them; `np.unique` takes many times as long."""
    order = np.argsort(values)
    ordered = values[order]
    new = np.ones(len(values), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    places = np.empty(len(values), np.int32)
    places[order] = np.cumsum(new, dtype=np.int32) - 1
    return ordered[new], places


def _fitted_on_entries(tokens: TokenizedCorpus, counts: sparse.csc_array) -> TfidfTransformer:
    """A term's idf counts the entries that hold it: the texts of an entry, which follow each other, are one row."""
    owners = np.repeat(np.arange(len(tokens.answers), dtype=np.int32), np.diff(tokens.entries))
    parts = counts.data, owners[counts.indices], counts.indptr
    whole = sparse.csc_array(parts, (len(tokens.answers), counts.shape[1]), copy=True)
    whole.sum_duplicates()
    return TfidfTransformer(sublinear_tf=True, norm=None).fit(whole)


def _are_empty(keys: NDArray[np.int64], stems: Sequence[str], language: Language) -> NDArray[np.bool_]:
    """Which pairs are of two stop words and do not open a question."""
    stops = np.array([stem in language.stop_stems for stem in stems])
    opening = np.array([stem in language.question_stems for stem in stems])
    left, right = np.divmod(keys, len(stems))
    are_empty: NDArray[np.bool_] = stops[left] & ~opening[left] & stops[right]
    return are_empty
