"""Responses to interactions go before other work."""

import asyncio

import pytest

from bot.pacing.callbacks import CALLBACKS_AT_ONCE, Callbacks

MANY = 20


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_work_waits_while_many_responses_are_on_their_way() -> None:
    callbacks = Callbacks()
    for _ in range(MANY):
        await callbacks.begin()
    work = asyncio.create_task(callbacks.before_ranking())
    await turns(5)
    assert not work.done()
    for _ in range(MANY):
        callbacks.end()
    async with asyncio.timeout(0.5):  # less than the longest wait
        await work


async def test_work_waits_for_a_second_in_all_however_much_there_is() -> None:
    callbacks = Callbacks()
    for _ in range(MANY):
        await callbacks.begin()
    async with asyncio.timeout(1.9):
        await asyncio.gather(*(callbacks.before_ranking() for _ in range(MANY)))


async def test_work_continues_one_by_one_in_the_order_in_which_it_came() -> None:
    callbacks = Callbacks()
    done: list[int] = []

    async def work(number: int) -> None:
        await callbacks.before_ranking()
        done.append(number)

    tasks = [asyncio.create_task(work(number)) for number in range(MANY)]
    while len(done) < MANY:
        before = len(done)
        await asyncio.sleep(0)
        assert len(done) <= before + 1
    assert done == list(range(MANY))
    await asyncio.gather(*tasks)


async def test_it_is_crowded_while_a_response_waits_for_its_place() -> None:
    callbacks = Callbacks()
    for _ in range(CALLBACKS_AT_ONCE):
        await callbacks.begin()
    assert not callbacks.crowded
    waiting = asyncio.create_task(callbacks.begin())
    await turns(1)
    assert callbacks.crowded
    callbacks.end()
    await waiting
    assert not callbacks.crowded


async def test_spare_responses_wait_for_all_others_and_the_newest_goes_first() -> None:
    callbacks = Callbacks()
    for _ in range(MANY):
        await callbacks.begin()
    done: list[int] = []

    async def respond(number: int) -> None:
        if await callbacks.spare_turn():
            done.append(number)

    tasks = [asyncio.create_task(respond(number)) for number in range(3)]
    await turns(5)
    assert done == []
    for _ in range(MANY):
        callbacks.end()
    await asyncio.gather(*tasks)
    assert done == [2, 1, 0]


async def test_spare_responses_are_dropped_when_it_is_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    callbacks, loop, late = Callbacks(), asyncio.get_running_loop(), 0.0
    now = loop.time
    monkeypatch.setattr(loop, "time", lambda: now() + late)
    for _ in range(MANY):
        await callbacks.begin()
    response = asyncio.create_task(callbacks.spare_turn())
    await turns(5)
    late = 2.5
    for _ in range(MANY):
        callbacks.end()
    assert not await response
