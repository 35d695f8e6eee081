"""Other libraries: TF-IDF with scikit-learn, BM25, fuzzy matching. Optional ones are imported when they are built."""

import re
import sqlite3
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity, linear_kernel

from bot.benchmark.contender import TOP, Built

_WORD = re.compile(r"(?u)\b\w\w+\b")
"""scikit-learn's pattern for words, so that all contenders use the same words."""
_WRITER_BYTES = 128_000_000
"""tantivy's default."""


def build_tutorial(texts: Sequence[str], _folder: Path) -> Built:
    """The method of the scikit-learn tutorials."""
    vectorizer = TfidfVectorizer()
    matrix = vectorizer.fit_transform(texts)

    def search(query: str) -> object:
        scores = cosine_similarity(vectorizer.transform([query]), matrix).ravel()
        return scores.argsort()[::-1][:TOP]

    return Built(search)


def build_lean(texts: Sequence[str], _folder: Path) -> Built:
    """The same without normalising unit vectors again and without sorting all scores."""
    vectorizer = TfidfVectorizer()
    matrix = vectorizer.fit_transform(texts)
    top = min(TOP, len(texts))

    def search(query: str) -> object:
        opposite = -linear_kernel(vectorizer.transform([query]), matrix).ravel()
        best = np.argpartition(opposite, top - 1)[:top]
        return best[np.argsort(opposite[best])]

    return Built(search)


def build_bm25s(texts: Sequence[str], folder: Path) -> Built:
    """bm25s, compiled by numba."""
    bm25s = import_module("bm25s")
    index = bm25s.BM25(backend="numba")
    index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)
    top = min(TOP, len(texts))

    def search(query: str) -> object:
        words = bm25s.tokenize(query, stopwords=None, show_progress=False, return_ids=False)
        return index.retrieve(words, k=top, show_progress=False) if words[0] else ()

    return Built(
        search,
        save=lambda: index.save(folder, show_progress=False),
        load=lambda: bm25s.BM25.load(folder, show_progress=False),
    )


def build_rank_bm25(texts: Sequence[str], _folder: Path) -> Built:
    """rank-bm25, in pure Python and NumPy."""
    index = import_module("rank_bm25").BM25Okapi([_words(text) for text in texts])
    return Built(lambda query: index.get_top_n(_words(query), texts, n=TOP))


def build_tantivy(texts: Sequence[str], folder: Path) -> Built:
    """tantivy, a search engine in Rust, without stored documents."""
    tantivy = import_module("tantivy")
    schema = tantivy.SchemaBuilder().add_text_field("text").build()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(_WRITER_BYTES, 1)
    for text in texts:
        writer.add_document(tantivy.Document(text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> object:
        return searcher.search(index.parse_query(" ".join(_words(query)), ["text"]), TOP, count=False).hits

    return Built(search, load=lambda: tantivy.Index.open(str(folder)).searcher(), disk=folder)


def build_fts5(texts: Sequence[str], folder: Path) -> Built:
    """SQLite's full-text search."""
    file = folder / "index.sqlite"
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
        connection.executemany("INSERT INTO texts VALUES (?)", ((text,) for text in texts))

    def search(query: str) -> object:
        wanted = " OR ".join(f'"{word}"' for word in _words(query))
        sql = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
        return connection.execute(sql, (wanted, TOP)).fetchall() if wanted else ()

    return Built(search, load=lambda: _opened(file), disk=folder, close=connection.close)


def build_rapidfuzz(texts: Sequence[str], _folder: Path) -> Built:
    """RapidFuzz, which compares the query with every text by characters."""
    process, fuzz = import_module("rapidfuzz.process"), import_module("rapidfuzz.fuzz")
    return Built(lambda query: process.extract(query, texts, scorer=fuzz.WRatio, limit=TOP))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _opened(file: Path) -> int:
    """The number of texts: SQLite opens a database only at the first query."""
    connection = sqlite3.connect(file)
    number: int = connection.execute("SELECT max(rowid) FROM texts").fetchone()[0]
    connection.close()
    return number
