"""The page about running the bot as a service says what the code does, and its examples are complete."""

import configparser
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.parser import parser
from bot.config import VARIABLES
from bot.connection.budget_limits import Limits
from bot.connection.health import Connection, check_health, write_health
from bot.connection.incidents import LIMIT, WINDOW_SECONDS
from bot.connection.supervision import ExitCode
from bot.connection.timings import Timings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "bot" / "connection" / "README.md").read_text(encoding="utf-8")
TEXT = " ".join(PAGE.split())


def block(language: str) -> str:
    (text,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    return str(text)


@pytest.fixture(scope="module")
def service() -> Mapping[str, Any]:
    """The service of the Compose file."""
    described: Mapping[str, Any] = yaml.safe_load(block("yaml"))["services"]["faq-bot"]
    return described


@pytest.fixture(scope="module")
def unit() -> configparser.SectionProxy:
    """The service of the systemd unit."""
    described = configparser.ConfigParser(strict=False, interpolation=None)
    described.optionxform = str  # type: ignore[assignment, method-assign]
    described.read_string(block("ini"))
    return described["Service"]


def test_the_numbers_are_those_of_the_code() -> None:
    limits, timings = Limits(), Timings()
    assert f"sends at most {limits.per_day} of them in 24 hours" in TEXT
    assert (limits.first_wait, limits.max_wait, limits.max_spread) == (1.0, 900.0, 1800.0)
    assert "double from 1 second to 15 minutes" in TEXT
    assert f"After {limits.free} of them" in TEXT
    assert f"each shard has at least {limits.least} identifies in 24 hours" in TEXT
    assert f"leaves {100 * limits.reserve:.0f} % of them unused" in TEXT
    assert (limits.free_crashes, limits.first_refusal_wait, limits.max_refusal_wait) == (3, 10.0, 3600.0)
    assert timings.proven == 15 * 60
    assert f"for up to {timings.drain:.0f} seconds. After {timings.end} seconds" in TEXT
    assert f"a timer of {timings.end_hung + timings.backstop:.0f} seconds" in TEXT
    assert (timings.hung, timings.end_hung) == (15.0, 120.0)
    assert (LIMIT, WINDOW_SECONDS) == (10, 600.0)
    assert (timings.first_backoff, timings.max_backoff, timings.heartbeat) == (1.0, 60.0, 5.0)


def test_the_table_of_fields_is_that_of_the_command(tmp_path: Path) -> None:
    write_health(tmp_path / "health", 1000.0, Connection(), (), ())
    fields = check_health(tmp_path / "health", 1000.0).as_json(1000.0)
    section = PAGE.partition("## Health\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE) == list(fields)


def test_both_services_wait_longer_than_the_bot_needs_to_stop(
    service: Mapping[str, Any], unit: configparser.SectionProxy
) -> None:
    assert float(service["stop_grace_period"].removesuffix("s")) > Timings().end
    assert float(unit["TimeoutStopSec"]) > Timings().end


def test_compose_keeps_the_state_and_lets_the_bot_write_nowhere_else(service: Mapping[str, Any]) -> None:
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "state:/app/state" in service["volumes"]
    written = re.findall(r"(?:CACHE_DIR|HEALTH_FILE)=(\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    assert len(written) == 2
    assert all(path.startswith("/tmp/") for path in written)  # noqa: S108 - the container's own
    assert service["tmpfs"][0].startswith("/tmp:")  # noqa: S108


def test_systemd_does_not_restart_a_bot_whose_settings_have_to_change(unit: configparser.SectionProxy) -> None:
    assert int(unit["RestartPreventExitStatus"]) == ExitCode.CONFIG
    assert callable(parser().parse_args(unit["ExecStart"].partition(" -m bot ")[2].split()).execute)
    named = set(re.findall(r"([A-Z_]+)=", " ".join(re.findall(r"^Environment=(.*)$", block("ini"), re.MULTILINE))))
    assert named == {"STATE_DIR", "CACHE_DIR", "HEALTH_FILE", "DISCORD_TOKEN_FILE"}
    assert named <= {variable.name for variable in VARIABLES}
