import asyncio
import threading
import time
from functools import partial

import pytest

from bot.discord_ui.worker import WAITING_LOOKUPS, BusyError, Worker


async def test_a_job_runs_in_another_thread() -> None:
    worker = Worker(1)
    assert await worker.run(threading.current_thread) is not threading.main_thread()
    worker.close()


async def test_a_full_queue_rejects_at_once_and_accepts_again_later() -> None:
    worker, gate = Worker(1), threading.Event()
    running = asyncio.create_task(worker.run(lambda: gate.wait(10)))
    await asyncio.sleep(0)
    assert worker.full
    with pytest.raises(BusyError):
        await worker.run(lambda: None)
    gate.set()
    assert await running
    assert await worker.run(lambda: "again") == "again"
    worker.close()


async def test_a_failed_job_frees_its_place() -> None:
    worker = Worker(1)
    with pytest.raises(ZeroDivisionError):
        await worker.run(lambda: 1 // 0)
    assert not worker.full
    worker.close()


async def test_questions_go_before_lookups_and_the_newest_lookup_goes_first() -> None:
    worker, gate, done = Worker(10), threading.Event(), list[str]()
    blocked = asyncio.create_task(worker.run(lambda: gate.wait(10)))
    await asyncio.sleep(0)
    lookups = [asyncio.create_task(worker.look_up(partial(done.append, name))) for name in ("old", "new")]
    await asyncio.sleep(0)
    question = asyncio.create_task(worker.run(partial(done.append, "question")))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(blocked, question, *lookups)
    assert done == ["question", "new", "old"]
    worker.close()


async def test_too_many_lookups_push_out_the_oldest() -> None:
    worker, gate = Worker(10), threading.Event()
    blocked = asyncio.create_task(worker.run(lambda: gate.wait(10)))
    await asyncio.sleep(0)
    lookups = [asyncio.create_task(worker.look_up(lambda: None)) for _ in range(WAITING_LOOKUPS + 2)]
    await asyncio.sleep(0)
    gate.set()
    results = await asyncio.gather(*lookups, return_exceptions=True)
    assert [isinstance(result, BusyError) for result in results] == [True] * 2 + [False] * WAITING_LOOKUPS
    assert await blocked
    worker.close()


async def test_a_question_that_would_wait_too_long_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord_ui.worker.MAX_WAIT_SECONDS", 0.001)
    worker, gate = Worker(10), threading.Event()
    await worker.run(lambda: time.sleep(0.05))
    blocked = asyncio.create_task(worker.run(lambda: gate.wait(10)))
    await asyncio.sleep(0)
    assert worker.full
    gate.set()
    assert await blocked
    assert not worker.full
    worker.close()
