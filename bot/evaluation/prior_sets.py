"""The labelled sets that the prior of the confidence is fitted on: from folders and data sets to `PriorSet`s."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

from bot.evaluation.files import knowledge_beside
from bot.evaluation.intents import load_trials
from bot.evaluation.labelled import load_labelled
from bot.evaluation.prior import PriorSet
from bot.evaluation.run import Trial
from bot.knowledge import KnowledgeBase, load

T = TypeVar("T")

FAR = frozenset(("far", "foreign", "english", "smalltalk", "unrelated", "chit", "gen", "gib", "out of scope"))
"""Kinds of questions about something else entirely, as the authors of the sets call them."""
MOST_QUESTIONS = 400
"""Of a set so many are asked at most, drawn by chance: none drowns the others, and a fit takes minutes."""
MANY_PHRASINGS = 20
"""Phrasings an entry from which a set is also fitted with few of them: most owners have few."""
FEWER = (1, 3)
SET_WEIGHTS = {".tsv": 1.0, ".jsonl": 0.2}
"""What a question counts, before it is divided by the root of their number: sets that were written as members write in
a community count more than public data sets, which are larger and of which several come from one source."""


def load_prior_sets(paths: Sequence[Path], base: KnowledgeBase) -> Iterator[PriorSet]:
    """The sets in files and folders, in the order of their names.

    A NAME.tsv is asked of the knowledge file NAME beside it, or else of `base`. A .jsonl is what `--intents` takes.
    Raises KnowledgeError.
    """
    for path in sorted(_files(paths)):
        if path.suffix == ".tsv":
            beside = knowledge_beside(path)
            own = load([beside]) if beside else base
            name = f"{path.parent.name}/{path.stem}"
            yield _set(name, name if beside else "base", path.suffix, Trial(own, load_labelled(path, own), str(path)))
        else:
            for turn, trial in enumerate(_with_fewer(load_trials(path))):
                yield _set(f"{path.stem}#{turn}", path.stem, path.suffix, trial)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (each for each in path.rglob("*") if each.suffix in SET_WEIGHTS) if path.is_dir() else (path,)


def _with_fewer(trials: Sequence[Trial]) -> Iterator[Trial]:
    """The trials, and those that have many phrasings with fewer of them, and with answers that say nothing.

    The answer of an intent is else its name, which tells more than answers do.
    """
    for trial in trials:
        yield trial
        entries = trial.base.entries
        if sum(len(entry.questions) for entry in entries) >= MANY_PHRASINGS * len(entries):
            for count in FEWER:
                few = tuple(
                    replace(entry, questions=_some(entry.questions, count, entry.id), answer=f"Entry number {number}.")
                    for number, entry in enumerate(entries)
                )
                yield replace(trial, base=KnowledgeBase(few))


def _set(name: str, family: str, suffix: str, trial: Trial) -> PriorSet:
    asked = _some(trial.questions, MOST_QUESTIONS, name)
    return PriorSet(name, family, SET_WEIGHTS[suffix] / len(asked) ** 0.5, trial.base, asked, FAR)


def _some(items: Sequence[T], count: int, seed: str) -> tuple[T, ...]:
    """So many of them by chance, the same ones every time, in their order."""
    random = Random(seed)  # noqa: S311 - no secret
    places = sorted(random.sample(range(len(items)), min(count, len(items))))
    return tuple(items[place] for place in places)
