"""The metrics of the whole program after known traffic."""

import asyncio
import os
import socket
import sys
import time
import urllib.request
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from bot.connection.health import check_health
from bot.knowledge import KnowledgeBase
from tests.loopback.busy_discord import AUTOCOMPLETE, BusyDiscord
from tests.loopback.conftest import eventually
from tests.loopback.fake_discord import PATIENCE, TOKEN

ROOT = Path(__file__).parents[2]
GIBBERISH = "xqzzv wvvkj qqpfl?"


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def series(name: str, **labels: str) -> str:
    """A series as Prometheus writes it."""
    return name + "".join(f'{{{label}="{value}"}}' for label, value in labels.items())


def scrape(port: int) -> dict[str, float]:
    """The samples, as Prometheus reads them."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as page:
        text = page.read().decode()
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {series(sample.name, **sample.labels): sample.value for sample in samples}


@asynccontextmanager
async def running(fake: BusyDiscord, folder: Path, port: int) -> AsyncIterator[None]:
    """The program, until the block ends."""
    command = [sys.executable, "-m", "tests.loopback.program", fake.rest, fake.gateway]
    settings = {
        "DISCORD_TOKEN": TOKEN,
        "STATE_DIR": str(folder),
        "CACHE_DIR": "none",
        "MEANING": "none",
        "HEALTH_FILE": str(folder / "health"),
        "METRICS_PORT": str(port),
    }
    process = await asyncio.create_subprocess_exec(
        *command, "run", "--data", str(ROOT / "data"), cwd=ROOT, env=os.environ | settings, stdout=DEVNULL, stderr=PIPE
    )
    try:
        await fake.until(lambda: bool(fake.identifies))
        yield
    finally:
        process.kill()
        await process.communicate()


async def test_the_series_show_what_happened(busy: BusyDiscord, tmp_path: Path, shipped_base: KnowledgeBase) -> None:
    question, port = shipped_base.entries[0].question, free_port()
    async with running(busy, tmp_path, port):
        for number in range(6):  # a member may ask five times in half a minute
            await busy.mention(question, str(1000 + number), "5000")
        await busy.mention(GIBBERISH, "1010", "5001")
        await busy.slash(question, "5002")
        await busy.slash("open", "5002", kind=AUTOCOMPLETE)
        await busy.until(lambda: len(busy.posts) == 7 and len(busy.responses) == 1 and len(busy.acknowledged_at) == 2)
        busy.post_statuses.append(403)
        await busy.mention(question, "1020", "5003")
        found: dict[str, float] = {}

        def complete() -> bool:
            found.update(scrape(port))
            return found.get(series("faq_bot_responses_total", status="403")) == 1

        await eventually(complete)
    assert found[series("faq_bot_answers_total", outcome="answered")] == 6
    assert found[series("faq_bot_answers_total", outcome="unanswered")] == 1
    assert found[series("faq_bot_questions_dropped_total", reason="rate_limited")] == 1
    assert found[series("faq_bot_questions_dropped_total", reason="busy")] == 0
    assert found[series("faq_bot_answer_seconds_count")] == 7
    assert found[series("faq_bot_acknowledge_seconds_count")] == 2
    assert 0 < found[series("faq_bot_acknowledge_seconds_sum")] < 6
    assert found[series("faq_bot_interactions_expired_total")] == 0
    assert found[series("faq_bot_waiting", **{"for": "ranking"})] == 0
    assert found[series("faq_bot_connected")] == found[series("faq_bot_shard_connected", shard="0")] == 1
    assert found[series("faq_bot_servers")] == 1
    assert found[series("faq_bot_identifies_failed")] == 1
    assert found[series("faq_bot_identifies_left")] == busy.remaining
    assert found[series("faq_bot_loop_lag_seconds_count")] > 0
    assert found[series("faq_bot_database_up")] == 1
    assert found[series("faq_bot_knowledge_entries")] == len(shipped_base.entries)
    assert found[series("faq_bot_knowledge_info", version=shipped_base.version)] == 1
    assert found["process_resident_memory_bytes"] > 0
    assert not [name for name in found if any(word in name for word in ("5000", "5001", "xqzzv", question))]


async def test_without_its_port_the_bot_is_degraded(
    busy: BusyDiscord, tmp_path: Path, shipped_base: KnowledgeBase
) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        async with running(busy, tmp_path, held.getsockname()[1]):
            await busy.mention(shipped_base.entries[0].question, "1000", "5000")
            await busy.until(lambda: len(busy.posts) == 1)
    health = check_health(tmp_path / "health", time.time()).health
    assert health
    assert health.degraded[0].startswith("metrics are not served: cannot listen on 127.0.0.1")
