"""The page about many servers says what the code does, and its example is complete."""

import math
import re
from pathlib import Path

import yaml

from bot.config import VARIABLES, Settings
from bot.connection.budget_limits import Limits
from bot.pacing.schedule import PROXIED_AT_ONCE, REQUESTS_PER_SECOND

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "bot" / "connection" / "SCALING.md").read_text(encoding="utf-8")
TEXT = " ".join(PAGE.split())


def test_the_numbers_are_those_of_the_code() -> None:
    limits = Limits()
    assert f"leaves {limits.gap} seconds between them" in TEXT
    assert f"100 shards are online after {round(100 * limits.gap / 60)} minutes" in TEXT
    assert f"can restart {math.floor(1000 * (1 - limits.reserve) / 100)} times a day" in TEXT
    assert f"The bot sends at most {REQUESTS_PER_SECOND:.0f}, which is {3600 * REQUESTS_PER_SECOND:,.0f}" in TEXT
    assert f"up to {PROXIED_AT_ONCE} requests in flight" in TEXT


def test_the_memory_in_the_table_is_that_of_the_arithmetic() -> None:
    base, per_server = map(int, re.findall(r"A process takes (\d+) MB, and (\d+) kB more", TEXT)[0])
    rows = re.findall(r"^\| (?:1 to )?([\d,]+) \| \d+ \| (\d+) .*?\| (\d+) MB \|", PAGE, flags=re.MULTILINE)
    assert len(rows) == 4
    for servers, processes, megabytes in rows:
        computed = base + int(servers.replace(",", "")) / int(processes) * per_server / 1024
        assert abs(computed - int(megabytes)) < 10


def test_the_processes_of_the_example_run_all_shards() -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    services = yaml.safe_load(example)["services"]
    settings = [service["environment"] for name, service in services.items() if name.startswith("bot-")]
    assert {name for each in settings for name in each} <= {variable.name for variable in VARIABLES}
    read = [Settings.from_env(each) for each in settings]
    shards = [shard for each in read for shard in each.shard_ids]
    assert shards == list(range(read[0].shard_count or 0))
