"""The store's interface. All work happens in a separate thread, so the disk never blocks a caller."""

import datetime as dt
import math
import time
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TypeVar

from bot.store import counters, edits, labels, members, questions, server_settings, shared_values, votes
from bot.store.database import Database, Work
from bot.store.edits import Plan
from bot.store.pending import Pending
from bot.store.shared_values import ValueChange
from bot.store.values import (
    Asked,
    Counter,
    Decision,
    Edit,
    Kept,
    Label,
    Outcome,
    Question,
    Reason,
    Status,
    StoreError,
    Vote,
    VoteCount,
)
from bot.store.worker import Worker

T = TypeVar("T")
R = TypeVar("R")

REFUSED_SECONDS = 40.0
"""Seconds after a refusal during which counters are not written. Each write that waits for a lock takes 5 seconds, and
votes wait behind it. This is longer than the interval of the store's health checks, so the queue stays empty."""

RETENTION_DAYS = 30
"""Default number of days for which question texts are kept."""


class Store:
    """The bot's storage.

    Every method returns a `Pending` result at once. Work is done in the order of the calls. If `server` is None, a
    method covers all servers. Users are stored only as keyed hashes. A call is refused within seconds if the database
    hangs, and at once if too many calls wait.
    """

    def __init__(self, database: Database | None) -> None:
        """Take the database; None to refuse everything, as with STATE_DIR=none."""
        self._database = database
        self._refused_at = -math.inf
        self.worker = Worker()
        """Does the work. Its figures are for metrics."""

    # Counters: always kept, and they name nobody.

    def count(self, server: int, outcome: Outcome, entry: str = "") -> Pending[None]:
        """Count one outcome today."""
        return self._record(partial(counters.count, server=server, outcome=outcome, entry=entry))

    def counters(self, server: int | None = None, since: dt.date | None = None) -> Pending[tuple[Counter, ...]]:
        """All counters, by day, server, outcome and entry. `since` is the first day."""
        return self._read(partial(counters.counters, server=server, since=since))

    # Votes: one for each person and answer.

    def vote(self, vote: Vote) -> Pending[bool]:
        """Store a vote, replacing an earlier one of the same person. False if the member has opted out."""
        return self._write(partial(votes.vote, vote=vote))

    def votes(self, server: int | None = None, since: dt.date | None = None) -> Pending[tuple[VoteCount, ...]]:
        """The votes, added up by day, server, entry and version, in this order."""
        return self._read(partial(votes.votes, server=server, since=since))

    # Question texts: only where a server's managers turned collecting on.

    def collecting(self, server: int) -> Pending[int | None]:
        """For how many days this server's questions are kept; None if they are not collected."""
        return self._read(partial(questions.collecting, server=server))

    def set_collecting(self, server: int, days: int | None) -> Pending[int]:
        """Turn collecting on, for at least one day, or off with None, which deletes the texts of the server.

        Returns how many texts were deleted. Fewer days delete older texts at once. RETENTION_DAYS is the default to
        offer.
        """
        if days is not None and days < 1:
            raise ValueError("questions are kept for at least one day")
        return self._write(partial(questions.set_collecting, server=server, days=days))

    def collect(self, asked: Asked) -> Pending[bool]:
        """Store a question. False if its server does not collect, the member has opted out, or there are too many."""
        return self._record(partial(questions.collect, asked=asked))

    def pick(self, answer: str, server: int, entry: str) -> Pending[bool]:
        """Count that a member picked this entry instead of an answer, and store it with the collected question.

        Returns whether there was a collected question. `answer` is as in `Vote`.
        """
        return self._record(partial(questions.pick, answer=answer, server=server, entry=entry))

    def opened(self, answer: str, server: int, entry: str) -> Pending[bool]:
        """Count that a member opened a suggested entry. The question then no longer waits for review.

        Returns whether there was a collected question. `answer` identifies the reply with the suggestions.
        """
        return self._record(partial(questions.opened, answer=answer, server=server, entry=entry))

    def questions(self, server: int | None = None) -> Pending[tuple[Question, ...]]:
        """The collected questions, oldest first."""
        return self._read(partial(questions.questions, server=server))

    def decide(self, numbers: Collection[int], decision: Decision, until: dt.date | None = None) -> Pending[None]:
        """Store the moderators' decision about these questions. Unknown numbers are ignored."""
        return self._write(partial(questions.decide, numbers=numbers, decision=decision, until=until))

    def confirm(self, texts: Collection[str], entry: str, numbers: Collection[int] = ()) -> Pending[None]:
        """Store labels that a moderator has confirmed. `entry` is "" if no entry answers the questions.

        The collected questions with these numbers are then done.
        """
        return self._write(partial(labels.confirm, texts=texts, entry=entry, numbers=numbers))

    def labels(self) -> Pending[tuple[Label, ...]]:
        """The confirmed labels, oldest first."""
        return self._read(labels.labels)

    # Members.

    def opt_out(self, user: int) -> Pending[Kept]:
        """Store nothing about this member from now on, and delete existing data. Returns what was deleted."""
        return self._write(partial(members.opt_out, user=user))

    def opt_in(self, user: int) -> Pending[None]:
        """Undo `opt_out`."""
        return self._write(partial(members.opt_in, user=user))

    def has_opted_out(self, user: int) -> Pending[bool]:
        """Whether a member has opted out."""
        return self._read(partial(members.has_opted_out, user=user))

    def kept(self, user: int) -> Pending[Kept]:
        """The data about a member."""
        return self._read(partial(members.kept, user=user))

    def forget(self, user: int) -> Pending[Kept]:
        """Delete the data about a member, and return it. An opt-out stays."""
        return self._write(partial(members.forget, user=user))

    # Edits of the knowledge. The package `overlay` checks and applies them.

    def edit(self, plan: Plan[R]) -> Pending[Edit | R]:
        """Call `plan` with the history, and write the NewEdit that it returns. Any other result is returned unwritten.

        Nobody else writes in the meantime. The plan runs in the store's thread: it must be quick, and must not wait for
        the store.
        """
        return self._write(partial(edits.write, plan=plan))

    def mark_applied(self, numbers: Collection[int]) -> Pending[None]:
        """Record that these edits are in the owner's files, so they are no longer in effect."""
        return self._write(partial(edits.mark_applied, numbers=numbers))

    def history(self, entry: str | None = None) -> Pending[tuple[Edit, ...]]:
        """Every edit of an entry, or of all entries, oldest first, including undone ones."""
        return self._read(partial(edits.history, entry=entry))

    def revision(self) -> Pending[tuple[int, ...]]:
        """Numbers that change whenever the edits in effect or the labels change. Cheap enough to read every second."""
        return self._read(edits.revision)

    # Settings of servers.

    def settings(self, server: int) -> Pending[Mapping[str, str]]:
        """The settings of a server, by name."""
        return self._read(partial(server_settings.settings, server=server))

    def settings_named(self, name: str) -> Pending[Mapping[int, str]]:
        """The value of a setting, for every server that has set it."""
        return self._read(partial(server_settings.named, name=name))

    def set(self, server: int, name: str, value: str | None) -> Pending[None]:
        """Set a value for a server; None removes it."""
        return self._write(partial(server_settings.put, server=server, name=name, value=value))

    def replace(self, server: int, name: str, old: str | None, new: str | None) -> Pending[bool]:
        """Like `set`, if the value is still `old`. Of several processes that try, one gets True."""
        return self._write(partial(server_settings.replace, server=server, name=name, old=old, new=new))

    # What several processes share.

    def change(self, name: str, make: ValueChange) -> Pending[str]:
        """Change a single value, and return it. No other process changes it meanwhile. `make` must be quick."""
        return self._write(partial(shared_values.change, name=name, make=make))

    # The store itself.

    def status(self) -> Pending[Status]:
        """Whether the store works. It tries a write, and raises only after `close`."""
        return self._submit(self._probe)

    @property
    def refused_lately(self) -> bool:
        """Whether a call was refused in the last REFUSED_SECONDS. Callers then skip work that is not urgent."""
        return time.monotonic() - self._refused_at < REFUSED_SECONDS

    def close(self) -> None:
        """Finish pending work, and close the database. Later calls are refused."""
        self.worker.close()
        if self._database:
            self._database.close()

    def _probe(self) -> Status:
        try:
            self._need_database().probe()
        except StoreError as error:
            return Status(error.reason)
        return Status()

    def _read(self, work: Work[T]) -> Pending[T]:
        return self._submit(lambda: self._need_database().read(work))

    def _write(self, work: Work[T]) -> Pending[T]:
        return self._submit(lambda: self._need_database().write(work))

    def _record(self, work: Work[T]) -> Pending[T]:
        """Like `_write`, for what the bot can do without. Nobody waits for the result."""
        return self._submit(lambda: self._need_database().write(work), is_record=True)

    def _submit(self, step: Callable[[], T], *, is_record: bool = False) -> Pending[T]:
        def run() -> T:
            try:
                return step()
            except StoreError:
                self._refused_at = time.monotonic()
                raise

        return Pending(self.worker.submit(run, is_record=is_record))

    def _need_database(self) -> Database:
        if self._database is None:
            raise StoreError(Reason.OFF)
        return self._database
