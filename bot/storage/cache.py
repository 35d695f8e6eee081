"""The folder that keeps saved indexes: whom to believe, what to keep, what to throw away."""

import os
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.storage.archive import Mapped, read_archive, write_archive
from bot.storage.layout import Arrays, Unusable

KEPT = 3
"""Of one group: an edit that is undone finds its index again."""
LARGEST = 2 * 2**30
"""Bytes of all files together, but for the newest."""
ABANDONED = 3600
"""Seconds after which a file that is not finished belongs to a process that has died."""
_SUFFIX = ".faq-index"
_DRAFTS = f".*{_SUFFIX}.*.tmp"


def cache_folder(platform: str, environ: Mapping[str, str], home: Path | None) -> Path | None:
    """The user's folder for what can be made again; None for a user who neither has a home nor names a folder.

    `platform` is what `sys.platform` says.
    """
    if platform == "win32":
        local = environ.get("LOCALAPPDATA") or (home and home / "AppData" / "Local")
        return Path(local) / "faq-bot" / "Cache" if local else None
    if platform == "darwin":
        return home and home / "Library" / "Caches" / "faq-bot"
    # The XDG Base Directory Specification has relative paths ignored.
    named = Path(environ.get("XDG_CACHE_HOME", ""))
    folder = named if named.is_absolute() else home and home / ".cache"
    return folder and folder / "faq-bot"


@dataclass(frozen=True, slots=True)
class Cache:
    """The saved indexes of one group: those of the same knowledge files as they were and are."""

    folder: Path
    """Need not exist before something is saved."""
    group: str
    """Hex digits, as a key is."""

    def path(self, key: str) -> Path:
        """Where the index of that key stands, once it is saved."""
        return self.folder / f"{self.group}-{key}{_SUFFIX}"

    def open(self, key: str) -> Mapped | None:
        """The saved arrays; None where there are none. Raises Unusable for those that cannot be believed."""
        path = self.path(key)
        try:
            _check_ownership(self.folder)
            arrays = read_archive(path)
        except FileNotFoundError:
            return None
        with suppress(OSError):
            os.utime(path)  # what is used counts as new
        return arrays

    def save(self, key: str, arrays: Arrays) -> Path:
        """Write them, and drop what is old. Raises OSError, and Unusable for a folder that would not be believed."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_ownership(self.folder)
        path = self.path(key)
        write_archive(path, arrays)
        self._drop_old(path)
        return path

    def can_save(self) -> bool:
        """Whether the folder is there, or can be made, and may be written to and believed."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _check_ownership(self.folder)
        except (OSError, Unusable):
            return False
        return os.access(self.folder, os.W_OK | os.X_OK)

    def saved(self) -> Mapping[Path, int]:
        """The bytes of every saved index of the folder, of other groups too, newest first."""
        return {path: status.st_size for path, status in _by_age(self.folder, f"*{_SUFFIX}")}

    def clear(self) -> tuple[int, int]:
        """Delete what is saved in the folder; how many indexes and bytes that were. Raises OSError."""
        files = self.saved()
        for path in (*files, *(path for path, _ in _by_age(self.folder, _DRAFTS))):
            path.unlink(missing_ok=True)
        return len(files), sum(files.values())

    def _drop_old(self, newest: Path) -> None:
        """Errors do not matter: what cannot be deleted now may be next time."""
        kept, size = 0, 0
        for path, status in _by_age(self.folder, f"*{_SUFFIX}"):
            ours = path.name.startswith(f"{self.group}-")
            kept, size = kept + ours, size + status.st_size
            if path != newest and ((ours and kept > KEPT) or size > LARGEST):
                _drop(path)
        for path, status in _by_age(self.folder, _DRAFTS):
            if time.time() - status.st_mtime > ABANDONED:
                _drop(path)


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _by_age(folder: Path, pattern: str) -> Sequence[tuple[Path, os.stat_result]]:
    """The files of a folder whose names fit, the last one used first."""
    return sorted(_statuses(folder, pattern), key=lambda found: (-found[1].st_mtime, found[0]))


def _statuses(folder: Path, pattern: str) -> Iterator[tuple[Path, os.stat_result]]:
    for path in folder.glob(pattern):
        with suppress(OSError):
            status = path.lstat()
            if stat.S_ISREG(status.st_mode):
                yield path, status


def _check_ownership(folder: Path) -> None:
    """See that nobody but the user and the system can have put a file there.

    Raises Unusable, and FileNotFoundError without a folder. Windows keeps the user's folders to the user by itself.
    """
    try:
        status = folder.stat()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Unusable(f"the folder cannot be read: {error.strerror or 'unknown error'}") from None
    if os.name == "nt":
        return
    if status.st_uid not in {0, os.geteuid()}:
        raise Unusable("the folder belongs to another user")
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise Unusable("others may write to the folder")
