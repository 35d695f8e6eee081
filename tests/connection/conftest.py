"""A start budget on a clock that tests set."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.connection.budget import StartBudget
from bot.connection.budget_file import BudgetFile

START = 1_800_000_000.0
"""Where the clock begins, in seconds since 1970."""


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
