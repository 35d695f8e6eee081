"""The vectors of the stored texts: one for each question, and one for each entry's question with its answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Entry, KnowledgeBase
from bot.language import Language
from bot.retrieval.checks import checked
from bot.retrieval.meaning.encoder import Encoder, Vectors
from bot.retrieval.words.corpus import asked_texts
from bot.runtime import Progress, silent
from bot.storage import Arrays

ANSWER_CHARACTERS = 600
"""Maximum characters of an answer to encode. Its beginning shows what it is about, and encoders truncate anyway."""
REFERENCE_COSINE = 0.15
"""The mean cosine of different questions of an English FAQ with MiniLM. Most of the prior was fitted with MiniLM."""
MAX_SAMPLED_ENTRIES = 200
"""Maximum entries for measuring an encoder's own mean cosine."""
MIN_STRETCHED_RANGE = 0.05
"""The distance of the mean cosine from 1 counts as at least this much when rescaling. E5 has about 0.2."""
TEXTS_PER_REPORT = 64
"""Texts to encode between two progress reports."""


@dataclass(frozen=True, slots=False, eq=False)
class EntryVectors:
    """The vectors of a knowledge base's entries, in file order."""

    questions: NDArray[np.float16]
    """One row per question, phrasings included."""
    answers: NDArray[np.float16]
    """One row per entry: its first question and its answer, as one text."""
    owners: NDArray[np.int64]
    """The first row of each entry in `questions`."""

    @classmethod
    def build(
        cls,
        base: KnowledgeBase,
        encoder: Encoder,
        language: Language,
        show: Progress = silent,
        known: Mapping[str, NDArray[np.float16]] | None = None,
    ) -> "EntryVectors":
        """Encode every text except those with `known` vectors."""
        vectors = dict(known or {})
        asked = [question for entry in base.entries for question in asked_texts(entry, language)]
        answered = [with_answer(entry) for entry in base.entries]
        new = [text for text in dict.fromkeys((*asked, *answered)) if text not in vectors]
        for start in range(0, len(new), TEXTS_PER_REPORT):
            show(start, len(new))
            texts = new[start : start + TEXTS_PER_REPORT]
            vectors.update(zip(texts, encoder.encode(texts).astype(np.float16), strict=True))
        questions, answers = (np.stack([vectors[text] for text in texts]) for texts in (asked, answered))
        return cls(questions, answers, _firsts(base))

    @classmethod
    def restore(cls, base: KnowledgeBase, state: Arrays) -> "EntryVectors":
        """Restore from `state`. Raises KeyError or ValueError if the state is invalid."""
        firsts = _firsts(base)
        count = sum(len(entry.questions) for entry in base.entries)
        dimensions = int(checked(state["dimensions"], np.int64, 1, least=1, below=100_000)[0])
        questions, answers = (
            checked(state[name], np.float16, length * dimensions, least=-2, below=inf).reshape(length, dimensions)
            for name, length in (("questions", count), ("answers", len(base.entries)))
        )
        return cls(questions, answers, firsts)

    def state(self) -> Arrays:
        """Everything, as one-dimensional arrays."""
        return {
            "dimensions": np.array([self.questions.shape[1]], np.int64),
            "questions": self.questions.ravel(),
            "answers": self.answers.ravel(),
        }

    def known(self, base: KnowledgeBase, language: Language) -> dict[str, NDArray[np.float16]]:
        """The vectors by text. `base` must be the knowledge base that they were built for."""
        asked = (question for entry in base.entries for question in asked_texts(entry, language))
        found = dict(zip(asked, self.questions, strict=True))
        return found | dict(zip(map(with_answer, base.entries), self.answers, strict=True))

    @cached_property
    def _questions(self) -> Vectors:
        return self.questions.astype(np.float32)

    @cached_property
    def _answers(self) -> Vectors:
        return self.answers.astype(np.float32)

    @cached_property
    def _level(self) -> float:
        """The mean cosine of the first questions of different entries, from a sample; 0 for one entry."""
        firsts = self._questions[self.owners[:MAX_SAMPLED_ENTRIES]]
        count = len(firsts)
        return float((firsts @ firsts.T).sum() - count) / (count * (count - 1)) if count > 1 else 0.0

    def rescaled(self, cosines: Vectors) -> Vectors:
        """Cosines stretched so that the mean cosine of different entries is about REFERENCE_COSINE."""
        factor = (1 - REFERENCE_COSINE) / max(1 - self._level, MIN_STRETCHED_RANGE)
        scaled: Vectors = 1 - (1 - cosines) * np.float32(factor)
        return scaled

    @cached_property
    def log_phrasings(self) -> Vectors:
        """The natural logarithm of each entry's number of questions."""
        return np.log(np.diff(self.owners, append=len(self.questions))).astype(np.float32)

    def cosines(self, vector: NDArray[np.float32]) -> tuple[Vectors, Vectors]:
        """A text's cosines with each entry, in [-1, 1]: with its most similar question, and with question plus answer.

        They do not depend on an entry's number of phrasings; see `log_phrasings`.
        """
        return np.maximum.reduceat(self._questions @ vector, self.owners), self._answers @ vector


def with_answer(entry: Entry) -> str:
    """The text that represents an entry as a whole: its question and the beginning of its answer."""
    return f"{entry.question} {entry.answer[:ANSWER_CHARACTERS]}"


def _firsts(base: KnowledgeBase) -> NDArray[np.int64]:
    sizes: Sequence[int] = [len(entry.questions) for entry in base.entries]
    return np.cumsum([0, *sizes[:-1]], dtype=np.int64)
