"""The health file, written and read."""

import math
from pathlib import Path

import pytest

from bot.connection.health import STALE_AFTER_SECONDS, HealthStatus, check_health, write_health


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "health"


@pytest.mark.parametrize("latency", [0.05, math.inf, math.nan])
def test_a_connected_bot_is_healthy_with_any_latency(file: Path, latency: float) -> None:
    write_health(file, ts=1000.0, ready=True, latency=latency)
    assert check_health(file, 1000.0 + STALE_AFTER_SECONDS) is None


@pytest.mark.parametrize(
    ("ready", "now", "wrong"),
    [
        (True, 1001.0 + STALE_AFTER_SECONDS, "no heartbeat"),
        (False, 1001.0, "not connected"),
    ],
)
def test_a_hung_or_disconnected_bot_is_unhealthy(file: Path, *, ready: bool, now: float, wrong: str) -> None:
    write_health(file, ts=1000.0, ready=ready, latency=0.05)
    assert wrong in (check_health(file, now) or "")


def test_a_bot_that_never_ran_is_unhealthy(file: Path) -> None:
    assert "does not exist" in (check_health(file, 1000.0) or "")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"ts": 1, "ready": true}', '{"ts": null, "x": 1}'])
def test_a_foreign_file_is_unhealthy(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    assert "not a health file" in (check_health(file, 1000.0) or "")


def test_each_part_reports_its_own_state() -> None:
    status = HealthStatus()
    status.degrade("store", "the database is locked")
    status.degrade("rates", "500 refused requests")
    status.degrade("rates", "900 refused requests")
    assert list(status.degraded) == ["900 refused requests", "the database is locked"]
    status.recover("store")
    status.recover("never reported")
    assert list(status.degraded) == ["900 refused requests"]
