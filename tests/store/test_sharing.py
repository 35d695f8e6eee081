"""Several processes that use one database."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from bot.store import Content, EditKind, NewEdit, Reason, StoreError, open_store
from bot.store.claims import Claims
from bot.store.peers import Peers
from bot.store.topics import KNOWLEDGE, PROCESSES
from tests.store.conftest import Open

PATIENCE = 20.0
"""Timeout of a wait in seconds. A passing test never reaches it."""
ROOT = Path(__file__).parents[2]
PROCESS = """
import sys, time
from bot.store.peers import Peers
peers = Peers(sys.argv[1])
peers.start()
print(peers.number, flush=True)
time.sleep(600)
"""


def wait_until(true: Callable[[], bool]) -> float:
    """Wait until a condition is true that nothing announces. Returns the seconds."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.01)
    return time.monotonic() - began


@pytest.fixture
def meet(database: str) -> Iterator[Callable[[], Peers]]:
    """Makes a further peer."""
    made: list[Peers] = []

    def make() -> Peers:
        made.append(Peers(database))
        made[-1].start()
        return made[-1]

    yield make
    for peers in made:
        peers.close()


def test_no_change_of_a_value_is_lost(open_here: Open) -> None:
    stores = [open_here(), open_here()]
    stores[0].status().result()

    def add(number: int) -> None:
        stores[number % 2].change("sum", lambda text, _: str(int(text or "0") + number)).result()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(60)))
    assert stores[0].change("sum", lambda text, _: text).result() == str(sum(range(60)))


def test_peers_know_who_runs(meet: Callable[[], Peers]) -> None:
    first = meet()
    assert first.others == frozenset()
    topics: list[str] = []
    first.told = topics.append
    second = meet()
    assert second.others == {first.number}
    wait_until(lambda: first.others == {second.number})
    assert PROCESSES in topics
    second.close()
    wait_until(lambda: first.running == {first.number})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kills in another way")
def test_a_killed_process_is_missed_within_two_seconds(meet: Callable[[], Peers], database: str) -> None:
    first = meet()
    process = Popen([sys.executable, "-c", PROCESS, database], cwd=ROOT, stdout=PIPE, text=True)  # noqa: S603  # our own
    assert process.stdout
    number = int(process.stdout.readline())
    wait_until(lambda: number in first.others)
    process.kill()
    process.wait()
    process.stdout.close()
    assert wait_until(lambda: number not in first.others) < 2


def test_changes_are_told_once_they_can_be_read(meet: Callable[[], Peers], database: str) -> None:
    peers, store = meet(), open_store(database)
    read: dict[str, object] = {}
    seen = threading.Event()

    def note(topic: str) -> None:
        read[topic] = (store.settings(7).result(), len(store.history().result()), len(store.labels().result()))
        seen.set()

    peers.told = note

    def told(topic: str) -> object:
        wait_until(lambda: topic in read)
        return read.pop(topic)

    writer = open_store(database)
    writer.set(7, "strictness", "eager").result()
    assert told("settings 7") == ({"strictness": "eager"}, 0, 0)
    writer.edit(lambda _: NewEdit(EditKind.ADD, "e", Content(("Open?",), "Yes."), None, "mod")).result()
    assert told(KNOWLEDGE) == ({"strictness": "eager"}, 1, 0)
    writer.confirm(["Is it open?"], "e").result()
    assert told(KNOWLEDGE) == ({"strictness": "eager"}, 1, 1)
    writer.close()
    store.close()


def test_after_a_lost_connection_anything_may_have_changed(meet: Callable[[], Peers], database: str) -> None:
    import psycopg  # noqa: PLC0415 - may not be installed

    peers, topics = meet(), list[str]()
    peers.told = topics.append
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    wait_until(lambda: "" in topics)
    assert peers.running == {peers.number}


def test_a_database_that_is_not_there_does_not_hold_up_the_start(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    peers = Peers(f"postgresql://faq:secret@/faq?host={tmp_path}")
    peers.start()
    assert peers.running == {peers.number}
    peers.close()
    claims = Claims(f"postgresql://faq:secret@/faq?host={tmp_path}")
    for _ in range(2):
        with pytest.raises(StoreError):
            claims.claim(1).result()


def test_a_process_that_hangs_in_a_write_does_not_keep_the_others_from_writing(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.engines.DEAD_SECONDS", 1)
    hanging, store = open_store(database), open_store(database)
    began, go_on = threading.Event(), threading.Event()

    def hang(text: str, _: float) -> str:
        began.set()
        go_on.wait(PATIENCE)
        return text + "late"

    late = hanging.change("value", hang)
    assert began.wait(PATIENCE)
    assert store.change("value", lambda text, _: text + "in time").result() == "in time"
    go_on.set()
    with pytest.raises(StoreError) as raised:
        late.result()
    assert raised.value.reason is Reason.UNREACHABLE
    assert store.change("value", lambda text, _: text).result() == "in time"
    hanging.close()
    store.close()
