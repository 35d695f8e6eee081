"""From files of labelled questions to what to ask of which knowledge base."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from bot.evaluation.labelled import load_labelled
from bot.evaluation.run import Trial
from bot.knowledge import KnowledgeBase, KnowledgeError, Problem, load
from bot.knowledge.readers import READERS

_QUESTIONS = ".tsv"
"""The extension, in lower case, of the questions of a pair."""


def load_files(paths: Sequence[Path], base: KnowledgeBase) -> tuple[Trial, ...]:
    """Read files of labelled questions about one knowledge base, one trial for each file.

    Raises KnowledgeError, with the problems of all files in it.
    """
    return _collect(partial(_trial, path, base) for path in paths)


def load_pairs(folders: Iterable[Path]) -> tuple[Trial, ...]:
    """Read every NAME.tsv of the folders as questions about the knowledge file NAME.txt, .md, .csv or .json beside it.

    Folders inside are not searched. Raises KnowledgeError, with the problems of all pairs in it.
    """
    return _collect(partial(_pair, path) for folder in folders for path in _questions(folder))


def _collect(readers: Iterable[Callable[[], Trial]]) -> tuple[Trial, ...]:
    """What all readers return, or one KnowledgeError with the problems of all that fail."""
    trials: list[Trial] = []
    problems: list[Problem] = []
    for read in readers:
        try:
            trials.append(read())
        except KnowledgeError as error:
            problems += error.problems
    if problems:
        raise KnowledgeError(tuple(problems))
    return tuple(trials)


def _pair(questions: Path) -> Trial:
    return _trial(questions, load([_knowledge(questions)]))


def _trial(questions: Path, base: KnowledgeBase) -> Trial:
    return Trial(base, load_labelled(questions, base), str(questions))


def _questions(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() == _QUESTIONS)
    except OSError as error:
        raise _error(folder, f"cannot be read: {error.strerror or 'unreadable'}", "name a folder") from error
    if not found:
        raise _error(folder, "no .tsv file in this folder", "put NAME.tsv with questions beside NAME.txt")
    return found


def knowledge_beside(questions: Path) -> Path | None:
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
    found = knowledge_beside(questions)
    if found is None:
        raise _error(questions, "no knowledge file of this name", f"put {questions.stem}.txt beside it")
    return found


def _error(path: Path, message: str, hint: str) -> KnowledgeError:
    return KnowledgeError((Problem(str(path), 0, None, message, hint),))
