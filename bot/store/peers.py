"""The processes of one bot that share a PostgreSQL database: which of them run, and how they notify each other.

Each process holds an advisory lock for as long as it runs. PostgreSQL releases the lock when the process ends, however
it ends, so the locks tell exactly which processes run.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.store.postgresql import CONNECT_SECONDS, connect
from bot.store.topics import CHANNEL, PROCESSES

if TYPE_CHECKING:
    import psycopg

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""Time between two checks of which processes run. A killed process sends no notice."""
RETRY_SECONDS = 2.0
"""Time between two attempts to connect."""
_LOCK = 1_710_541
"""An arbitrary number, the first of the two keys of the advisory locks. The second is the process's own."""
_RUNNING = """
SELECT objid FROM pg_locks
WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def _ignore(_: str) -> None: ...


class Peers:
    """Knows the other processes, in a thread of its own and with a connection of its own."""

    def __init__(self, url: str) -> None:
        """Take the address of the database."""
        self._url = url
        self.number = secrets.randbelow(2**31 - 1) + 1
        """Identifies this process."""
        self.running: frozenset[int] = frozenset({self.number})
        """The numbers of the running processes, including this one. While the database is away, the last known ones."""
        self.known = False
        """Whether `running` was read from the database since the start."""
        self.told: Callable[[str], None] = _ignore
        """Called in the thread with each of the `topics`; with "" if any of them may have been missed."""
        self._ready = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="peers", daemon=True)
        self._counted = 0.0
        self._warned = False

    @property
    def others(self) -> frozenset[int]:
        """The numbers of the other processes that run."""
        return self.running - {self.number}

    def start(self) -> None:
        """Start. Returns when `running` is known, or after a failed attempt. Failed attempts are retried."""
        self._thread.start()
        self._ready.wait(2 * CONNECT_SECONDS)

    def close(self) -> None:
        """Stop within POLL_SECONDS. The other processes notice POLL_SECONDS later at most."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                with connect(self._url) as connection:
                    self._follow(connection)
            except Exception as error:  # noqa: BLE001 - the driver may be missing too, and the thread must go on
                if not self._warned:
                    kind = type(error).__name__
                    logger.warning("Cannot reach the bot's other processes through the database (%s).", kind)
                self._warned = True
            self._ready.set()
            self._stopped.wait(RETRY_SECONDS)

    def _follow(self, connection: "psycopg.Connection") -> None:
        connection.execute("SELECT pg_advisory_lock(%s, %s)", (_LOCK, self.number))
        connection.execute(f"LISTEN {CHANNEL}")
        connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, PROCESSES))
        self._count(connection)
        self._ready.set()
        if self._warned:
            logger.warning("Can reach the bot's other processes again.")
        self._warned = False
        self.told("")
        while not self._stopped.is_set():
            # Collected first: the connection cannot be used before this ends.
            topics = [notice.payload for notice in connection.notifies(timeout=POLL_SECONDS, stop_after=1)]
            for topic in dict.fromkeys(topics):
                if topic != PROCESSES:
                    self.told(topic)
            if not topics or PROCESSES in topics or time.monotonic() > self._counted + POLL_SECONDS:
                self._count(connection)

    def _count(self, connection: "psycopg.Connection") -> None:
        self._counted = time.monotonic()
        found = frozenset(row[0] for row in connection.execute(_RUNNING, (_LOCK,)))
        self.known = True
        if found != self.running:
            self.running = found | {self.number}
            self.told(PROCESSES)
