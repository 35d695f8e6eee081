"""From files and folders to a knowledge base, or to every reason why not."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.entry import Entry
from bot.knowledge.problem import KnowledgeError, Problem, Severity
from bot.knowledge.text_reader import Draft, read_text

EXTENSIONS = (".txt",)
"""What a folder is searched for. A file that is named outright is read whatever its extension."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything that loading found."""

    base: KnowledgeBase
    """What could be read; its entries may be empty."""
    problems: tuple[Problem, ...]
    """In the order of files and lines."""


def load(paths: Sequence[Path]) -> KnowledgeBase:
    """Read files and folders (recursively, by name).

    Raises KnowledgeError, with every problem in it, if there is any error or no entry at all.
    """
    found = inspect(paths)
    if any(problem.severity is Severity.ERROR for problem in found.problems):
        raise KnowledgeError(found.problems)
    return found.base


def inspect(paths: Sequence[Path]) -> Inspection:
    """Read as much as can be read, and say what cannot."""
    problems: list[Problem] = []
    drafts: list[tuple[str, Draft]] = []
    for root in paths:
        for path, source in _files(root, problems):
            text = _decode(path, problems)
            if text is not None:
                read, wrong = read_text(text, str(path))
                drafts += [(source, draft) for draft in read]
                problems += wrong
    if not drafts and not problems:
        where = ", ".join(map(str, paths)) or "(no path given)"
        problems.append(Problem(where, 0, Severity.ERROR, "no question in here", "write a question, its answer below"))
    return Inspection(KnowledgeBase(tuple(_entries(drafts))), tuple(problems))


def _files(root: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Each file below `root` with the name that it is shown under."""
    if root.is_dir():
        for path in sorted(root.rglob("*")):
            if path.suffix.lower() in EXTENSIONS and path.is_file():
                yield path, path.relative_to(root).as_posix()
    elif root.is_file():
        yield root, root.name
    else:
        problems.append(
            Problem(str(root), 0, Severity.ERROR, "no such file or folder", "name one that exists with --data")
        )


def _decode(path: Path, problems: list[Problem]) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unreadable"
        problems.append(Problem(str(path), 0, Severity.ERROR, f"cannot be read: {reason}", "check its permissions"))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(str(path), line, Severity.ERROR, "not UTF-8 text", "save the file as UTF-8"))
        return None


def _entries(drafts: Iterable[tuple[str, Draft]]) -> Iterator[Entry]:
    taken: dict[str, int] = {}
    for source, draft in drafts:
        base_id = _id_of(draft.questions[0])
        taken[base_id] = taken.get(base_id, 0) + 1
        entry_id = base_id if taken[base_id] == 1 else f"{base_id}-{taken[base_id]}"
        yield Entry(entry_id, draft.questions, draft.answer, draft.topic, source, draft.line)


def _id_of(question: str) -> str:
    """Ten hex digits of the question's letters, whatever its case and spacing."""
    return hashlib.blake2b(" ".join(question.casefold().split()).encode(), digest_size=5).hexdigest()
