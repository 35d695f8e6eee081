"""What the start budget keeps, if its file, its storage or the clock fails."""

import json
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from bot.connection.budget import StartBudget
from bot.connection.budget_file import BudgetFile
from bot.connection.budget_limits import Limits
from bot.connection.budget_state import DAY, BudgetState, Change
from tests.connection.conftest import START, Clock

GAP = Limits().gap


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


def test_a_clock_that_is_set_back_makes_nothing_wait(begin: Callable[[], StartBudget], clock: Clock) -> None:
    for _ in range(Limits().free_crashes + 1):
        budget = begin()
    in_memory = StartBudget(None, now=clock)
    for each in (budget, in_memory):
        each.take_turn()
        each.spend()
        each.refused("settings", "message")
    clock.now -= 3600
    for each in (budget, in_memory):
        assert each.wait() <= GAP
        assert each.last_refusal("settings") == ("message", Limits().first_refusal_wait)
        assert each.failed_today == 1


def test_the_file_of_an_older_version_counts(
    file: Path, begin: Callable[[], StartBudget], caplog: pytest.LogCaptureFixture
) -> None:
    refusal = {"settings": "s", "message": "m", "times": 1, "at": START}
    moments = [START - 20, START - 10]
    old = {"identifies": moments, "last": moments[-1], "ready": False, "unready": 2, "crashes": 0, "running": True}
    file.parent.mkdir()
    file.write_text(json.dumps(old | {"refusal": refusal}), encoding="utf-8")
    budget = begin()
    assert budget.failed_today == 2
    assert budget.last_refusal("s") == ("m", Limits().first_refusal_wait)
    assert not caplog.records


class Flaky:
    """A storage that fails while it is told to."""

    def __init__(self, clock: Clock) -> None:
        self.fails = False
        self.state = BudgetState()
        self._clock = clock

    def update(self, change: Change) -> BudgetState:
        """See `BudgetStorage`."""
        if self.fails:
            raise OSError
        self.state = change(self.state, self._clock())
        return self.state


def test_processes_take_turns_by_the_clock_while_their_storage_fails(clock: Clock) -> None:
    storage = Flaky(clock)
    budgets = {first: StartBudget(storage, now=clock) for first in (0, 2, 4)}
    for first, budget in budgets.items():
        budget.use_shards((first, first + 1), 6)
    storage.fails = True
    due = dict.fromkeys(range(6), clock.now)
    turns = list[float]()
    while due:
        shard = min(due, key=lambda each: due[each])
        clock.now = due[shard]
        if wait := budgets[shard - shard % 2].take_turn(shard):
            due[shard] += wait
        else:
            del due[shard]
            turns.append(clock.now)
    assert all(later - earlier > 5 for earlier, later in pairwise(turns))
    assert turns[-1] - START < 60


def test_restarts_count_while_the_storage_fails(clock: Clock, file: Path) -> None:
    storage = Flaky(clock)

    def start() -> StartBudget:
        budget = StartBudget(storage, now=clock, backup=BudgetFile(file, clock))
        budget.started()
        return budget

    start().spend()
    storage.fails, identifies = True, 0
    while clock.now < START + DAY:
        budget = start()
        clock.now += budget.wait()
        budget.spend()
        identifies += 1
        clock.now += 10
    assert 50 < identifies <= Limits().per_day
    storage.fails = False
    start()
    assert len(storage.state.of(0).recent(clock.now)) == budget.failed_today > 50


def test_identifies_count_that_were_sent_while_the_storage_failed(clock: Clock) -> None:
    storage = Flaky(clock)
    budget = StartBudget(storage, now=clock)
    for fails in (False, True, True, False, True, False):
        storage.fails = fails
        clock.now += 60
        budget.spend()
    assert len(storage.state.of(0).identifies) == budget.failed_today == 6
    assert storage.state.of(0).unready == 6


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
