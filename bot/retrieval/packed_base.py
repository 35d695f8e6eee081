"""Packs a knowledge base into arrays, for another process."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Entry, KnowledgeBase
from bot.storage import Arrays, Strings, add_prefix, pack, strip_prefix

_TEXTS = ("id", "answer", "topic", "source", "url", "edited")
_LISTS = ("questions", "synonyms")


def pack_base(base: KnowledgeBase) -> Arrays:
    """The whole knowledge base as arrays."""
    entries = base.entries
    return {
        **add_prefix("id", pack(entry.id for entry in entries)),
        **add_prefix("answer", pack(entry.answer for entry in entries)),
        **add_prefix("topic", pack(entry.topic or "" for entry in entries)),
        **add_prefix("source", pack(entry.source for entry in entries)),
        **add_prefix("url", pack(entry.url for entry in entries)),
        **add_prefix("edited", pack(entry.edited for entry in entries)),
        "headed": np.fromiter((entry.topic is not None for entry in entries), np.bool_, len(entries)),
        "line": np.fromiter((entry.line for entry in entries), np.int64, len(entries)),
        **add_prefix("questions", _pack_lists([entry.questions for entry in entries])),
        **add_prefix("synonyms", _pack_lists([entry.synonyms for entry in entries])),
        **add_prefix("groups", _pack_lists(base.synonyms)),
    }


def unpack_base(arrays: Arrays) -> KnowledgeBase:
    """The packed knowledge base, which keeps no reference to the arrays. Raises ValueError for other arrays."""
    try:
        headed, lines = arrays["headed"].tolist(), arrays["line"].tolist()
    except KeyError:
        raise ValueError("an array of the knowledge base is missing") from None
    columns = (Strings(strip_prefix(name, arrays)) for name in _TEXTS)
    ids, answers, topics, sources, urls, days = columns
    questions, synonyms = (_unpack_lists(strip_prefix(name, arrays)) for name in _LISTS)
    rows = zip(ids, questions, answers, topics, headed, sources, lines, synonyms, urls, days, strict=True)
    entries = tuple(
        Entry(key, asked, answer, topic if under else None, source, line, meaning, url, edited)
        for key, asked, answer, topic, under, source, line, meaning, url, edited in rows
    )
    return KnowledgeBase(entries, tuple(_unpack_lists(strip_prefix("groups", arrays))))


def _pack_lists(lists: Sequence[Sequence[str]]) -> dict[str, NDArray[Any]]:
    counts = np.fromiter(map(len, lists), np.int64, len(lists))
    return {"counts": counts, **pack(chain.from_iterable(lists))}


def _unpack_lists(arrays: Arrays) -> Iterator[tuple[str, ...]]:
    strings, counts = Strings(arrays), _counts(arrays)
    if sum(counts) != len(strings):
        raise ValueError("lists of strings do not end where they should")
    rest = iter(strings)
    return (tuple(islice(rest, count)) for count in counts)


def _counts(arrays: Arrays) -> Iterable[int]:
    counts: list[int] = arrays.get("counts", np.empty(0)).tolist()
    return counts
