"""Peers that rank by BM25 or by letters. Each is imported where it is built, for it may not be installed."""

import re
import sqlite3
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from bot.benchmark.contender import TOP, Built

_WORD = re.compile(r"(?u)\b\w\w+\b")
"""What scikit-learn takes for a word, so that all take the same."""
_WRITER_BYTES = 128_000_000
"""tantivy's own default."""


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
    """tantivy, a search engine in Rust; the documents themselves are not stored."""
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
    """RapidFuzz, which compares letters with every text."""
    process, fuzz = import_module("rapidfuzz.process"), import_module("rapidfuzz.fuzz")
    return Built(lambda query: process.extract(query, texts, scorer=fuzz.WRatio, limit=TOP))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _opened(file: Path) -> int:
    """How many texts are in there: a database is opened by the first question only."""
    connection = sqlite3.connect(file)
    number: int = connection.execute("SELECT max(rowid) FROM texts").fetchone()[0]
    connection.close()
    return number
