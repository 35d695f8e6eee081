"""Groups entries whose questions share a subject, and names the groups."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.knowledge import Entry, KnowledgeBase
from bot.language import Language
from bot.retrieval.words.analysis import Analyzer, Word
from bot.retrieval.words.corpus import TokenizedCorpus, tokenize
from bot.retrieval.words.nouns import NOUN_SHARE, noun_shares

COMMON = 0.4
"""A word in the questions of a larger share of the entries than this is what the whole file is about, not a topic."""
JOIN = 0.12
"""An entry without a shared subject joins the topic that it is this similar to (mean cosine of the whole entries)."""
MOST_WORDS = 4
"""A label is no longer."""
MOST_TOPICS = 24
"""Maximum topics besides "Other": a list that members can read at a glance."""
MOST_GROUPED = 5_000
"""Entries that are compared with each other."""
SOME = 2_000
"""So many, or some more, are where there are more than that: the others would only say the same words more often."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The first questions of some entries of a knowledge base, as they were analysed with its synonyms."""

    tokens: TokenizedCorpus
    analyzer: Analyzer
    numbers: NDArray[np.int64]
    """Of the entries."""

    def questions(self) -> tuple[Sequence[str], NDArray[np.int32], NDArray[np.int64]]:
        """The words; those of the questions, by their numbers, one question after the other; how many each has."""
        texts = self.tokens.entries[self.numbers]
        begins = self.tokens.texts[texts]
        lengths = self.tokens.texts[texts + 1] - begins
        places = np.repeat(begins - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        return self.tokens.words, self.tokens.ids[places], lengths

    def rewritten(self) -> NDArray[np.int64]:
        """Where a question may hold words that stand for others that were written there."""
        words, ids, lengths = self.questions()
        starts = {run[0] for run in self.analyzer.synonyms.values()}
        instead = np.array([word in starts for word in words], bool)
        return np.unique(np.repeat(np.arange(len(lengths)), lengths)[instead[ids]])


def subject_names(entries: Sequence[Entry], language: Language, seen: Seen | None = None) -> list[str | None]:
    """The name of each entry's subject; None for one that shares none with another.

    Of very many entries only some are grouped, evenly spread; the others belong where a word of their question does.
    With what has been seen of their questions already, that takes less time.
    """
    if len(entries) <= MOST_GROUPED:
        return Subjects(entries, language).names()
    some = entries[:: len(entries) // SOME]
    groups = sorted(Subjects(some, language).groups(), key=lambda group: (-len(group[0]), group[1]))
    ranks = {stem: rank for rank, (_, stem, _) in enumerate(groups)}
    labels = [*(label for _, _, label in groups), None]
    least = np.full(len(entries), len(groups))
    unseen = np.arange(len(entries))
    if seen:
        least = _least(ranks, language, *seen.questions())
        unseen = seen.rewritten()
    analyzer = Analyzer(language)
    for each in unseen.tolist():
        words = analyzer.analyze(entries[each].question)
        least[each] = min((ranks.get(word.stem, len(groups)) for word in words), default=len(groups))
    return [labels[rank] for rank in least.tolist()]


def _least(
    ranks: Mapping[str, int],
    language: Language,
    words: Sequence[str],
    ids: NDArray[np.int32],
    lengths: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The least rank of a stem in each text; the number of ranks where there is none."""
    of_word = np.array([ranks.get(language.stem(word), len(ranks)) for word in words], np.int64)
    least = np.full(len(lengths), len(ranks))
    np.minimum.at(least, np.repeat(np.arange(len(lengths)), lengths), of_word[ids])
    return least


class Subjects:
    """Finds the words that questions share, and names each entry's topic by them."""

    def __init__(self, entries: Sequence[Entry], language: Language) -> None:
        self._language = language
        self._analyze = Analyzer(language).analyze
        self._questions = [[self._analyze(question) for question in entry.questions] for entry in entries]
        tokens = tokenize(KnowledgeBase(tuple(entries)), Analyzer(language))
        self._nouns = dict(zip(tokens.stems, noun_shares(tokens, language).tolist(), strict=True))
        vectoriser = TfidfVectorizer(analyzer=self._subjects, sublinear_tf=True)
        try:
            self._weights = sparse.csc_array(vectoriser.fit_transform(range(len(entries))))
        except ValueError:  # scikit-learn's word for a vocabulary without any word
            self._weights = sparse.csc_array((len(entries), 0))
        self._stems = vectoriser.get_feature_names_out() if self._weights.shape[1] else np.array([])
        self._texts = TfidfVectorizer(analyzer=self._content, sublinear_tf=True)
        self._entries = entries

    def names(self) -> list[str | None]:
        """The name of each entry's subject; None for one that shares none with another."""
        names: list[str | None] = [None] * len(self._entries)
        for rows, _, label in self.groups():
            for row in rows:
                names[row] = label
        return names

    def groups(self) -> list[tuple[list[int], str, str]]:
        """The rows of each group of two entries or more, the stem that its questions share, and its name."""
        group = self._joined(self._grouped())
        found = []
        for topic in sorted(set(group) - {-1}):
            rows = [row for row, its in enumerate(group) if its == topic]
            if len(rows) > 1:
                stem = str(self._stems[topic])
                found.append((rows, stem, self._label(stem, rows)))
        return found

    def _subjects(self, row: int) -> list[str]:
        """The stems in an entry's questions that may name a topic."""
        found = {
            word.stem
            for question in self._questions[row]
            for word in question
            if word.folded not in self._language.stop_words
        }
        return sorted(stem for stem in found if self._nouns.get(stem, 0.0) >= NOUN_SHARE)

    def _grouped(self) -> list[int]:
        """For each entry the column of the word that names its topic; -1 for none."""
        count = len(self._entries)
        weights = self._weights
        sizes = np.diff(weights.indptr)
        usable = np.flatnonzero((sizes > 1) & (sizes <= max(2, COMMON * count)))
        group = np.full(count, -1)
        for _ in range(min(MOST_TOPICS, max(1, round(2 * count**0.5)))):
            free = (group == -1).astype(float)
            gains = weights.T @ free
            shared = (weights > 0).T @ free
            best = max(usable, key=lambda column: (shared[column] > 1, gains[column]), default=-1)
            if best == -1 or shared[best] < 2:  # noqa: PLR2004 - one entry is no group
                break
            rows = weights.indices[weights.indptr[best] : weights.indptr[best + 1]]
            group[rows[group[rows] == -1]] = best
        return [int(column) for column in group]

    def _joined(self, group: list[int]) -> list[int]:
        """Entries without a group join the one that they are most similar to, answers included, if any is similar."""
        topics = sorted(set(group) - {-1})
        alone = [row for row, topic in enumerate(group) if topic == -1]
        if not topics or not alone:
            return group
        texts = self._texts.fit_transform([" ".join((*entry.questions, entry.answer)) for entry in self._entries])
        centres = np.stack([_mean(texts[[row for row, its in enumerate(group) if its == topic]]) for topic in topics])
        similar = texts[alone] @ centres.T
        for row, scores in zip(alone, similar, strict=True):
            if scores.max() >= JOIN:
                group[row] = topics[int(scores.argmax())]
        return group

    def _label(self, stem: str, rows: Sequence[int]) -> str:
        """The longest run of words around a stem that stands in at least half of the questions with it, as written."""
        found: Counter[tuple[str, ...]] = Counter()
        for row in rows:
            runs = chain.from_iterable(self._runs(question, stem) for question in self._questions[row])
            found.update(list(dict.fromkeys(map(_stems, runs))))
        enough = max(2, found[(stem,)] / 2)
        best = max(
            (key for key in found if found[key] >= enough or key == (stem,)), key=lambda key: (len(key), found[key])
        )
        written = Counter(form for row in rows if (form := self._written(row, best, stem)))
        label = written.most_common(1)[0][0]
        return label[:1].upper() + label[1:]

    def _written(self, row: int, stems: tuple[str, ...], stem: str) -> str | None:
        """How the first run of these stems around that stem is written in an entry's questions, if it has any."""
        for text, question in zip(self._entries[row].questions, self._questions[row], strict=True):
            for run in self._runs(question, stem):
                if _stems(run) == stems:
                    return _as_written(text, run)
        return None

    def _runs(self, question: Sequence[Word], stem: str) -> list[Sequence[Word]]:
        """Runs of up to four words with the stem in them; no stop word among them, but for "of" and the like inside."""
        places = [place for place, word in enumerate(question) if word.stem == stem]
        starts = range(max(0, places[0] - MOST_WORDS + 1), places[-1] + 1) if places else ()
        runs = [
            question[start:end]
            for start in starts
            for end in range(start + 1, min(start + MOST_WORDS, len(question)) + 1)
            if any(start <= place < end for place in places)
        ]
        return [run for run in runs if self._is_name(run)]

    def _is_name(self, run: Sequence[Word]) -> bool:
        stop_words = self._language.stop_words
        inner = all(word.folded not in stop_words or word.folded in self._language.in_labels for word in run[1:-1])
        return inner and run[0].folded not in stop_words and run[-1].folded not in stop_words

    def _content(self, text: str) -> list[str]:
        return [word.stem for word in self._analyze(text) if word.folded not in self._language.stop_words]


def _stems(run: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.stem for word in run)


def _as_written(text: str, run: Sequence[Word]) -> str:
    """The run as it stands in its text, with whatever stands between its words."""
    match = re.search(r"\W+".join(re.escape(word.written) for word in run), text)
    return match[0] if match else " ".join(word.written for word in run)


def _mean(rows: sparse.csr_array) -> NDArray[np.float64]:
    return np.asarray(rows.mean(axis=0)).ravel()
