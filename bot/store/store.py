"""The store's interface. All work is done in one thread of its own, so a caller is never blocked by the disk."""

import datetime as dt
import math
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from bot.store import counters, edits, labels, members, questions, server_settings, votes
from bot.store.database import Database, Work
from bot.store.edits import Plan
from bot.store.pending import Pending
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

T = TypeVar("T")
R = TypeVar("R")

REFUSED_SECONDS = 40.0
"""Seconds after a refusal in which counters are not written. Each write that waits for a lock takes 5 seconds, and
votes wait behind it. Longer than the time between two checks of the store's health, so the queue stays empty."""

RETENTION_DAYS = 30
"""Days for which question texts are kept, unless a server's managers choose otherwise."""


class Store:
    """Everything that the bot remembers.

    Every method returns at once, with a `Pending` result. Work is done in the order of the calls. Methods that take a
    `server` of None cover all servers. Users are kept only as keyed hashes.
    """

    def __init__(self, database: Database | None) -> None:
        """Take the database; None refuses everything, as where STATE_DIR is none."""
        self._database = database
        self._refused_at = -math.inf
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")

    # Counters: always kept, and they name nobody.

    def count(self, server: int, outcome: Outcome, entry: str = "") -> Pending[None]:
        """Count one outcome today."""
        return self._write(partial(counters.count, server=server, outcome=outcome, entry=entry))

    def counters(self, server: int | None = None, since: dt.date | None = None) -> Pending[tuple[Counter, ...]]:
        """All counters, by day, server, outcome and entry. `since` is the first day."""
        return self._read(partial(counters.counters, server=server, since=since))

    # Votes: one for each person and answer.

    def vote(self, vote: Vote) -> Pending[bool]:
        """Keep a vote, in place of an earlier one of the same person. False if the member has opted out."""
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
        return self._write(partial(questions.set_collecting, server=server, days=days))

    def collect(self, asked: Asked) -> Pending[bool]:
        """Keep a question; False if its server does not collect, the member has opted out, or there are too many."""
        return self._write(partial(questions.collect, asked=asked))

    def pick(self, answer: str, server: int, entry: str) -> Pending[bool]:
        """Count that a member picked this entry instead of an answer, and note it with the collected question.

        Returns whether there was a collected question. `answer` is as in `Vote`.
        """
        return self._write(partial(questions.pick, answer=answer, server=server, entry=entry))

    def opened(self, answer: str, server: int, entry: str) -> Pending[bool]:
        """Count that a member opened an entry that was suggested, so that the question no longer waits for one.

        Returns whether there was a collected question. `answer` identifies the reply with the suggestions.
        """
        return self._write(partial(questions.opened, answer=answer, server=server, entry=entry))

    def questions(self, server: int | None = None) -> Pending[tuple[Question, ...]]:
        """The collected questions, oldest first."""
        return self._read(partial(questions.questions, server=server))

    def decide(self, numbers: Collection[int], decision: Decision, until: dt.date | None = None) -> Pending[None]:
        """Note what moderators decided about these questions. Unknown numbers are passed over."""
        return self._write(partial(questions.decide, numbers=numbers, decision=decision, until=until))

    def confirm(self, texts: Collection[str], entry: str, numbers: Collection[int] = ()) -> Pending[None]:
        """Keep labels that a moderator has confirmed. `entry` is "" if no entry answers the questions.

        The collected questions with these numbers are then done.
        """
        return self._write(partial(labels.confirm, texts=texts, entry=entry, numbers=numbers))

    def labels(self) -> Pending[tuple[Label, ...]]:
        """The confirmed labels, oldest first."""
        return self._read(labels.labels)

    # Members.

    def opt_out(self, user: int) -> Pending[Kept]:
        """Keep nothing about this member from now on, and remove what there is. Returns what was removed."""
        return self._write(partial(members.opt_out, user=user))

    def opt_in(self, user: int) -> Pending[None]:
        """Take `opt_out` back."""
        return self._write(partial(members.opt_in, user=user))

    def has_opted_out(self, user: int) -> Pending[bool]:
        """Whether a member has opted out."""
        return self._read(partial(members.has_opted_out, user=user))

    def kept(self, user: int) -> Pending[Kept]:
        """What is kept about a member."""
        return self._read(partial(members.kept, user=user))

    def forget(self, user: int) -> Pending[Kept]:
        """Remove what is kept about a member, and return it. An opt-out stays."""
        return self._write(partial(members.forget, user=user))

    # Edits of the knowledge. The room `overlay` checks them and applies them.

    def edit(self, plan: Plan[R]) -> Pending[Edit | R]:
        """Have `plan` make an edit of the history, and write it; what is no NewEdit is returned, and nothing written.

        Nobody else writes in the meantime. The plan runs in the store's thread: it must be quick, and must not wait for
        the store.
        """
        return self._write(partial(edits.write, plan=plan))

    def mark_applied(self, numbers: Collection[int]) -> Pending[None]:
        """Note that these edits have been written into the owner's files, so they are no longer in effect."""
        return self._write(partial(edits.mark_applied, numbers=numbers))

    def history(self, entry: str | None = None) -> Pending[tuple[Edit, ...]]:
        """Every edit of an entry, or of all entries, oldest first, with the undone ones."""
        return self._read(partial(edits.history, entry=entry))

    def revision(self) -> Pending[tuple[int, ...]]:
        """Numbers that change whenever the edits in effect or the labels do: cheap enough to ask for every second."""
        return self._read(edits.revision)

    # Settings of servers.

    def settings(self, server: int) -> Pending[Mapping[str, str]]:
        """What was set for a server, by name; empty if nothing was."""
        return self._read(partial(server_settings.settings, server=server))

    def settings_named(self, name: str) -> Pending[Mapping[int, str]]:
        """A setting of every server that has set it."""
        return self._read(partial(server_settings.named, name=name))

    def set(self, server: int, name: str, value: str | None) -> Pending[None]:
        """Set something for a server; None removes it."""
        return self._write(partial(server_settings.put, server=server, name=name, value=value))

    def replace(self, server: int, name: str, old: str | None, new: str | None) -> Pending[bool]:
        """Like `set`, if the value is still `old`. Of several processes that try, one gets True."""
        return self._write(partial(server_settings.replace, server=server, name=name, old=old, new=new))

    # The store itself.

    def status(self) -> Pending[Status]:
        """Whether the store works. It tries a write, and raises only after `close`."""
        return self._submit(self._probe)

    @property
    def refused_lately(self) -> bool:
        """Whether something was refused in the last REFUSED_SECONDS, so that what is not urgent need not be tried."""
        return time.monotonic() - self._refused_at < REFUSED_SECONDS

    def close(self) -> None:
        """Finish what was asked for, and close the database. Everything else is refused from then on."""
        self._thread.shutdown(wait=True)
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

    def _submit(self, step: Callable[[], T]) -> Pending[T]:
        def run() -> T:
            try:
                return step()
            except StoreError:
                self._refused_at = time.monotonic()
                raise

        try:
            future = self._thread.submit(run)
        except RuntimeError:
            future = Future()
            future.set_exception(StoreError(Reason.CLOSED))
        return Pending(future)

    def _need_database(self) -> Database:
        if self._database is None:
            raise StoreError(Reason.OFF)
        return self._database
