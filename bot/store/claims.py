"""Lets only one process answer a question: the first that claims it in the PostgreSQL database.

Claims have a thread and a connection of their own, so they never wait behind the store's writes. The thread writes all
claims that wait in one statement.
"""

import queue
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.store.pending import Pending
from bot.store.postgresql import connect
from bot.store.values import Reason, StoreError

if TYPE_CHECKING:
    import psycopg

KEEP_SECONDS = 600
"""How long claims are kept. Two processes get the same event within seconds, and after a resume within minutes."""
EXPIRE_SECONDS = 60.0
"""Time between two deletions of old claims."""
RETRY_SECONDS = 5.0
"""Time after a failure in which claims are refused at once."""
STATEMENT_SECONDS, SILENCE_SECONDS = 2.0, 3.0
"""See `connect`. They are shorter than for other connections, because an answer waits for its claim for 1 s only."""
MAX_WAITING = 1000
"""Maximum claims that wait. While the database hangs, more are refused at once."""
_INSERT = """
INSERT INTO claims (id, at) SELECT unnest(%s::bigint[]), extract(epoch FROM now())::bigint
ON CONFLICT DO NOTHING RETURNING id
"""
_OWNER = "SELECT value FROM meta WHERE name = 'application'"
_EXPIRE = "DELETE FROM claims WHERE at < extract(epoch FROM now())::bigint - %s"


@dataclass(frozen=True, slots=True)
class _Claim:
    identity: int
    got: "Future[bool]" = field(default_factory=Future)


class Claims:
    """The claims of this process."""

    def __init__(self, url: str, owner: str = "") -> None:
        """Take the address of the database. If that has another owner, claims are refused; see `open_store`."""
        self._url, self._owner = url, owner
        self._waiting: queue.SimpleQueue[_Claim | None] = queue.SimpleQueue()
        """None is the end."""
        self._connection: psycopg.Connection | None = None
        self._failed_at = -RETRY_SECONDS
        self._expired_at = -EXPIRE_SECONDS
        self._thread = threading.Thread(target=self._run, name="claims", daemon=True)
        self._started = threading.Lock()

    def claim(self, identity: int) -> Pending[bool]:
        """Claim the message or interaction with this id. False if it is claimed already. Raises StoreError."""
        claim = _Claim(identity)
        if self.waiting >= MAX_WAITING:
            claim.got.set_exception(StoreError(Reason.BUSY))
            return Pending(claim.got)
        self._waiting.put(claim)
        with self._started:
            if self._thread.ident is None:
                self._thread.start()
        return Pending(claim.got)

    @property
    def waiting(self) -> int:
        """How many claims wait to be written."""
        return self._waiting.qsize()

    def close(self) -> None:
        """Finish the claims that wait, and disconnect. Claim nothing afterwards."""
        self._waiting.put(None)
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while batch := self._take():
            won, taken = self._insert({claim.identity for claim in batch})
            for claim in batch:
                if claim.identity in won:
                    won.remove(claim.identity)
                    taken.add(claim.identity)  # for the same id again: an event that Discord sent twice
                    claim.got.set_result(True)
                elif claim.identity in taken:
                    claim.got.set_result(False)
                else:
                    claim.got.set_exception(StoreError(Reason.UNREACHABLE))
            self._expire()
        self._disconnect()

    def _take(self) -> list[_Claim]:
        """Wait for claims. Returns all that wait; none at the end."""
        batch: list[_Claim] = []
        while (claim := self._waiting.get()) is not None:
            batch.append(claim)
            if self._waiting.empty():
                return batch
        self._waiting.put(None)
        return batch

    def _insert(self, identities: set[int]) -> tuple[set[int], set[int]]:
        """Write claims. Returns those that are now ours, and those that were taken. Others are unknown."""
        if time.monotonic() - self._failed_at < RETRY_SECONDS:
            return set(), set()
        # The server may have ended a connection that was open. Then a new one may work.
        for is_retry in (False, True) if self._connection else (False,):
            try:
                won = self._write(identities)
            except Exception:  # noqa: BLE001 - the callers must not wait for ever
                self._disconnect()
            else:
                # The first attempt may have been written all the same. Then a claim that is there may be ours.
                return won, set() if is_retry else identities - won
        self._failed_at = time.monotonic()
        return set(), set()

    def _write(self, identities: set[int]) -> set[int]:
        if self._connection is None:
            self._connection = connect(self._url, statement=STATEMENT_SECONDS, silence=SILENCE_SECONDS)
            # A claim that is lost with the server would be of no use after its restart.
            self._connection.execute("SET synchronous_commit = off")
            found = self._connection.execute(_OWNER).fetchone()
            if self._owner and found and found[0] != self._owner:
                raise StoreError(Reason.OTHER_BOT)
        # Sorted, so that two processes never wait for each other.
        return {row[0] for row in self._connection.execute(_INSERT, (sorted(identities),))}

    def _expire(self) -> None:
        """Delete old claims now and then. If that fails, the claims that were just written stay valid."""
        if self._connection is None or time.monotonic() - self._expired_at < EXPIRE_SECONDS:
            return
        self._expired_at = time.monotonic()
        try:
            self._connection.execute(_EXPIRE, (KEEP_SECONDS,))
        except Exception:  # noqa: BLE001 - the thread must go on
            self._disconnect()

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            with suppress(Exception):
                connection.close()
