"""Saves a retriever and its knowledge base in one file, and packs a knowledge base for another process."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import bot
from bot.knowledge import Entry, KnowledgeBase
from bot.language import Language
from bot.retrieval.meaning import Encoder
from bot.retrieval.meaning.choice import encoder_for
from bot.storage import Arrays, Strings, Unusable, add_prefix, key_of, pack, read_archive, strip_prefix, write_archive

StrPath = str | os.PathLike[str]

PACKAGES = ("language", "retrieval", "storage")
"""The packages whose code determines the meaning of the arrays."""


_TEXTS = ("id", "answer", "topic", "source", "url", "edited")
_LISTS = ("questions", "synonyms", "related")


class LoadError(Exception):
    """A file that cannot be loaded. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class SavedRetriever:
    """The content of a file."""

    base: KnowledgeBase
    state: Arrays
    """The retriever's `state`. The arrays are mapped from the file."""
    encoder: str
    """The name of the encoder that made the vectors; empty for words alone."""

    def matching_encoder(self, given: Encoder | None) -> Encoder | None:
        """The encoder for the questions: the given one, or the installed one. None for words alone.

        Raises LoadError if it is not the encoder that made the vectors.
        """
        if not self.encoder:
            return None
        found = given or encoder_for(self.base)
        if found is not None and found.name == self.encoder:
            return found
        other = f"“{found.name}” is another encoder" if found else "no such encoder is installed"
        raise LoadError(
            f"it was built with the encoder “{self.encoder}”, and {other}: install that one (it may be in the extra "
            "“meaning”), pass it as load(path, encoder=...), or build the retriever again"
        )


def save_retriever(
    path: StrPath, base: KnowledgeBase, state: Arrays, encoder: Encoder | None, language: Language
) -> None:
    """Write the file; see `Retriever.save`."""
    about = pack((code_version(), language.code, encoder.name if encoder else ""))
    arrays = {**add_prefix("about", about), **add_prefix("base", pack_base(base)), **add_prefix("retriever", state)}
    write_archive(Path(path), arrays)


def read_retriever(path: StrPath, language: Language) -> SavedRetriever:
    """Read and check the file. Raises FileNotFoundError and LoadError."""
    try:
        arrays = read_archive(Path(path))
        version, code, encoder = Strings(strip_prefix("about", arrays))
    except Unusable as error:
        raise LoadError(f"it cannot be used, because {error}: build the retriever again and save it") from None
    except ValueError:
        raise LoadError("it does not hold a retriever: name a file that Retriever.save wrote") from None
    if version != code_version():
        raise LoadError(
            f"it was saved by version {version} of the bot, and this is {code_version()}: build the retriever again "
            "and save it"
        )
    if code != language.code:
        raise LoadError(f"it was built for the language “{code}”: pass that as load(path, language=...)")
    try:
        base = unpack_base(strip_prefix("base", arrays))
    except ValueError as error:
        raise LoadError(f"it cannot be used, because {error}: build the retriever again and save it") from None
    return SavedRetriever(base, strip_prefix("retriever", arrays), encoder)


@cache
def code_version() -> str:
    """The bot's version and a digest of the code, because a clone changes without a new version number."""
    root = Path(bot.__file__).parent
    sources = sorted(file for package in PACKAGES for file in (root / package).rglob("*.py"))
    return f"{bot.__version__}+{key_of(file.read_bytes() for file in sources)[:8]}"


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
        **add_prefix("related", _pack_lists([entry.related for entry in entries])),
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
    questions, synonyms, related = (_unpack_lists(strip_prefix(name, arrays)) for name in _LISTS)
    rows = zip(ids, questions, answers, topics, headed, sources, lines, synonyms, urls, days, related, strict=True)
    entries = tuple(
        Entry(key, asked, answer, topic if under else None, source, line, meaning, url, edited, others)
        for key, asked, answer, topic, under, source, line, meaning, url, edited, others in rows
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
