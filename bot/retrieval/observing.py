"""Searches for the readings of a message, and computes the confidence features of the best hit."""

from collections.abc import Sequence

from bot.retrieval.confidence_features import ConfidenceFeatures
from bot.retrieval.measuring import best_two, measure
from bot.retrieval.scoring import RANKED
from bot.retrieval.search import Found, Query, Search
from bot.retrieval.words.analysis import truncate


def observe(search: Search, readings: Sequence[str], message: str, k: int = RANKED) -> tuple[list[Query], list[Found]]:
    """The query for each reading of one message, and the best entries for each query."""
    texts = [truncate(reading) for reading in readings]
    whole = truncate(message)
    apart = search.vectors is not None and texts != [whole]
    queries = search.queries([*texts, whole] if apart and whole not in texts else texts)
    context = None if not apart else queries[texts.index(whole)] if whole in texts else queries[-1]
    return queries[: len(texts)], search.find(queries[: len(texts)], context, max(k, RANKED))


def features_of(search: Search, query: Query, found: Found) -> ConfidenceFeatures:
    """The features of the best hit."""
    (best, score), (_, second) = best_two(search.holdings, found.ranked)
    if best is None:
        return ConfidenceFeatures()
    return measure(
        search.holdings,
        query.words,
        best,
        score=found.score,
        lead=score - second,
        kept=search.kept(query.words, best),
        context=found.context,
        meaning=found.meaning,
    )
