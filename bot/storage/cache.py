"""The folder of saved indexes: makes keys, checks who can write there, and deletes old files."""

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.storage.archive import Mapped, read_archive, write_archive
from bot.storage.layout import Arrays, Unusable

MAX_PER_GROUP = 3
"""Maximum number of indexes per group. After an edit is undone, the old index is still there."""
MAX_BYTES = 2 * 2**30
"""Bytes of all files together, except the newest."""
ABANDONED_SECONDS = 3600
"""Seconds after which an unfinished file belongs to a process that has died."""
_SUFFIX = ".faq-index"
_DRAFTS = f".*{_SUFFIX}.*.tmp"


def key_of(parts: Iterable[str | bytes]) -> str:
    """Thirty-two hex digits that change if a part or the order changes."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        encoded = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded))
        digest.update(encoded)
    return digest.hexdigest()


def cache_folder(platform: str, environ: Mapping[str, str], home: Path | None) -> Path | None:
    """The user's cache folder; None if the user has no home folder and the environment names no cache folder.

    `platform` is the value of `sys.platform`.
    """
    if platform == "win32":
        local = environ.get("LOCALAPPDATA") or (home and home / "AppData" / "Local")
        return Path(local) / "faq-bot" / "Cache" if local else None
    if platform == "darwin":
        return home and home / "Library" / "Caches" / "faq-bot"
    # The XDG Base Directory Specification says to ignore relative paths.
    named = Path(environ.get("XDG_CACHE_HOME", ""))
    folder = named if named.is_absolute() else home and home / ".cache"
    return folder and folder / "faq-bot"


@dataclass(frozen=True, slots=True)
class Cache:
    """The saved indexes of one group: the versions of the same knowledge files."""

    folder: Path
    """It need not exist before the first save."""
    group: str
    """Hex digits, like a key."""

    def path(self, key: str) -> Path:
        """The file of the index with this key. It need not exist."""
        return self.folder / f"{self.group}-{key}{_SUFFIX}"

    def open(self, key: str) -> Mapped | None:
        """The saved arrays; None if there are none. Raises Unusable for a damaged file or an unsafe folder."""
        path = self.path(key)
        try:
            _check_ownership(self.folder)
            arrays = read_archive(path)
        except FileNotFoundError:
            return None
        with suppress(OSError):
            os.utime(path)  # used files count as new
        return arrays

    def save(self, key: str, arrays: Arrays) -> Path:
        """Save the arrays, and delete old files. Raises OSError, and Unusable for an unsafe folder."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_ownership(self.folder)
        path = self.path(key)
        write_archive(path, arrays)
        self._drop_old(path)
        return path

    def can_save(self) -> bool:
        """Whether the folder exists or can be made, is writable, and is safe."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _check_ownership(self.folder)
        except (OSError, Unusable):
            return False
        return os.access(self.folder, os.W_OK | os.X_OK)

    def saved(self) -> Mapping[Path, int]:
        """Every saved index in the folder, of all groups, with its bytes, newest first."""
        return {path: status.st_size for path, status in _by_age(self.folder, f"*{_SUFFIX}")}

    def clear(self) -> tuple[int, int]:
        """Delete all saved indexes in the folder. Returns their number and bytes. Raises OSError."""
        files = self.saved()
        for path in (*files, *(path for path, _ in _by_age(self.folder, _DRAFTS))):
            path.unlink(missing_ok=True)
        return len(files), sum(files.values())

    def _drop_old(self, newest: Path) -> None:
        """Delete old files. Errors do not matter: the next save tries again."""
        kept, size = 0, 0
        for path, status in _by_age(self.folder, f"*{_SUFFIX}"):
            ours = path.name.startswith(f"{self.group}-")
            kept, size = kept + ours, size + status.st_size
            if path != newest and ((ours and kept > MAX_PER_GROUP) or size > MAX_BYTES):
                _drop(path)
        for path, status in _by_age(self.folder, _DRAFTS):
            if time.time() - status.st_mtime > ABANDONED_SECONDS:
                _drop(path)


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _by_age(folder: Path, pattern: str) -> Sequence[tuple[Path, os.stat_result]]:
    """The files of a folder that match a pattern, last used first."""
    return sorted(_statuses(folder, pattern), key=lambda found: (-found[1].st_mtime, found[0]))


def _statuses(folder: Path, pattern: str) -> Iterator[tuple[Path, os.stat_result]]:
    for path in folder.glob(pattern):
        with suppress(OSError):
            status = path.lstat()
            if stat.S_ISREG(status.st_mode):
                yield path, status


def _check_ownership(folder: Path) -> None:
    """Check that only the user and the system can write to a folder.

    Raises Unusable, and FileNotFoundError without a folder. Windows protects the user's folders by itself.
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
