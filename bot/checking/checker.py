"""Applies all rules: those of the linter, and the one that needs the ranking."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from bot.checking.moderated import moderated
from bot.knowledge import Code, Entry, Inspection, Problem, inspect
from bot.knowledge.problem import excerpt, printable
from bot.runtime import Progress
from bot.store import Edit

Watch = Callable[[str], AbstractContextManager[Progress]]
"""Shows the progress of a step, given its name, for as long as the step takes."""


def check(
    paths: Sequence[Path],
    watch: Watch,
    ignored: Collection[Code] = (),
    base_url: str = "",
    history: Sequence[Edit] = (),
) -> Inspection:
    """The contents of the files, and all problems by file and line, except those with ignored codes.

    `history` has the edits of moderators.
    """
    with watch("Checking") as show:
        found = inspect(paths, show, ignored, base_url)
    if history:
        edits = (problem for problem in _moderated(found, paths, history) if problem.code not in ignored)
        found = replace(found, problems=_in_order((*found.problems, *edits)))
    if not found.base.entries or Code.OVERSHADOWED in ignored:
        return found
    with watch("Asking"):
        return replace(found, problems=_in_order((*found.problems, *_overshadowed(found, paths))))


def _moderated(found: Inspection, paths: Sequence[Path], history: Sequence[Edit]) -> Iterator[Problem]:
    """What moderators have changed, at the entries that they changed."""
    for entry_id, problem in moderated(found.base, history):
        entry = found.base.get(entry_id)
        yield replace(problem, path=_path(entry, paths), line=entry.line) if entry else problem


def _overshadowed(found: Inspection, paths: Sequence[Path]) -> Iterator[Problem]:
    """Questions that find another entry first."""
    from bot.checking.overshadowed import overshadowed  # noqa: PLC0415 - ranking is slow to import

    for one in overshadowed(found.base):
        path, other = _path(one.entry, paths), _path(one.found, paths)
        place = f"line {one.found.line}" if path == other else f"{other}:{one.found.line}"
        message = f"{excerpt(one.question)} finds the entry in {place} first: {excerpt(one.found.question)}"
        hint = "reword it to share fewer words with the other question, or add phrasings"
        yield Problem(path, one.entry.line, Code.OVERSHADOWED, message, hint)


def _path(entry: Entry, paths: Sequence[Path]) -> str:
    """The entry's file as the owner named it. For a file in a named folder, the path begins with that folder."""
    for path in paths:
        for file in (path, path / entry.source):
            if printable(file.name) == Path(entry.source).name and file.is_file():
                return printable(str(file))
    return entry.source


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """By file, in the order of each file's first problem, then by line."""
    places: dict[str, int] = {}
    for problem in problems:
        places.setdefault(problem.path, len(places))
    return tuple(sorted(problems, key=lambda problem: (places[problem.path], problem.line)))
