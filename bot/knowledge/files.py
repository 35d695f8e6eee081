"""Finds the knowledge files below a list of paths. It opens only `.faqignore`."""

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.codes import Code
from bot.knowledge.ignoring import Ignored, is_ignored, read_ignored
from bot.knowledge.problem import Problem, printable
from bot.knowledge.readers import READERS
from bot.knowledge.synonyms import holds_synonyms

ABOUT_THE_FOLDER = ("readme.md", "readme.markdown", "readme.mdx")
"""Files with these names, in any case, describe the folder. They are read only if they are named explicitly."""


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file to read."""

    path: Path
    source: str
    """Its path below the named folder, with "/", or the bare name of a named file."""
    size: int
    """Bytes at the time of the search."""


def find(roots: Sequence[Path]) -> Iterator[Found | Problem]:
    """The files below the roots, and problems with them: in the order of the roots, sorted by name in a folder.

    Folders are searched to any depth. Symlinks are followed, unless they lead out of the folder. Names that begin with
    a dot, README files, and the files in `.faqignore` are skipped. A file that appears a second time is
    a warning and is not read again.
    """
    met: dict[tuple[int, int], Path] = {}
    for root in roots:
        status = _status(root)
        is_folder = isinstance(status, os.stat_result) and stat.S_ISDIR(status.st_mode)
        for item in _search(root) if is_folder else [root]:
            yield item if isinstance(item, Problem) else _check(item, root, met)


def _check(path: Path, root: Path, met: dict[tuple[int, int], Path]) -> Found | Problem:
    """The file, if it is a regular file and not yet in `met`. Adds it to `met`."""
    status = _status(path)
    if isinstance(status, Problem):
        return status
    if not stat.S_ISREG(status.st_mode):
        return _error(path, Code.UNREADABLE, "a pipe or device, not a file", "save the text in a regular file")
    name = printable(str(path))
    first = met.setdefault(_identity(status), path)
    if first is not path:
        again = "this file is named twice" if first == path else f"the same file as {printable(str(first))}"
        return Problem(name, 0, Code.REPEATED_FILE, f"{again}; it is read once", "name it once")
    source = path.name if path == root else path.relative_to(root).as_posix()
    return Found(path, printable(source), status.st_size)


def _search(root: Path) -> list[Path | Problem]:
    """Problems with folders, then every path below a folder that may be a knowledge file, sorted."""
    blocked: list[OSError] = []
    problems: list[Problem] = []
    paths: list[Path] = []
    visited: set[tuple[int, int]] = set()
    patterns: dict[Path, list[Ignored]] = {}
    for folder, folders, names in os.walk(root, onerror=blocked.append, followlinks=True):
        status = _status(Path(folder))
        # A symlink may lead back up, so each folder is searched once.
        if isinstance(status, Problem) or _identity(status) in visited:
            folders.clear()
            continue
        visited.add(_identity(status))
        here = Path(folder)
        own, wrong = ([], []) if _leads_out(here / ".faqignore", root) else read_ignored(here)
        ignored = patterns[here] = [*patterns.get(here.parent, ()), *own]
        problems += wrong
        inner = sorted(name for name in folders if _is_seen(here / name, ignored, is_folder=True))
        found = [here / name for name in names if _is_ours(name)]
        found = [path for path in found if _is_seen(path, ignored, is_folder=False)]
        outside = {path for path in (*(here / name for name in inner), *found) if _leads_out(path, root)}
        problems += map(_outside, sorted(outside))
        folders[:] = [name for name in inner if here / name not in outside]
        paths += [path for path in found if path not in outside]
    if not blocked and all(map(holds_synonyms, paths)):
        *others, last = READERS
        wanted = f"{', '.join(others)} or {last}"
        problems.append(
            _error(root, Code.NO_FILE, f"no {wanted} file in this folder", "put one there, or name another folder")
        )
        return [*problems]
    problems += (_unreadable(Path(error.filename), error) for error in blocked)
    return [*problems, *sorted(paths)]


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a path below the root is a symlink to something that is not below it."""
    return path.is_symlink() and path.exists() and not path.resolve().is_relative_to(root.resolve())


def _outside(path: Path) -> Problem:
    message = "passed over: a symlink that leads out of the folder"
    hint = "name its target as a knowledge file, too, or copy it into the folder"
    return Problem(printable(str(path)), 0, Code.PASSED_OVER, message, hint)


def _is_ours(name: str) -> bool:
    path = Path(name)
    is_knowledge = path.suffix.lower() in READERS and name.lower() not in ABOUT_THE_FOLDER
    return is_knowledge or holds_synonyms(path)


def _is_seen(path: Path, patterns: list[Ignored], *, is_folder: bool) -> bool:
    return not path.name.startswith(".") and not is_ignored(path, patterns, is_folder=is_folder)


def _status(path: Path) -> os.stat_result | Problem:
    try:
        return path.stat()
    except OSError as error:
        return _unreadable(path, error)
    except ValueError:  # a NUL in the path
        return _error(path, Code.NOT_FOUND, "no such file or folder", "name one that exists")


def _identity(status: os.stat_result) -> tuple[int, int]:
    """A value that two paths to the same file share."""
    return status.st_dev, status.st_ino


def _unreadable(path: Path, error: OSError) -> Problem:
    """The problem with a path that the system cannot open."""
    if error.errno == errno.ELOOP:
        return _error(path, Code.NOT_FOUND, "a symlink loop", "point the link to a file that exists")
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        reason = error.strerror or "unknown error"
        return _error(path, Code.UNREADABLE, f"cannot be read: {reason}", "check its permissions")
    if path.is_symlink():
        return _error(path, Code.NOT_FOUND, "a broken symlink", "point the link to a file that exists")
    return _error(path, Code.NOT_FOUND, "no such file or folder", "name one that exists")


def _error(path: Path, code: Code, message: str, hint: str) -> Problem:
    return Problem(printable(str(path)), 0, code, message, hint)
