"""Loads the labelled sets for fitting the confidence prior, from folders and data sets."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

from bot.evaluation.data_sets import load_data_set
from bot.evaluation.evaluator import EvaluationSet
from bot.evaluation.files import knowledge_file_for
from bot.evaluation.labelled import load_labelled
from bot.evaluation.prior import PriorSet
from bot.knowledge import KnowledgeBase, load

T = TypeVar("T")

OFF_TOPIC_KINDS = frozenset(
    ("far", "foreign", "english", "smalltalk", "unrelated", "chit", "gen", "gib", "out of scope")
)
"""Kinds of questions about entirely different subjects, in the words of the authors of the sets."""
MOST_QUESTIONS = 400
"""Maximum questions per set, sampled at random. No set dominates then, and a fit takes only minutes."""
MANY_PHRASINGS = 20
"""From this mean number of phrasings per entry on, a set is also used with fewer phrasings: most owners write few."""
FEWER = (1, 3)
SET_WEIGHTS = {".tsv": 1.0, ".jsonl": 0.2}
"""The weight of a question, before division by the square root of the number of questions in its set. Sets written in
the style of community members weigh more than public data sets, which are larger and partly share a source."""

FOLDER_WEIGHTS = {"contrasts": 0.4}
"""Sets in these folders count less: they have more questions that alter a stored one than members ask."""


def load_prior_sets(paths: Sequence[Path], base: KnowledgeBase) -> Iterator[PriorSet]:
    """The sets in files and folders, sorted by path.

    A NAME.tsv uses the knowledge file NAME next to it, or `base` if there is none. A .jsonl has the format of
    `--intents`. Raises KnowledgeError.
    """
    for path in sorted(_files(paths)):
        if path.suffix == ".tsv":
            own_file = knowledge_file_for(path)
            own = load([own_file]) if own_file else base
            name = f"{path.parent.name}/{path.stem}"
            yield _set(
                name, name if own_file else "base", path.suffix, EvaluationSet(own, load_labelled(path, own), str(path))
            )
        else:
            for turn, each in enumerate(_with_fewer(load_data_set(path))):
                yield _set(f"{path.stem}#{turn}", path.stem, path.suffix, each)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (each for each in path.rglob("*") if each.suffix in SET_WEIGHTS) if path.is_dir() else (path,)


def _with_fewer(sets: Sequence[EvaluationSet]) -> Iterator[EvaluationSet]:
    """All sets. A set with many phrasings is repeated with fewer phrasings and with meaningless answers.

    An intent's answer would otherwise be its name, which helps more than real answers.
    """
    for each in sets:
        yield each
        entries = each.base.entries
        if sum(len(entry.questions) for entry in entries) >= MANY_PHRASINGS * len(entries):
            for count in FEWER:
                few = tuple(
                    replace(entry, questions=_some(entry.questions, count, entry.id), answer=f"Entry number {number}.")
                    for number, entry in enumerate(entries)
                )
                yield replace(each, base=KnowledgeBase(few))


def _set(name: str, family: str, suffix: str, found: EvaluationSet) -> PriorSet:
    asked = _some(found.questions, MOST_QUESTIONS, name)
    weight = SET_WEIGHTS[suffix] * FOLDER_WEIGHTS.get(name.partition("/")[0], 1.0)
    return PriorSet(name, family, weight / len(asked) ** 0.5, found.base, asked, OFF_TOPIC_KINDS)


def _some(items: Sequence[T], count: int, seed: str) -> tuple[T, ...]:
    """A reproducible random sample of the items, in their original order."""
    random = Random(seed)  # noqa: S311 - no secret
    places = sorted(random.sample(range(len(items)), min(count, len(items))))
    return tuple(items[place] for place in places)
