"""Tests a knowledge base on itself: what can be known without any labelled question."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from bot.evaluation.disturb import drop_words, misspell, reorder
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.run import Trial
from bot.knowledge import Entry, KnowledgeBase

LIMITS = """\
There was no file of labelled questions, so the knowledge base was tested on itself.
  It shows whether the phrasings of an entry find each other ("held out"), whether stored questions are still found
  when they are misspelt, shuffled or shortened, and whether a question is refused once its entry is gone ("removed").
  It does not show how your members ask: their words are not in the file, so success looks better here than it is.
  Small talk and foreign subjects are not asked. A removed question comes as near to the others as a question can, and
  where two entries are nearly the same, the other may answer rightly and yet be counted as false: so false answers
  look worse here than they are.
  About fifty real questions in a file, each with the stored question that answers it or OOS, tell far more."""

MOST_OF_A_KIND = 300
"""Questions of one kind at most; of a larger knowledge base a sample is asked."""
FOLDS = 5
"""Rebuilds for the held-out phrasings, and for the removed entries."""
ONE_BY_ONE = 20
"""Up to so many different answers, each is removed alone, for a rebuild of so small a base is quick."""

_SEED = 20221122
_DISTURBANCES: tuple[tuple[str, Callable[[str, np.random.Generator], str | None]], ...] = (
    ("misspelt", misspell),
    ("shuffled", reorder),
    ("shortened", drop_words),
)

_Asked = tuple[Entry, int]
"""An entry and the place of one of its questions."""


def self_trials(base: KnowledgeBase) -> tuple[Trial, ...]:
    """The trials that a knowledge base is put through, the same for the same base; at most 21 + FOLDS of them."""
    return (
        Trial(base, tuple(_disturbed(base))),
        *_held_out(base),
        *_removed(base),
    )


def _disturbed(base: KnowledgeBase) -> Iterator[LabelledQuestion]:
    rng = np.random.default_rng(_SEED)
    asked = _bounded([(entry, place) for entry in base.entries for place in range(len(entry.questions))])
    for kind, disturb in _DISTURBANCES:
        for entry, place in asked:
            text = disturb(entry.questions[place], rng)
            if text is not None:
                yield LabelledQuestion(text, frozenset({entry.id}), kind)


def _held_out(base: KnowledgeBase) -> Iterator[Trial]:
    """Every phrasing of an entry that has several is asked of a base that lacks it."""
    several = [entry for entry in base.entries if len(entry.questions) > 1]
    asked = _bounded([(entry, place) for entry in several for place in range(len(entry.questions))])
    for fold in range(FOLDS):
        questions = [(entry, place) for entry, place in asked if place % FOLDS == fold]
        if questions:
            entries = tuple(_without(entry, fold) for entry in base.entries)
            yield Trial(KnowledgeBase(entries), tuple(_labelled(questions, "held out", answerable=True)))


def _without(entry: Entry, fold: int) -> Entry:
    """The entry without the phrasings of one fold; an only phrasing stays."""
    if len(entry.questions) == 1:
        return entry
    return replace(entry, questions=tuple(text for place, text in enumerate(entry.questions) if place % FOLDS != fold))


def _removed(base: KnowledgeBase) -> Iterator[Trial]:
    """Every question is asked of a base that lacks its entry, and every other entry with the same answer."""
    numbers = {answer: number for number, answer in enumerate(dict.fromkeys(entry.answer for entry in base.entries))}
    folds = len(numbers) if len(numbers) <= ONE_BY_ONE else FOLDS
    asked = _bounded([(entry, place) for entry in base.entries for place in range(len(entry.questions))])
    for fold in range(folds):
        left = tuple(entry for entry in base.entries if numbers[entry.answer] % folds != fold)
        questions = [(entry, place) for entry, place in asked if numbers[entry.answer] % folds == fold]
        if left and questions:
            yield Trial(KnowledgeBase(left), tuple(_labelled(questions, "removed", answerable=False)))


def _labelled(asked: list[_Asked], kind: str, *, answerable: bool) -> Iterator[LabelledQuestion]:
    for entry, place in asked:
        expected = frozenset({entry.id}) if answerable else frozenset[str]()
        yield LabelledQuestion(entry.questions[place], expected, kind)


def _bounded(asked: list[_Asked]) -> list[_Asked]:
    """All of them, or a random choice of MOST_OF_A_KIND, in their order."""
    if len(asked) <= MOST_OF_A_KIND:
        return asked
    chosen = np.random.default_rng(_SEED).choice(len(asked), size=MOST_OF_A_KIND, replace=False)
    return [asked[place] for place in sorted(chosen)]
