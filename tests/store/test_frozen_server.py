"""A PostgreSQL server that hangs: nothing waits for ever, nothing piles up, and all recovers by itself."""

import asyncio
import gc
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.store import Outcome, Reason, Status, StoreError, open_store
from bot.store.claims import Claims
from bot.store.peers import Peers
from bot.store.pending import Pending
from bot.store.postgresql import _KEEPALIVE, connect
from bot.store.worker import Worker
from tests.freezing import frozen

PATIENCE = 30.0
"""Timeout of a wait in seconds. A passing test never reaches it."""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds the server's processes in /proc")

Freeze = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def freeze(database: str, monkeypatch: pytest.MonkeyPatch) -> Freeze:
    """Freezes the server for the time of a block. The client gives up sooner than normally."""
    monkeypatch.setattr("bot.store.postgresql.SILENCE_SECONDS", 0.5)
    monkeypatch.setattr("bot.store.claims.SILENCE_SECONDS", 0.5)
    monkeypatch.setitem(_KEEPALIVE, "connect_timeout", 2)  # less has no effect
    monkeypatch.setattr("bot.store.database.RETRY_SECONDS", 0.5)
    monkeypatch.setattr("bot.store.claims.RETRY_SECONDS", 0.5)
    folder = Path(parse_qs(urlsplit(database).query)["host"][0])
    server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    return lambda: frozen(server)


def wait_until(true: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.02)


def test_calls_of_the_store_are_refused_in_time_and_work_again(database: str, freeze: Freeze) -> None:
    store = open_store(database)
    store.set(7, "strictness", "eager").result()
    with freeze():
        began = time.monotonic()
        for _ in range(20):
            store.count(7, Outcome.ANSWERED)
        with pytest.raises(StoreError, match="does not answer"):
            store.settings(7).result(PATIENCE)
        assert store.status().result(PATIENCE) == Status(Reason.UNREACHABLE)
        assert time.monotonic() - began < 10
    wait_until(lambda: store.status().result(PATIENCE) == Status())
    assert dict(store.settings(7).result()) == {"strictness": "eager"}
    store.close()


def test_claims_are_refused_in_time_and_work_again(database: str, freeze: Freeze) -> None:
    store, claims = open_store(database), Claims(database)
    store.status().result()
    assert claims.claim(1).result()
    with freeze():
        for number in range(2, 5):
            with pytest.raises(StoreError):
                claims.claim(number).result(PATIENCE)

    def claimed() -> bool:
        try:
            return claims.claim(time.monotonic_ns()).result(PATIENCE)
        except StoreError:
            return False

    wait_until(claimed)
    assert not claims.claim(1).result(), "it was claimed before"
    claims.close()
    store.close()


def test_only_so_many_claims_wait(database: str, freeze: Freeze, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.claims.MAX_WAITING", 10)
    store, claims = open_store(database), Claims(database)
    store.status().result()
    assert claims.claim(1).result()
    with freeze():
        first = claims.claim(2)
        wait_until(lambda: claims.waiting == 0)
        time.sleep(0.1)  # now it is being written
        pending = [first, *(claims.claim(number) for number in range(3, 100))]
        refused = 0
        for claim in pending:
            with pytest.raises(StoreError) as raised:
                claim.result(PATIENCE)
            refused += raised.value.reason is Reason.BUSY
        assert refused == 87
    claims.close()
    store.close()


def test_peers_notice_that_the_server_is_back(
    database: str, freeze: Freeze, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.peers.RETRY_SECONDS", 0.2)
    first, second = Peers(database), Peers(database)
    first.start()
    second.start()
    wait_until(lambda: bool(first.others))
    topics: list[str] = []
    with freeze():
        wait_until(lambda: caplog.text.count("Cannot reach") == 2)
        assert first.others == {second.number}, "the last known ones"
        first.told = topics.append
    wait_until(lambda: caplog.text.count("Can reach") == 2)
    wait_until(lambda: "" in topics)
    wait_until(lambda: first.others == {second.number})
    first.close()
    second.close()


def test_a_server_that_is_frozen_at_the_start_holds_nothing_up_for_long(database: str, freeze: Freeze) -> None:
    store = open_store(database)
    with freeze():
        began = time.monotonic()
        assert store.status().result(PATIENCE) == Status(Reason.UNREACHABLE)
        assert time.monotonic() - began < 8
    wait_until(lambda: store.status().result(PATIENCE) == Status())
    store.close()


def test_a_slow_statement_is_not_taken_for_silence(database: str) -> None:
    with connect(database, silence=0.3, statement=10) as connection:
        rows = connection.execute("SELECT repeat('x', 9000) FROM generate_series(1, 3000)").fetchall()
    assert len(rows) == 3000


def test_the_oldest_records_are_dropped_and_other_calls_are_not(caplog: pytest.LogCaptureFixture) -> None:
    worker, go_on, done = Worker(max_records=3, max_calls=2), threading.Event(), list[str]()
    blocker = worker.submit(lambda: go_on.wait(PATIENCE))
    wait_until(lambda: worker.waiting == 0)
    first = worker.submit(lambda: done.append("call"))
    records = [worker.submit(partial(done.append, str(number)), is_record=True) for number in range(5)]
    last = worker.submit(lambda: done.append("last"))
    refused = worker.submit(lambda: done.append("never"))
    with pytest.raises(StoreError) as raised:
        refused.result()
    assert raised.value.reason is Reason.BUSY
    go_on.set()
    blocker.result(PATIENCE)
    last.result(PATIENCE)
    assert first.done()
    assert done == ["call", "2", "3", "4", "last"]
    assert worker.dropped == 2
    with pytest.raises(StoreError):
        records[0].result()
    assert "A record of an answer was dropped" in caplog.text
    worker.close()
    with pytest.raises(StoreError):
        worker.submit(lambda: None).result()


def test_a_connection_that_cannot_be_set_up_is_closed(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg  # noqa: PLC0415 - may not be installed

    with connect(database) as observer:
        monkeypatch.setattr("bot.store.postgresql._SET_UP", "SELECT 1 / 0")
        for _ in range(3):
            with pytest.raises(psycopg.Error):
                connect(database)
        count = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        wait_until(lambda: observer.execute(count).fetchone() == (1,))


def test_a_password_with_a_percent_sign_means_the_same_in_every_connection(database: str) -> None:
    import psycopg  # noqa: PLC0415 - may not be installed

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("""CREATE ROLE "p%q" LOGIN SUPERUSER""")
    address = database.replace("faq@", "p%25q:50%25@")
    store, claims = open_store(address), Claims(address)
    assert store.status().result() == Status()
    assert claims.claim(1).result()
    store.close()
    claims.close()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("""REASSIGN OWNED BY "p%q" TO faq""")
        connection.execute("""DROP ROLE "p%q" """)


async def test_a_caller_that_gave_up_leaves_no_unexpected_error() -> None:
    reported: list[object] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: reported.append(context))
    future = Future[None]()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await Pending(future)
    future.set_exception(StoreError(Reason.UNREACHABLE))
    await asyncio.sleep(0.01)
    gc.collect()
    await asyncio.sleep(0.01)
    assert reported == []
