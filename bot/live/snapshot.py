"""Takes snapshots of the knowledge files' metadata. Every edit changes the snapshot. No file is opened."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.readers import READERS


@dataclass(frozen=True, slots=True)
class FileSnapshot:
    """The files below some paths at one moment."""

    files: frozenset[tuple[str, int, int, int, int, int]]
    """Path, device, inode, size, and the times of the last change of content and of attributes, in nanoseconds."""
    folders: frozenset[tuple[str, int, int]]
    """Path, device and inode of every folder to watch: the folders of the files, and the parents of the given paths,
    because these paths may be replaced."""

    learned: str = ""
    """The moderators' changes; see `Changes`."""

    def of(self, paths: Sequence[Path]) -> frozenset[tuple[str, int, int, int, int, int]]:
        """The part about these files."""
        names = set(map(str, paths))
        return frozenset(file for file in self.files if file[0] in names)


def take_snapshot(roots: Sequence[Path]) -> FileSnapshot:
    """Take the metadata of files and folders, which need not exist. Follows symlinks, and skips hidden folders."""
    files: set[tuple[str, int, int, int, int, int]] = set()
    folders: set[tuple[str, int, int]] = set()
    for root in roots:
        for path in (root.absolute().parent, root, *_below(root)):
            status = _status(path)
            if status and stat.S_ISDIR(status.st_mode):
                folders.add((str(path), status.st_dev, status.st_ino))
            elif status:
                times = status.st_mtime_ns, status.st_ctime_ns
                files.add((str(path), status.st_dev, status.st_ino, status.st_size, *times))
    return FileSnapshot(frozenset(files), frozenset(folders))


def _below(root: Path) -> Iterator[Path]:
    """Every folder, once (a symlink may lead back up), and every file that may contain knowledge."""
    visited: set[tuple[int, int]] = set()
    for folder, folders, names in os.walk(root, followlinks=True):
        status = _status(Path(folder))
        if status is None or (status.st_dev, status.st_ino) in visited:
            folders.clear()
            continue
        visited.add((status.st_dev, status.st_ino))
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield Path(folder)
        yield from (Path(folder, name) for name in names if _may_matter(name))


def _may_matter(name: str) -> bool:
    """Whether loading may read a file with this name. Other files, such as logs, may change all day."""
    return Path(name).suffix.lower() in {"", *READERS}


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (OSError, ValueError):  # the latter for a NUL in the path
        return None
