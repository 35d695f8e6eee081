"""What a folder leaves out: the patterns of its `.faqignore`."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

NAME = ".faqignore"
LARGEST = 2**20
"""Bytes that are read of it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of the file."""

    folder: Path
    """Where the file stands."""
    parts: tuple[str, ...]
    """Of a path below that folder; a single one matches a name at any depth."""
    only_folders: bool
    anchored: bool
    """Whether it is a path from that folder rather than a name."""
    takes_back: bool
    """Whether it lets in again what an earlier pattern left out."""

    def matches(self, path: Path, *, is_folder: bool) -> bool:
        """Whether it means that path."""
        if self.only_folders and not is_folder:
            return False
        parts = path.relative_to(self.folder).parts
        parts = parts if self.anchored else parts[-1:]
        return len(parts) == len(self.parts) and all(map(fnmatchcase, parts, self.parts))


def read_patterns(folder: Path) -> list[Pattern]:
    """The patterns of a folder's file; none where there is no such file, or it cannot be read."""
    file = folder / NAME
    try:
        if not file.is_file():
            return []
        with file.open(encoding="utf-8-sig", errors="replace") as lines:
            return [
                _pattern(line.strip(), folder) for line in lines.read(LARGEST).split("\n") if _means_something(line)
            ]
    except OSError:
        return []


def is_ignored(path: Path, patterns: Sequence[Pattern], *, is_folder: bool) -> bool:
    """Whether the last pattern that means the path leaves it out."""
    for pattern in reversed(patterns):
        if pattern.matches(path, is_folder=is_folder):
            return not pattern.takes_back
    return False


def _means_something(line: str) -> bool:
    return bool(line.strip("/! \t\r")) and not line.lstrip().startswith("#")


def _pattern(line: str, folder: Path) -> Pattern:
    path = line.removeprefix("!")
    return Pattern(
        folder,
        tuple(part for part in path.split("/") if part),
        only_folders=path.endswith("/"),
        anchored="/" in path.rstrip("/"),
        takes_back=line.startswith("!"),
    )
