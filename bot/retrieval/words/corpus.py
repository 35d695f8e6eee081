"""Every text of a knowledge base as numbers of words: what everything else is counted from."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Entry, KnowledgeBase
from bot.language import Language
from bot.language.reading import question_in
from bot.retrieval.checks import bounds, checked
from bot.retrieval.words.analysis import Analyzer, Word
from bot.runtime import Meter, Progress, silent
from bot.storage import Arrays, Strings, add_prefix, pack, strip_prefix

BLOCK = 2_048
"""Entries that are analysed at once: of so many, what is computed on the way takes little memory."""


class _Numbers(dict[str, int]):
    """A number for each string that is looked up, from 0, in the order in which they are first looked up."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


@dataclass(frozen=True, slots=True, eq=False)
class TokenizedCorpus:
    """The texts in order: for each entry its questions, then its answer. Words have numbers, and so have stems."""

    words: Sequence[str]
    """The folded words, in the order in which they first appear."""
    stems: Sequence[str]
    """The stems, likewise."""
    stem_of: NDArray[np.int32]
    """For each word its stem."""
    ids: NDArray[np.int32]
    """The words of all texts, one text after the other."""
    texts: NDArray[np.int64]
    """Where each text begins in `ids`, and where the last one ends."""
    entries: NDArray[np.int64]
    """The first text of each entry, and how many texts there are."""

    def state(self) -> Arrays:
        """Everything, as arrays."""
        return {
            **add_prefix("words", pack(self.words)),
            **add_prefix("stems", pack(self.stems)),
            "stem_of": self.stem_of,
            "ids": self.ids,
            "texts": self.texts,
            "entries": self.entries,
        }

    @classmethod
    def restore(cls, state: Arrays) -> "TokenizedCorpus":
        """From what `state` gave. Raises KeyError or ValueError for what it cannot have given."""
        words, stems = list(Strings(strip_prefix("words", state))), list(Strings(strip_prefix("stems", state)))
        stem_of = checked(state["stem_of"], np.int32, len(words), least=0, below=len(stems))
        ids = checked(state["ids"], np.int32, least=0, below=len(words))
        texts = bounds(state["texts"], len(ids))
        return cls(words, stems, stem_of, ids, texts, bounds(state["entries"], len(texts) - 1, step=2))

    @property
    def answers(self) -> NDArray[np.int64]:
        """The number of each entry's answer among the texts."""
        return self.entries[1:] - 1

    def sizes(self) -> list[int]:
        """How many questions each entry has."""
        sizes: list[int] = (np.diff(self.entries) - 1).tolist()
        return sizes

    def of_text(self, text: int) -> NDArray[np.int32]:
        """The words of one text."""
        return self.ids[self.texts[text] : self.texts[text + 1]]

    def of_entry(self, entry: int) -> NDArray[np.int32]:
        """The words of an entry: questions and answer together."""
        return self.ids[self.texts[self.entries[entry]] : self.texts[self.entries[entry + 1]]]

    def as_words(self, text: int) -> list[Word]:
        """One text as it was analysed; how its words were written is not known any more."""
        return [Word("", self.words[each], self.stems[self.stem_of[each]]) for each in self.of_text(text).tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Analyzed:
    """What is kept of a knowledge base that was analysed, for the next version of it: not the texts themselves."""

    analyzer: Analyzer
    tokens: TokenizedCorpus
    hashes: NDArray[np.int64]
    """Of each text, as this process hashes strings, in 64 bits: of a million texts two are hardly ever alike."""

    @classmethod
    def of(cls, base: KnowledgeBase, analyzer: Analyzer, tokens: TokenizedCorpus) -> "Analyzed":
        """Of a knowledge base, what analysed it, and what came out."""
        return cls(analyzer, tokens, _hashes(_texts(base.entries, analyzer.language)))

    def find(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """The number that each text had, -1 for a new one."""
        wanted, order = _hashes(texts), np.argsort(self.hashes)
        places = np.minimum(self.hashes.searchsorted(wanted, sorter=order), len(order) - 1)
        numbers = order[places]
        return np.where(self.hashes[numbers] == wanted, numbers, -1)


def tokenize(
    base: KnowledgeBase, analyzer: Analyzer, show: Progress = silent, before: Analyzed | None = None
) -> TokenizedCorpus:
    """Analyse every text once. Texts that an earlier version analysed with the same synonyms are not analysed again."""
    reused = before if before and before.analyzer.synonyms == analyzer.synonyms else None
    words, ids, lengths = _read_new(base, reused) if reused else _read(base, analyzer, Meter(show, len(base.entries)))
    stems = _Numbers()
    stem_of = [stems[analyzer.language.stem(word)] for word in words]
    sizes = (1 + len(entry.questions) for entry in base.entries)
    return TokenizedCorpus(
        words,
        list(stems),
        np.array(stem_of, np.int32),
        ids,
        np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths))),
        np.fromiter(accumulate(sizes, initial=0), np.int64, len(base.entries) + 1),
    )


