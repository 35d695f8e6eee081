"""How many sessions the bot may start, across restarts, on a clock of its own."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from bot.connection.budget import StartBudget, settings_key
from bot.connection.budget_file import budget_name
from bot.connection.budget_limits import Limits
from bot.connection.budget_state import DAY
from tests.connection.conftest import START, Clock

GAP = Limits().gap
TOKEN, OTHER_TOKEN, RESET_TOKEN = "bot.a.secret", "other.a.secret", "bot.b.secret"


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


def test_each_application_has_its_own_name_which_a_new_token_keeps() -> None:
    names = [budget_name(token) for token in (TOKEN, OTHER_TOKEN, RESET_TOKEN)]
    assert names[0] != names[1]
    assert names[0] == names[2]
    assert settings_key(TOKEN, 1) != settings_key(RESET_TOKEN, 1)
    assert not any(part in name for name in names for part in ("bot", "secret"))
