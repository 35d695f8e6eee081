"""Reads `.faqignore`, which lists the files to skip in a folder with the patterns of a `.gitignore`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.codes import Code
from bot.knowledge.problem import Problem, excerpt, printable

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".faqignore"
LARGEST = 2**20
"""Maximum number of bytes that are read from a `.faqignore`."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """The patterns of one folder."""

    folder: Path
    patterns: "GitIgnoreSpec"

    def says(self, path: Path, *, is_folder: bool) -> bool | None:
        """Whether a path below the folder is skipped (True) or included again (False); None if no pattern matches."""
        name = path.relative_to(self.folder).as_posix()
        return self.patterns.check_file(f"{name}/" if is_folder else name).include


def read_ignored(folder: Path) -> tuple[list[Ignored], list[Problem]]:
    """The patterns of a folder's `.faqignore`, and a problem for each invalid line. Empty without the file."""
    file = folder / NAME
    try:
        if not file.is_file():
            return [], []
        with file.open(encoding="utf-8-sig", errors="replace") as opened:
            lines = opened.read(LARGEST).split("\n")
    except OSError as error:
        reason = error.strerror or "unknown error"
        return [], [_problem(file, 0, f"cannot be read: {reason}", "check its permissions")]
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most folders leave nothing out

    wrong = {number: line for number, line in enumerate(lines, start=1) if not _is_pattern(GitIgnoreSpec, line)}
    patterns = GitIgnoreSpec.from_lines(line for number, line in enumerate(lines, start=1) if number not in wrong)
    hint = "write it as in a .gitignore file"
    problems = [_problem(file, number, f"not a pattern: {excerpt(line)}", hint) for number, line in wrong.items()]
    return [Ignored(folder, patterns)], problems


def is_ignored(path: Path, ignored: Sequence[Ignored], *, is_folder: bool) -> bool:
    """Whether the patterns skip a path. Those of the deepest folder, which come last, take precedence."""
    said = (each.says(path, is_folder=is_folder) for each in reversed(ignored))
    return next((one for one in said if one is not None), False)


def _is_pattern(spec: "type[GitIgnoreSpec]", line: str) -> bool:
    try:
        spec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True


def _problem(file: Path, line: int, message: str, hint: str) -> Problem:
    return Problem(printable(str(file)), line, Code.IGNORE_FILE, message, hint)
