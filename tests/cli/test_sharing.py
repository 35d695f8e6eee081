"""The start budget of several processes, in their database."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest

from bot.cli.sharing import SharedDatabase, StoredBudget, check_owner
from bot.config import ConfigError
from bot.connection.budget import StartBudget
from bot.connection.budget_limits import Limits
from bot.store import open_store
from bot.store.claims import Claims
from bot.store.peers import Peers
from bot.store.store import Store

SHARDS = 4


@pytest.fixture
def open_here(database: str) -> Iterator[Callable[[], Store]]:
    """Opens the store, as a further process would."""
    opened: list[Store] = []

    def open_one() -> Store:
        opened.append(open_store(database))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


def budget_of(
    store: Store, shards: tuple[int, ...], process: int, *, alive: tuple[int, ...] = (), limits: Limits | None = None
) -> StartBudget:
    storage = StoredBudget(store, "connection-x")
    budget = StartBudget(storage, limits, process=process, alive=lambda: alive)
    budget.use_shards(shards, SHARDS)
    return budget


def test_a_database_of_another_bot_is_a_wrong_setting(database: str) -> None:
    stores = [open_store(database, owner=owner) for owner in ("first", "first", "second")]
    shared = SharedDatabase(Peers(database), Claims(database))
    check_owner(stores[0], shared)
    check_owner(stores[1], shared)
    with pytest.raises(ConfigError, match="DATABASE_URL: the database belongs to another bot; create one for this"):
        check_owner(stores[2], shared)
    for store in stores:
        store.close()


def test_processes_take_turns(open_here: Callable[[], Store]) -> None:
    first, second = (budget_of(open_here(), shards, shards[0] + 1) for shards in ((0, 1), (2, 3)))
    assert first.take_turn(0, 1) == 0
    assert Limits().gap - 3 < second.take_turn(2, 1) <= Limits().gap
    assert second.take_turn(3, 2) == 0, "shards 0 and 3 may identify at the same time"


def test_failed_identifies_count_whichever_process_sent_them(open_here: Callable[[], Store]) -> None:
    limits = Limits(per_day=12, least=3, gap=0.0, first_wait=0.0)
    for process in (1, 2, 3):
        budget = budget_of(open_here(), (0, 1), process, limits=limits)
        assert budget.take_turn(0) == 0
        budget.spend(0)
    last = budget_of(open_here(), (0,), 4, limits=limits)
    assert last.take_turn(0) > 80_000
    assert last.take_turn(1) == 0
    assert last.failed_today == 3


def test_a_process_that_takes_over_has_not_crashed_and_one_that_vanished_has(open_here: Callable[[], Store]) -> None:
    limits = Limits(gap=0.0, free_crashes=0, first_wait=100.0)

    def start(process: int, alive: tuple[int, ...]) -> StartBudget:
        budget = budget_of(open_here(), (0, 1), process, alive=alive, limits=limits)
        budget.started()
        return budget

    old = start(1, ())
    old.spend(0)
    old.ready(0)
    new = start(2, (1,))
    assert new.wait() == 0
    new.spend(0)
    new.ready(0)
    old.stopped()
    assert new.failed_today == 2, "the old process no longer runs the shard"
    new.proven(0)
    assert new.failed_today == 1
    assert start(3, ()).wait() > 90


def test_a_damaged_budget_begins_anew(open_here: Callable[[], Store], caplog: pytest.LogCaptureFixture) -> None:
    store = open_here()
    store.change("connection-x", lambda *_: "{").result()
    budget = budget_of(store, (0,), 1)
    assert budget.wait() == 0
    assert "A new one begins" in caplog.text


def test_without_its_database_a_budget_still_counts(tmp_path: object, caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("psycopg")
    budget = budget_of(open_store(f"postgresql://faq@/faq?host={tmp_path}"), (0,), 1)
    budget.spend(0)
    budget.spend(0)
    assert budget.failed_today == 2
    assert caplog.text.count("Could not save the start budget") == 1


def test_a_budget_still_counts_while_its_database_hangs(
    open_here: Callable[[], Store], caplog: pytest.LogCaptureFixture
) -> None:
    store, answers = open_here(), Event()

    def hang(*_: object) -> str:
        answers.wait(30)
        return ""

    store.change("another", hang)
    budget = StartBudget(StoredBudget(store, "connection-x", max_wait=0.1))
    budget.spend(0)
    answers.set()
    assert budget.failed_today == 1
    assert "Could not save the start budget" in caplog.text