def asked_texts(entry: Entry, language: Language) -> tuple[str, ...]:
    """An entry's questions as they are ranked: of a phrasing after the first, only the question in it."""
    if len(entry.questions) == 1:
        return entry.questions
    return entry.questions[0], *(question_in(phrasing, language) for phrasing in entry.questions[1:])


def _texts(entries: Sequence[Entry], language: Language) -> list[str]:
    return [text for entry in entries for text in (*asked_texts(entry, language), entry.answer)]


def _hashes(texts: Sequence[str]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, texts), np.int64, len(texts))


def _read(
    base: KnowledgeBase, analyzer: Analyzer, meter: Meter
) -> tuple[Sequence[str], NDArray[np.int32], NDArray[np.int64]]:
    """The words; the number of each word of each text; and how many words each text has."""
    words = _Numbers()
    parts, lengths = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
    for start in range(0, len(base.entries), BLOCK):
        entries = base.entries[start : start + BLOCK]
        ids, counts = _numbered(_texts(entries, analyzer.language), analyzer, words)
        parts.append(ids)
        lengths.append(counts)
        meter.add(len(entries))
    return list(words), np.concatenate(parts), np.concatenate(lengths)


def _numbered(
    texts: Sequence[str], analyzer: Analyzer, words: "_Numbers"
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The number of each word of each text, and how many words each text has."""
    ids, lengths = array("i"), array("q")
    for text in texts:
        found = analyzer.analyze(text)
        ids.extend([words[word.folded] for word in found])
        lengths.append(len(found))
    return np.array(ids, np.int32), np.array(lengths, np.int64)


def _read_new(base: KnowledgeBase, before: Analyzed) -> tuple[Sequence[str], NDArray[np.int32], NDArray[np.int64]]:
    """The same, with texts that were there before not analysed again."""
    tokens, texts = before.tokens, _texts(base.entries, before.analyzer.language)
    sources = before.find(texts)
    new = np.flatnonzero(sources < 0)
    words = _Numbers(zip(tokens.words, range(len(tokens.words)), strict=True))
    ids, counts = _numbered([texts[text] for text in new.tolist()], before.analyzer, words)
    begins, lengths = tokens.texts[sources], np.diff(tokens.texts)[sources]
    begins[new], lengths[new] = len(tokens.ids) + np.cumsum(counts) - counts, counts
    places = np.repeat(begins - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    return *_renumbered(list(words), np.concatenate((tokens.ids, ids))[places]), lengths


def _renumbered(words: Sequence[str], ids: NDArray[np.int32]) -> tuple[list[str], NDArray[np.int32]]:
    """The words in the order in which they first appear, without those that do not; and their new numbers."""
    first = np.full(len(words), len(ids))
    first[ids[::-1]] = np.arange(len(ids))[::-1]  # of several values for a place the last one stays
    order = np.argsort(first)[: np.count_nonzero(first < len(ids))]
    numbers = np.empty(len(words), np.int32)
    numbers[order] = np.arange(len(order))
    return [words[each] for each in order.tolist()], numbers[ids]
