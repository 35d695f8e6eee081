from datetime import date

import pytest

from bot.store import Counter, Outcome, Reason, Status, StoreError, Vote, VoteCount
from bot.store.store import Store
from tests.store.conftest import Clock, Open

FIRST, NEXT = date(2026, 11, 27), date(2026, 11, 28)


def thumb(user: int, *, helped: bool | None, answer: str = "1") -> Vote:
    return Vote(answer, user, helped, "refunds", "v1", 7)


def test_a_new_store_works(store: Store) -> None:
    assert store.status().result() == Status()
    assert not store.status().result().degraded


def test_outcomes_are_counted_by_day_server_and_entry(store: Store, clock: Clock) -> None:
    for server in (7, 7, 8):
        store.count(server, Outcome.ANSWERED, "refunds").result()
    clock.turn(1)
    store.count(7, Outcome.UNANSWERED).result()
    assert store.counters().result() == (
        Counter(FIRST, 7, Outcome.ANSWERED, "refunds", 2),
        Counter(FIRST, 8, Outcome.ANSWERED, "refunds", 1),
        Counter(NEXT, 7, Outcome.UNANSWERED, "", 1),
    )
    assert store.counters(server=7, since=NEXT).result() == (Counter(NEXT, 7, Outcome.UNANSWERED, "", 1),)


def test_a_person_has_one_vote_on_an_answer_and_can_change_it(store: Store) -> None:
    for helped in (True, True, False):
        assert store.vote(thumb(1, helped=helped)).result()
    store.vote(thumb(2, helped=True)).result()
    assert store.votes().result() == (VoteCount(FIRST, 7, "refunds", "v1", 1, 1),)
    store.vote(thumb(1, helped=None)).result()
    assert store.votes(server=7).result() == (VoteCount(FIRST, 7, "refunds", "v1", 1, 0),)
    assert store.votes(server=8).result() == ()


def test_votes_on_two_answers_both_count(store: Store) -> None:
    for answer in ("1", "2"):
        store.vote(thumb(1, helped=True, answer=answer)).result()
    assert [each.helped for each in store.votes().result()] == [2]


async def test_a_coroutine_awaits_the_same_methods(store: Store) -> None:
    await store.count(7, Outcome.ANSWERED)
    assert [each.count for each in await store.counters()] == [1]


def test_everything_is_there_after_a_restart(store: Store, open_here: Open) -> None:
    store.vote(thumb(1, helped=True)).result()
    store.set(7, "strictness", "eager").result()
    store.close()
    again = open_here()
    again.vote(thumb(1, helped=False)).result()  # the same person: the key of the hashes is the same
    assert again.votes().result() == (VoteCount(FIRST, 7, "refunds", "v1", 0, 1),)
    assert again.settings(7).result() == {"strictness": "eager"}


def test_two_processes_may_use_one_store(store: Store, open_here: Open) -> None:
    other = open_here()
    for each in (store, other, store):
        each.count(7, Outcome.ANSWERED).result()
    assert [each.count for each in other.counters().result()] == [3]


def test_a_setting_is_of_one_server_and_can_be_removed(store: Store) -> None:
    store.set(7, "strictness", "eager").result()
    store.set(7, "strictness", "careful").result()
    assert store.settings(7).result() == {"strictness": "careful"}
    assert store.settings(8).result() == {}
    store.set(7, "strictness", None).result()
    assert store.settings(7).result() == {}


def test_of_two_processes_that_replace_a_setting_one_succeeds(store: Store, open_here: Open) -> None:
    other = open_here()
    tries = [each.replace(7, "announced", None, "2026-11-27") for each in (store, other)]
    assert sorted(each.result() for each in tries) == [False, True]
    assert not store.replace(7, "announced", "2026-11-20", None).result()
    assert other.replace(7, "announced", "2026-11-27", None).result()
    assert store.settings(7).result() == {}


def test_a_closed_store_has_done_everything_and_refuses_more(store: Store, open_here: Open) -> None:
    for _ in range(20):
        store.count(7, Outcome.ANSWERED)
    store.close()
    with pytest.raises(StoreError) as refused:
        store.count(7, Outcome.ANSWERED).result()
    assert refused.value.reason is Reason.CLOSED
    again = open_here()
    assert [counter.count for counter in again.counters().result()] == [20]
