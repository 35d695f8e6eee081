"""How many sessions the bot may start, across restarts, on a clock of its own."""

import json
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from bot.connection.budget import Limits, StartBudget, settings_key
from bot.connection.budget_file import BudgetFile, budget_name
from bot.connection.budget_state import DAY

GAP = Limits().gap
START = 1_800_000_000.0
TOKEN, OTHER_TOKEN, RESET_TOKEN = "bot.a.secret", "other.a.secret", "bot.b.secret"


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        """Seconds since 1970."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "budget.json"


@pytest.fixture
def begin(file: Path, clock: Clock) -> Callable[[], StartBudget]:
    """Start a process: it knows only what is in the file."""

    def process() -> StartBudget:
        budget = StartBudget(BudgetFile(file, clock), now=clock)
        budget.started()
        return budget

    return process


def test_a_gateway_that_closes_after_each_identify_gets_at_most_100_a_day(
    begin: Callable[[], StartBudget], clock: Clock
) -> None:
    budget, times = begin(), list[float]()
    while clock.now < START + 3 * DAY:
        clock.now += budget.wait()
        budget.spend()
        times.append(clock.now)
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert waits[:10] == [GAP, GAP, GAP, 8, 16, 32, 64, 128, 256, 512]
    assert max(sum(begin <= moment < begin + DAY for moment in times) for begin in times) <= 100


@pytest.mark.parametrize("alive", [0.0, 10.0, 61.0, 600.0])
def test_a_process_that_crashes_again_and_again_makes_at_most_100_a_day(
    begin: Callable[[], StartBudget], clock: Clock, alive: float
) -> None:
    times = list[float]()
    while clock.now < START + 2 * DAY:
        budget = begin()
        clock.now += budget.wait()
        budget.spend()
        budget.ready()
        times.append(clock.now)
        clock.now += alive + 0.1
    assert max(sum(begin <= moment < begin + DAY for moment in times) for begin in times) <= 100
    assert len(times) > 50


def test_sessions_that_last_cost_nothing(begin: Callable[[], StartBudget], clock: Clock) -> None:
    budget = begin()
    for _ in range(200):
        assert budget.wait() == 0
        budget.spend()
        budget.ready()
        clock.now += 1000
        budget.proven()
    assert budget.failed_today == 0


def test_clean_restarts_cost_nothing_but_the_gap(begin: Callable[[], StartBudget], clock: Clock) -> None:
    for _ in range(200):
        budget = begin()
        clock.now += 1
        assert budget.wait() <= GAP - 1
        clock.now += GAP - 1
        budget.spend()
        budget.ready()
        budget.stopped()
    assert begin().failed_today == 0


def test_sixty_sessions_that_break_soon_do_not_slow_it_down(begin: Callable[[], StartBudget], clock: Clock) -> None:
    budget = begin()
    for _ in range(60):
        budget.spend()
        budget.ready()
        clock.now += budget.limits.gap
        assert budget.wait() == 0
    for _ in range(3):
        budget.spend()
        budget.ready()
        clock.now += budget.wait()
    assert clock.now == START + 60 * GAP + GAP * (1 + 2 + 4)


def test_a_refused_setting_is_told_at_the_next_start_which_waits(
    begin: Callable[[], StartBudget], clock: Clock
) -> None:
    waits = list[float]()
    for _ in range(12):
        begin().refused("settings", "Switch it on.")
        refusal = begin().last_refusal("settings")
        assert refusal is not None
        assert refusal[0] == "Switch it on."
        waits.append(refusal[1])
        clock.now += refusal[1]
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]


def test_changed_settings_do_not_wait(begin: Callable[[], StartBudget], clock: Clock) -> None:
    budget = begin()
    budget.spend()
    budget.refused("settings", "Switch it on.")
    clock.now += GAP
    budget = begin()
    assert budget.last_refusal("other settings") is None
    assert budget.wait() == 0


def test_settings_that_discord_accepts_are_no_longer_refused(begin: Callable[[], StartBudget]) -> None:
    begin().refused("settings", "Switch it on.")
    budget = begin()
    budget.spend()
    budget.ready()
    assert begin().last_refusal("settings") is None


@pytest.mark.parametrize(("remaining", "wait"), [(1000, 0), (51, 0), (50, 1800), (0, 1800)])
def test_the_rest_that_discord_allows_is_left_alone(remaining: int, wait: float) -> None:
    assert Limits().wait_of(1000, remaining, 1800) == wait


@pytest.mark.parametrize(("reset_after", "wait"), [(0, GAP), (-1, GAP), (86_000, 3600)])
def test_the_wait_for_discord_is_never_too_short_or_too_long(reset_after: float, wait: float) -> None:
    assert Limits().wait_of(1000, 0, reset_after) == wait


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff", b'{"identifies": 7}', b"[" * 100_000, b"0" * 2_000_000],
    ids=lambda content: content[:20],
)
def test_a_damaged_file_begins_a_new_budget(
    file: Path, begin: Callable[[], StartBudget], caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    budget = begin()
    assert budget.failed_today == 0
    assert "A new one begins" in caplog.text
    budget.spend()
    assert begin().failed_today == 1


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400", '"x"', "null", "[]"])
def test_a_value_that_is_no_time_begins_a_new_budget(file: Path, begin: Callable[[], StartBudget], value: str) -> None:
    begin().spend()
    text = file.read_text(encoding="utf-8")
    last = json.dumps(json.loads(text)["shards"]["0"]["last"])
    file.write_text(text.replace(f'"last": {last}', f'"last": {value}'), encoding="utf-8")
    assert begin().failed_today == 0


def test_times_of_the_future_count_as_now(begin: Callable[[], StartBudget], clock: Clock) -> None:
    begin().spend()
    clock.now -= 1_000_000
    budget = begin()
    assert budget.failed_today == 1
    assert budget.wait() <= GAP


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_fifo_in_its_place_does_not_block(file: Path, begin: Callable[[], StartBudget]) -> None:
    file.parent.mkdir()
    os.mkfifo(file)
    begin().spend()
    assert begin().failed_today == 1


def test_a_folder_that_cannot_be_written_is_told_once(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    budget = StartBudget(BudgetFile(tmp_path / "file" / "budget.json", clock), now=clock)
    for _ in range(3):
        budget.spend()
    assert budget.failed_today == 3
    assert caplog.text.count("Could not save the start budget") == 1


def test_each_application_has_its_own_name_which_a_new_token_keeps() -> None:
    names = [budget_name(token) for token in (TOKEN, OTHER_TOKEN, RESET_TOKEN)]
    assert names[0] != names[1]
    assert names[0] == names[2]
    assert settings_key(TOKEN, 1) != settings_key(RESET_TOKEN, 1)
    assert not any(part in name for name in names for part in ("bot", "secret"))
