"""Claims: of several processes, one answers a question."""

import time
from collections import Counter
from typing import Any

import pytest

from bot.store import StoreError, open_store
from bot.store.claims import Claims
from bot.store.postgresql import connect


def test_of_several_processes_one_gets_each_claim(database: str) -> None:
    store = open_store(database)
    store.status().result()
    processes, ids = [Claims(database) for _ in range(3)], range(1, 401)
    pending = [(number, claims.claim(number)) for number in ids for claims in processes]
    won = Counter(number for number, claim in pending if claim.result())
    assert won == Counter(ids)
    assert not any(claims.claim(1).result() for claims in processes)
    for claims in processes:
        claims.close()
    store.close()


def test_two_bots_do_not_take_each_others_messages(database: str) -> None:
    store = open_store(database, owner="first")
    store.status().result()
    first, second = Claims(database, "first"), Claims(database, "second")
    assert first.claim(1).result()
    with pytest.raises(StoreError):
        second.claim(2).result()
    first.close()
    second.close()
    store.close()


def test_the_same_claim_twice_at_once_is_won_once(database: str) -> None:
    store = open_store(database)
    store.status().result()
    claims = Claims(database)
    pending = [claims.claim(7) for _ in range(20)]
    assert [claim.result() for claim in pending] == [True] + [False] * 19
    claims.close()
    store.close()


def test_claims_outlast_a_connection_that_the_server_ends(database: str) -> None:
    import psycopg  # noqa: PLC0415 - may not be installed

    store, claims = open_store(database), Claims(database)
    store.status().result()
    assert claims.claim(1).result()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert claims.claim(2).result()
    assert not claims.claim(2).result()
    claims.close()
    store.close()


def test_a_claim_with_an_unknown_end_is_not_taken_for_another_process(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg  # noqa: PLC0415 - may not be installed

    store, claims = open_store(database), Claims(database)
    store.status().result()
    connections: list[psycopg.Connection] = []

    def connect_and_note(url: str, **options: Any) -> psycopg.Connection:  # noqa: ANN401  # as above
        connections.append(connect(url, **options))
        return connections[-1]

    monkeypatch.setattr("bot.store.claims.connect", connect_and_note)
    assert claims.claim(1).result()
    execute = connections[0].execute

    def lose_the_reply(*arguments: Any) -> None:  # noqa: ANN401  # psycopg's
        execute(*arguments)
        connections[0].close()
        raise psycopg.OperationalError

    monkeypatch.setattr(connections[0], "execute", lose_the_reply)
    with pytest.raises(StoreError):
        claims.claim(2).result()
    assert not claims.claim(2).result()
    claims.close()
    store.close()


def test_claims_are_valid_even_if_old_ones_cannot_be_deleted(database: str) -> None:
    import psycopg  # noqa: PLC0415 - may not be installed

    store, claims = open_store(database), Claims(database)
    store.status().result()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE RULE kept AS ON DELETE TO claims DO INSTEAD SELECT 1 / 0")
    assert claims.claim(1).result()
    assert not claims.claim(1).result()
    claims.close()
    store.close()


def test_claims_do_not_wait_for_a_locked_store(database: str) -> None:
    import psycopg  # noqa: PLC0415 - may not be installed

    store, claims = open_store(database), Claims(database)
    store.status().result()
    with psycopg.connect(database) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(7105418023)")
        waiting = store.set(7, "strictness", "eager")
        began = time.monotonic()
        assert claims.claim(1).result()
        assert time.monotonic() - began < 2
    waiting.result()
    claims.close()
    store.close()
