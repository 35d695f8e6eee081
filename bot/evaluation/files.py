"""Reads evaluation sets from files of labelled questions and their knowledge files."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from bot.evaluation.evaluator import EvaluationSet
from bot.evaluation.labelled import load_labelled
from bot.knowledge import KnowledgeBase, KnowledgeError, Problem, load
from bot.knowledge.readers import READERS

_QUESTIONS = ".tsv"
"""Extension of the questions of a pair, in lower case."""


def load_files(paths: Sequence[Path], base: KnowledgeBase) -> tuple[EvaluationSet, ...]:
    """Read files of labelled questions about one knowledge base: one set per file.

    Raises KnowledgeError with the problems of all files.
    """
    return _collect(partial(_set, path, base) for path in paths)


def load_pairs(folders: Iterable[Path]) -> tuple[EvaluationSet, ...]:
    """Read every NAME.tsv of the folders as questions about the knowledge file NAME.txt, .md, .csv or .json next to it.

    Subfolders are not searched. Raises KnowledgeError with the problems of all pairs.
    """
    return _collect(partial(_pair, path) for folder in folders for path in _questions(folder))


def _collect(readers: Iterable[Callable[[], EvaluationSet]]) -> tuple[EvaluationSet, ...]:
    """The results of all readers. Raises one KnowledgeError with the problems of the readers that fail."""
    sets: list[EvaluationSet] = []
    problems: list[Problem] = []
    for read in readers:
        try:
            sets.append(read())
        except KnowledgeError as error:
            problems += error.problems
    if problems:
        raise KnowledgeError(tuple(problems))
    return tuple(sets)


def _pair(questions: Path) -> EvaluationSet:
    return _set(questions, load([_knowledge(questions)]))


def _set(questions: Path, base: KnowledgeBase) -> EvaluationSet:
    return EvaluationSet(base, load_labelled(questions, base), str(questions))


def _questions(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() == _QUESTIONS)
    except OSError as error:
        raise _error(folder, f"cannot be read: {error.strerror or 'unreadable'}", "name a folder") from error
    if not found:
        raise _error(folder, "no .tsv file in this folder", "put NAME.tsv with questions next to NAME.txt")
    return found


def knowledge_file_for(questions: Path) -> Path | None:
    """The one knowledge file of the same name; None for none. Raises KnowledgeError for several."""
    found = sorted(
        path
        for path in questions.parent.iterdir()
        if path.stem == questions.stem and path.suffix.lower() in READERS and path.suffix.lower() != _QUESTIONS
    )
    if len(found) > 1:
        names = " and ".join(path.name for path in found)
        raise _error(questions, f"several knowledge files of this name: {names}", "keep one of them")
    return found[0] if found else None


def _knowledge(questions: Path) -> Path:
    found = knowledge_file_for(questions)
    if found is None:
        raise _error(questions, "no knowledge file of this name", f"put {questions.stem}.txt next to it")
    return found


def _error(path: Path, message: str, hint: str) -> KnowledgeError:
    return KnowledgeError((Problem(str(path), 0, None, message, hint),))
