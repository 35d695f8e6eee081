"""A knowledge base as word numbers: one for each word of each text. All other counts come from it."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
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


class _Numbers(dict[str, int]):
    """A number for each string that is looked up, from 0, in the order of the first lookups."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


@dataclass(frozen=True, slots=True, eq=False)
class TokenizedCorpus:
    """All texts of a knowledge base in order: for each entry its questions, then its answer."""

    words: Sequence[str]
    """The folded words, in order of first appearance. A word is identified by its index here."""
    stems: Sequence[str]
    """The stems, in order of first appearance. A stem is identified by its index here."""
    stem_of: NDArray[np.int32]
    """The stem of each word."""
    ids: NDArray[np.int32]
    """The words of all texts, one text after the other."""
    texts: NDArray[np.int64]
    """The offset of each text in `ids`, and the length of `ids`."""
    entries: NDArray[np.int64]
    """The first text of each entry, and the number of texts."""

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
        """Restore from `state`. Raises KeyError or ValueError if the state is invalid."""
        words, stems = list(Strings(strip_prefix("words", state))), list(Strings(strip_prefix("stems", state)))
        stem_of = checked(state["stem_of"], np.int32, len(words), least=0, below=len(stems))
        ids = checked(state["ids"], np.int32, least=0, below=len(words))
        texts = bounds(state["texts"], len(ids))
        return cls(words, stems, stem_of, ids, texts, bounds(state["entries"], len(texts) - 1, step=2))

    @property
    def answers(self) -> NDArray[np.int64]:
        """The text number of each entry's answer."""
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
        """The analysed words of a text, without their written forms."""
        return [Word("", self.words[each], self.stems[self.stem_of[each]]) for each in self.of_text(text).tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Analyzed:
    """An analysed version of a knowledge base, for the next version to reuse. It does not contain the texts."""

    analyzer: Analyzer
    tokens: TokenizedCorpus
    hashes: NDArray[np.int64]
    """The 64-bit hash of each text in this process. Two of a million texts hardly ever share one."""

    @classmethod
    def of(cls, base: KnowledgeBase, analyzer: Analyzer, tokens: TokenizedCorpus) -> "Analyzed":
        """Take a knowledge base, its analyzer, and the result."""
        return cls(analyzer, tokens, _hashes(_texts(base.entries, analyzer.language)))

    def find(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """The number that each text had; -1 for a new one."""
        hashes, order = _hashes(texts), np.argsort(self.hashes)
        places = np.minimum(self.hashes.searchsorted(hashes, sorter=order), len(order) - 1)
        numbers = order[places]
        return np.where(self.hashes[numbers] == hashes, numbers, -1)


def tokenize(
    base: KnowledgeBase, analyzer: Analyzer, show: Progress = silent, before: Analyzed | None = None
) -> TokenizedCorpus:
    """Analyse every text once. Texts that an earlier version analysed with the same synonyms are not analysed again."""
    if before and before.analyzer.analyzes_like(analyzer):
        words, ids, lengths = _read_new(base, before)
    else:
        words, ids, lengths = _read(base, analyzer, show)
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
    """An entry's questions as they are ranked. Of a phrasing after the first, only the question in it counts."""
    if len(entry.questions) == 1:
        return entry.questions
    return entry.questions[0], *(question_in(phrasing, language) for phrasing in entry.questions[1:])


def _texts(entries: Iterable[Entry], language: Language) -> Iterator[str]:
    return (text for entry in entries for text in (*asked_texts(entry, language), entry.answer))


def _hashes(texts: Iterable[str]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, texts), np.int64)


def _read(
    base: KnowledgeBase, analyzer: Analyzer, show: Progress
) -> tuple[Sequence[str], NDArray[np.int32], NDArray[np.int64]]:
    """The words; the number of each word of each text; and how many words each text has."""
    words = _Numbers()
    entries = Meter(show, len(base.entries)).over(base.entries, len(base.entries))
    ids, lengths = _numbered(_texts(entries, analyzer.language), analyzer, words)
    return list(words), ids, lengths


def _numbered(texts: Iterable[str], analyzer: Analyzer, words: _Numbers) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The number of each word of each text, and how many words each text has."""
    ids, lengths = array("i"), array("q")
    for text in texts:
        found = analyzer.analyze(text)
        ids.extend([words[word.folded] for word in found])
        lengths.append(len(found))
    return np.array(ids, np.int32), np.array(lengths, np.int64)


def _read_new(base: KnowledgeBase, before: Analyzed) -> tuple[Sequence[str], NDArray[np.int32], NDArray[np.int64]]:
    """The result of `_read`, reusing texts of the earlier version."""
    tokens, texts = before.tokens, list(_texts(base.entries, before.analyzer.language))
    sources = before.find(texts)
    new = np.flatnonzero(sources < 0)
    words = _Numbers(zip(tokens.words, range(len(tokens.words)), strict=True))
    ids, counts = _numbered([texts[text] for text in new.tolist()], before.analyzer, words)
    begins, lengths = tokens.texts[sources], np.diff(tokens.texts)[sources]
    begins[new], lengths[new] = len(tokens.ids) + np.cumsum(counts) - counts, counts
    places = np.repeat(begins - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    return *_renumbered(list(words), np.concatenate((tokens.ids, ids))[places]), lengths


def _renumbered(words: Sequence[str], ids: NDArray[np.int32]) -> tuple[list[str], NDArray[np.int32]]:
    """The words that appear, in order of first appearance, and the ids with the new numbers."""
    first = np.full(len(words), len(ids))
    first[ids[::-1]] = np.arange(len(ids))[::-1]  # of several values for a place the last one stays
    order = np.argsort(first)[: np.count_nonzero(first < len(ids))]
    numbers = np.empty(len(words), np.int32)
    numbers[order] = np.arange(len(order))
    return [words[each] for each in order.tolist()], numbers[ids]
