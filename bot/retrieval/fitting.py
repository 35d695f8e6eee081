"""Fits scikit-learn's TF-IDF on a knowledge base; what it has learnt goes on as plain arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer

from bot.retrieval.index import Postings
from bot.retrieval.neighbours import WordNeighbours, letter_runs
from bot.retrieval.space import TermSpace
from bot.retrieval.tokens import Tokens


def fit_terms(tokens: Tokens, *, pairs: bool, answer: float) -> tuple[TermSpace, Postings]:
    """The terms, and a row for each question: its own vector, of unit length, and `answer` times that of the answer.

    So the product of a question with a row is its cosine with the stored question, and a share of that with the answer.
    Rows stand in the order of the questions.
    """
    if not len(tokens.ids):  # scikit-learn refuses texts without a single word (emoji, say)
        rows = sparse.csr_array((len(tokens.texts) - len(tokens.entries), 0), dtype=np.float32)
        return TermSpace((), np.empty(0, np.int64), np.empty(0, np.float32)), as_postings(rows)
    stems = tokens.stem_of[tokens.ids].astype(np.int64)
    keys, places, owners = _pairs(tokens, stems) if pairs else (np.empty(0, np.int64),) * 3
    counts = _counts(tokens, stems, len(tokens.stems) + len(keys), places, owners)
    parts = counts.data, counts.indices, counts.indptr[tokens.entries]
    whole = sparse.csr_array(parts, (len(tokens.answers), counts.shape[1]), copy=True)
    whole.sum_duplicates()
    weigher = TfidfTransformer(sublinear_tf=True)
    weigher.fit(whole)
    rows = sparse.csr_array(weigher.transform(counts))
    sizes = np.diff(tokens.entries) - 1
    of_answer = np.repeat(tokens.answers, sizes)
    questions = np.setdiff1d(np.arange(len(tokens.texts) - 1), tokens.answers, assume_unique=True)
    joined = rows[questions]
    if answer:
        joined = joined + np.float32(answer) * rows[of_answer]
    space = TermSpace(tokens.stems, keys, weigher.idf_.astype(np.float32))
    return space, as_postings(joined)


def fit_letters(words: Sequence[str]) -> WordNeighbours:
    """A scikit-learn vectoriser over the letters of words, which are numbered in their order."""
    vectoriser = TfidfVectorizer(analyzer=letter_runs, sublinear_tf=True, dtype=np.float32)
    rows = sparse.csr_array(vectoriser.fit_transform(words)) if words else sparse.csr_array((0, 0), dtype=np.float32)
    runs = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__) if words else []
    idf = vectoriser.idf_.astype(np.float32) if words else np.empty(0, np.float32)
    return WordNeighbours(words, runs, idf, as_postings(rows))


def as_postings(rows: sparse.csr_array) -> Postings:
    """A matrix by column."""
    lengths = rows.multiply(rows).sum(axis=1)
    columns = sparse.csc_array(rows)
    return Postings(
        columns.indptr.astype(np.int64),
        columns.indices.astype(np.int32),
        columns.data.astype(np.float32),
        rows.shape[0],
        float(np.sqrt(lengths.max())) if rows.shape[0] else 0.0,
    )


def _pairs(tokens: Tokens, stems: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The keys of all pairs, ascending; of each pair that stands somewhere which it is, and where its first word is."""
    inside = np.ones(max(0, len(stems) - 1), bool)
    ends = tokens.texts[1:-1]
    inside[ends[(ends > 0) & (ends < len(stems))] - 1] = False
    first = np.flatnonzero(inside)
    return *_numbered(stems[first] * len(tokens.stems) + stems[first + 1]), first


def _numbered(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct values, ascending, and for each value its place among them; `np.unique` takes many times as long."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    new = np.ones(len(values), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    places = np.empty(len(values), np.int64)
    places[order] = np.cumsum(new) - 1
    return ordered[new], places


def _counts(
    tokens: Tokens, stems: NDArray[np.int64], width: int, places: NDArray[np.int64], first: NDArray[np.int64]
) -> sparse.csr_array:
    """How often each term stands in each text."""
    columns = np.concatenate([stems, len(tokens.stems) + places])
    texts = np.repeat(np.arange(len(tokens.texts) - 1), np.diff(tokens.texts))
    rows = np.concatenate([texts, texts[first]])
    counts = sparse.csr_array((np.ones(len(columns), np.float32), (rows, columns)), (len(tokens.texts) - 1, width))
    counts.sum_duplicates()
    return counts
