"""The health file, written and read, and what the parts of the bot report."""

import json
import math
import os
from pathlib import Path

import pytest

from bot.connection.health import (
    FUTURE_SECONDS,
    OVERDUE_SECONDS,
    STALE_AFTER_SECONDS,
    Connection,
    HealthStatus,
    check_health,
    write_health,
)

READY = Connection(ready=True, latency=0.05)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "health"


@pytest.mark.parametrize("latency", [0.05, math.inf, math.nan])
def test_a_connected_bot_is_healthy_with_any_latency(file: Path, latency: float) -> None:
    write_health(file, 1000.0, Connection(ready=True, latency=latency), (), ())
    assert not check_health(file, 1000.0 + STALE_AFTER_SECONDS).wrong


@pytest.mark.parametrize(
    ("connection", "now", "wrong"),
    [
        (READY, 1001.0 + STALE_AFTER_SECONDS, "no heartbeat for 31 seconds"),
        (READY, 999.0 - FUTURE_SECONDS, "6 seconds in the future"),
        (Connection(), 1001.0, "not connected to Discord"),
        (Connection(fault="Discord is unreachable."), 1001.0, "not connected to Discord: Discord is unreachable."),
        (Connection(ready=True, overdue=OVERDUE_SECONDS + 1), 1001.0, "not answered a heartbeat for 16 seconds"),
    ],
)
def test_a_bot_that_hangs_or_is_not_connected_is_unhealthy(
    file: Path, connection: Connection, now: float, wrong: str
) -> None:
    write_health(file, 1000.0, connection, (), ())
    assert wrong in check_health(file, now).line


def test_a_hung_part_is_unhealthy(file: Path) -> None:
    write_health(file, 1000.0, READY, ["ranking"], ())
    assert "ranking has made no progress" in check_health(file, 1001.0).line


def test_a_degraded_bot_is_healthy_and_says_why(file: Path) -> None:
    write_health(file, 1000.0, READY, (), ["the database is locked"])
    verdict = check_health(file, 1001.0)
    assert not verdict.wrong
    assert verdict.line == "connected to Discord, but degraded: the database is locked"
    shown = verdict.as_json(1001.0)
    assert (shown["status"], shown["age"], shown["latency"]) == ("degraded", 1.0, 0.05)


def test_a_bot_that_never_ran_is_unhealthy(file: Path) -> None:
    verdict = check_health(file, 1000.0)
    assert "does not exist" in verdict.line
    assert verdict.as_json(1000.0) == {"status": "unhealthy", "wrong": [verdict.line]}


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"ts": 1, "ready": true}', '{"ts": null, "x": 1}'])
def test_a_foreign_file_is_unhealthy(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    assert "not a health file" in check_health(file, 1000.0).line


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_fifo_in_its_place_neither_blocks_the_writer_nor_the_reader(file: Path) -> None:
    os.mkfifo(file)
    assert "not a health file" in check_health(file, 1000.0).line
    write_health(file, 1000.0, READY, (), ())
    assert json.loads(file.read_text(encoding="utf-8"))["ready"]


def test_each_part_reports_its_own_state() -> None:
    status = HealthStatus()
    status.degrade("store", "the database is locked")
    status.degrade("rates", "500 refused requests")
    status.degrade("rates", "900 refused requests")
    assert list(status.degraded) == ["900 refused requests", "the database is locked"]
    status.recover("store")
    status.recover("never reported")
    assert list(status.degraded) == ["900 refused requests"]
