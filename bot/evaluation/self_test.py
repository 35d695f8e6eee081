"""Tests a knowledge base on itself, without labelled questions."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from bot.evaluation.evaluator import EvaluationSet
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.perturb import drop_words, misspell, reorder
from bot.knowledge import Entry, KnowledgeBase

LIMITS = """\
There was no file of labelled questions, so the knowledge base was tested on itself.
  The test shows whether the phrasings of an entry find each other ("held out"), whether stored questions are found when
  they are misspelt, shuffled or shortened, and whether a question is refused when its entry is gone ("removed").
  It does not show how your members ask. Their words are not in the file, so success looks better here than it is.
  It asks no small talk and nothing about other subjects. A removed question is as close to the other entries as a
  question can be. If two entries are nearly the same, the other one may answer correctly and still count as false. So
  false answers look worse here than they are.
  About fifty real questions in a file, each with the stored question that answers it or OOS, show far more."""

MOST_OF_A_KIND = 300
"""Maximum questions per kind: of a larger knowledge base, a sample is asked."""
FOLDS = 5
"""Rebuilds for the held-out phrasings, and for the removed entries."""
ONE_BY_ONE = 20
"""Maximum different answers for removing each one alone: rebuilding such a small knowledge base is fast."""

_SEED = 20221122
_PERTURBATIONS: tuple[tuple[str, Callable[[str, np.random.Generator], str | None]], ...] = (
    ("misspelt", misspell),
    ("shuffled", reorder),
    ("shortened", drop_words),
)

_Asked = tuple[Entry, int]
"""An entry and the position of one of its questions."""


def self_test_sets(base: KnowledgeBase) -> tuple[EvaluationSet, ...]:
    """The sets to ask, always the same for the same knowledge base; at most 21 + FOLDS of them."""
    return (
        EvaluationSet(base, tuple(_perturbed(base))),
        *_held_out(base),
        *_removed(base),
    )


def _perturbed(base: KnowledgeBase) -> Iterator[LabelledQuestion]:
    rng = np.random.default_rng(_SEED)
    asked = _bounded([(entry, place) for entry in base.entries for place in range(len(entry.questions))])
    for kind, perturb in _PERTURBATIONS:
        for entry, place in asked:
            text = perturb(entry.questions[place], rng)
            if text is not None:
                yield LabelledQuestion(text, frozenset({entry.id}), kind)


def _held_out(base: KnowledgeBase) -> Iterator[EvaluationSet]:
    """For entries with several phrasings: ask each one of a knowledge base without that phrasing."""
    several = [entry for entry in base.entries if len(entry.questions) > 1]
    asked = _bounded([(entry, place) for entry in several for place in range(len(entry.questions))])
    for fold in range(FOLDS):
        questions = [(entry, place) for entry, place in asked if place % FOLDS == fold]
        if questions:
            entries = tuple(_without(entry, fold) for entry in base.entries)
            yield EvaluationSet(KnowledgeBase(entries), tuple(_labelled(questions, "held out", answerable=True)))


def _without(entry: Entry, fold: int) -> Entry:
    """The entry without the phrasings of one fold; a single phrasing stays."""
    if len(entry.questions) == 1:
        return entry
    return replace(entry, questions=tuple(text for place, text in enumerate(entry.questions) if place % FOLDS != fold))


def _removed(base: KnowledgeBase) -> Iterator[EvaluationSet]:
    """Ask each question of a knowledge base without its entry and all others with the same answer."""
    numbers = {answer: number for number, answer in enumerate(dict.fromkeys(entry.answer for entry in base.entries))}
    folds = len(numbers) if len(numbers) <= ONE_BY_ONE else FOLDS
    asked = _bounded([(entry, place) for entry in base.entries for place in range(len(entry.questions))])
    for fold in range(folds):
        left = tuple(entry for entry in base.entries if numbers[entry.answer] % folds != fold)
        questions = [(entry, place) for entry, place in asked if numbers[entry.answer] % folds == fold]
        if left and questions:
            yield EvaluationSet(KnowledgeBase(left), tuple(_labelled(questions, "removed", answerable=False)))


def _labelled(asked: list[_Asked], kind: str, *, answerable: bool) -> Iterator[LabelledQuestion]:
    for entry, place in asked:
        expected = frozenset({entry.id}) if answerable else frozenset[str]()
        yield LabelledQuestion(entry.questions[place], expected, kind)


def _bounded(asked: list[_Asked]) -> list[_Asked]:
    """All questions, or a random sample of MOST_OF_A_KIND, in the original order."""
    if len(asked) <= MOST_OF_A_KIND:
        return asked
    chosen = np.random.default_rng(_SEED).choice(len(asked), size=MOST_OF_A_KIND, replace=False)
    return [asked[place] for place in sorted(chosen)]
