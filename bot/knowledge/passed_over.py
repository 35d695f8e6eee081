"""Lists the files of a folder that are skipped, and why."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.codes import Code
from bot.knowledge.files import ABOUT_THE_FOLDER
from bot.knowledge.other_formats import WAYS_OUT
from bot.knowledge.outline.titles import is_faq
from bot.knowledge.problem import Problem, printable

_WRITTEN = dict(WAYS_OUT.values())
MOST_TOLD = 100
"""Maximum number of files with a warning of their own."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A skipped file of a folder."""

    path: str
    reason: str


def passed_over(roots: Sequence[Path], taken: Sequence[Path]) -> tuple[PassedOver, ...]:
    """The files below the roots that are not in `taken`, sorted by name, without hidden files."""
    known = {os.path.normpath(path) for path in taken}
    found: list[PassedOver] = []
    for root in roots:
        for folder, folders, names in os.walk(root) if os.path.isdir(root) else ():  # noqa: PTH112 - Path.is_dir may raise
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            paths = [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
            found += [
                PassedOver(printable(str(path)), _reason(path)) for path in paths if os.path.normpath(path) not in known
            ]
    return tuple(found)


def told(found: Sequence[PassedOver]) -> Iterator[Problem]:
    """A warning for each skipped document, and for each skipped file that is named like an FAQ."""
    written = [each for each in found if each.reason in _WRITTEN or _is_called_faq(Path(each.path))]
    for each in written[:MOST_TOLD]:
        hint = _WRITTEN.get(each.reason, "rename it to .txt or .md if it is such a text")
        yield Problem(each.path, 0, Code.PASSED_OVER, f"skipped: {each.reason}", hint)


def _reason(path: Path) -> str:
    if path.name.lower() in ABOUT_THE_FOLDER:
        return "describes the folder"
    if path.is_symlink():
        return "a symlink"
    extension = path.suffix.lower()
    if extension in WAYS_OUT:
        return WAYS_OUT[extension][0]
    return f"{extension} is not read" if extension else "no extension"


def _is_called_faq(path: Path) -> bool:
    return is_faq(path.stem) and path.suffix.lower() in {"", ".text"}
