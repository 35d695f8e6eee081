import asyncio
import threading

import pytest

from bot.discord_ui.worker import BusyError, Worker


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
