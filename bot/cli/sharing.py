"""What `run` shares with other processes of the bot. They share through PostgreSQL only, not through files."""

import logging
import math
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import AUTO, NONE, ConfigError, Settings
from bot.connection.budget import StartBudget
from bot.connection.budget_file import BudgetFile, budget_name
from bot.connection.budget_state import BudgetState, Change, of_text, to_text
from bot.connection.sharding import Shards
from bot.store import Reason, StoreError

if TYPE_CHECKING:
    from bot.store.claims import Claims
    from bot.store.peers import Peers
    from bot.store.store import Store


logger = logging.getLogger(__name__)

MAX_WAIT_S = 8.0
"""Seconds to wait for the database. A database that hangs must not keep the bot from connecting."""
LONG_WAIT_S = 1.0
RETRY_S = 30.0
"""Seconds after a long wait for nothing in which the budget does not wait again: Discord closes a connection that sends
no identify."""


_HANGS = "the database does not answer"


class StoredBudget:
    """The start budget in the store: a `BudgetStorage`. All processes make their changes one at a time."""

    def __init__(self, store: "Store", name: str, max_wait: float = MAX_WAIT_S) -> None:
        """Take the name of the budget, and the seconds to wait for the database."""
        self._store, self._name, self._max_wait = store, name, max_wait
        self._retry_at = -math.inf

    def update(self, change: Change) -> BudgetState:
        """See `BudgetStorage`. Raises OSError if the database does not answer in time."""
        if time.monotonic() < self._retry_at:
            raise OSError(_HANGS)
        found = BudgetState()

        def make(stored: str, now: float) -> str:
            nonlocal found
            before = _read(stored, now)
            found = change(before, now)
            return stored if found is before else to_text(found)

        began = time.monotonic()
        try:
            self._store.change(self._name, make).result(self._max_wait)
        except (StoreError, TimeoutError) as error:
            if time.monotonic() - began > min(self._max_wait, LONG_WAIT_S):
                self._retry_at = time.monotonic() + RETRY_S
            raise OSError(str(error) or _HANGS) from None
        return found


@dataclass(frozen=True, slots=True)
class SharedDatabase:
    """How this process shares a PostgreSQL database with the others."""

    peers: "Peers"
    claims: "Claims"


def shared_of(settings: Settings) -> SharedDatabase | None:
    """How this process shares its database; None without PostgreSQL."""
    if not settings.database_url:
        return None
    from bot.store.claims import Claims
    from bot.store.peers import Peers

    claims = Claims(settings.database_url, budget_name(settings.token))
    return SharedDatabase(Peers(settings.database_url), claims)


def check_owner(store: "Store | None", shared: SharedDatabase | None) -> None:
    """Raise ConfigError if the database belongs to another bot. A database that is away is not checked."""
    if store and shared:
        with suppress(TimeoutError):
            found = store.status().result(MAX_WAIT_S)
            if found.problem is Reason.OTHER_BOT:
                raise ConfigError(f"DATABASE_URL: {found.problem.value}")


def budget_of(settings: Settings, store: "Store | None", shared: SharedDatabase | None) -> StartBudget:
    """The start budget. It is in the database if there is one. Otherwise, and while that is away, it is in a file."""
    folder = _state_folder_of(settings)
    file = BudgetFile(folder / f"{budget_name(settings.token, settings.shard_ids)}.json") if folder else None
    if store and shared:
        storage = StoredBudget(store, budget_name(settings.token))
        return StartBudget(storage, process=shared.peers.number, alive=lambda: shared.peers.others, backup=file)
    return StartBudget(file)


def shards_of(settings: Settings) -> Shards | None:
    """The shards that this process runs; None for the number that Discord recommends."""
    if settings.shard_count is None:
        return None
    return Shards(settings.shard_ids or tuple(range(settings.shard_count)), settings.shard_count)


def _state_folder_of(settings: Settings) -> Path | None:
    """The folder of the start budget; None to keep it in memory. Several bots may share it."""
    from bot.store.opening import state_folder

    if settings.state == NONE:
        return None
    if settings.state != AUTO:
        return Path(settings.state)
    try:
        home = Path.home()
    except RuntimeError:
        home = None
    return state_folder(sys.platform, os.environ, home)


def _read(stored: str, now: float) -> BudgetState:
    if not stored:
        return BudgetState()
    try:
        return of_text(stored, now)
    except ValueError as error:
        logger.warning("The start budget in the database is unusable (%s). A new one begins.", error)
        return BudgetState()
