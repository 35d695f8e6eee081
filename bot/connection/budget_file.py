"""Keeps the start budget in a file, for one process at a time."""

import hashlib
import logging
import time
from collections.abc import Callable
from pathlib import Path

from bot.connection.budget_state import BudgetState, Change, of_text, to_text
from bot.connection.files import read_small_file, replace_file

logger = logging.getLogger(__name__)


class BudgetFile:
    """A file with the state. It is read once, and replaced at every change."""

    def __init__(self, file: Path, now: Callable[[], float] = time.time) -> None:
        """Take the file, which need not exist. `now` gives seconds since 1970."""
        self._file, self._now = file, now
        self._state: BudgetState | None = None

    def update(self, change: Change) -> BudgetState:
        """See `BudgetStorage`. A missing or damaged file, or one that cannot be read, counts as empty."""
        now = self._now()
        before = self._load(now) if self._state is None else self._state.until(now)
        self._state = change(before, now)
        if self._state is not before:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(self._file, to_text(self._state))
        return self._state

    def _load(self, now: float) -> BudgetState:
        try:
            return of_text(read_small_file(self._file), now)
        except FileNotFoundError:
            return BudgetState()
        except (OSError, ValueError) as error:
            kind = type(error).__name__
            logger.warning("The start budget in %s is unusable (%s). A new one begins.", self._file, kind)
            return BudgetState()


def budget_name(token: str, shards: tuple[int, ...] = ()) -> str:
    """A name for the budget of an application, or of a process that runs only some of its shards.

    The name stays the same after a reset of the token, and does not reveal the token.
    """
    digest = hashlib.blake2b(token.partition(".")[0].encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return "-".join(("connection", digest, *map(str, shards[:1])))
