import asyncio

import pytest

from bot.connection.background import keep_running
from bot.connection.health import HealthStatus
from bot.connection.incidents import LIMIT, Incidents


async def test_work_that_fails_starts_again_and_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    status, starts, enough = HealthStatus(), list[int](), asyncio.Event()

    async def fail() -> None:
        starts.append(len(starts))
        if len(starts) == LIMIT + 1:
            enough.set()
            await asyncio.sleep(60)
        raise KeyError

    task = asyncio.create_task(keep_running("Reading", fail, Incidents(status), pause=0.0))
    await asyncio.wait_for(enough.wait(), 20)
    assert len(starts) == LIMIT + 1
    assert caplog.text.count("Reading: unexpected KeyError") == 1
    assert "errors" in status.degraded_parts
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
