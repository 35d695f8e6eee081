"""A store in SQLite and one in PostgreSQL, with a clock that tests can turn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import open_store
from bot.store.store import Store


@dataclass
class Clock:
    """A clock that stands still until it is turned."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 27, 12, tzinfo=UTC))

    def __call__(self) -> datetime:
        """The time."""
        return self.now

    def turn(self, days: int) -> None:
        """Turn it forward."""
        self.now += timedelta(days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """An empty place for a store."""
    if request.param == "sqlite":
        return tmp_path / "state" / "faq-bot.sqlite3"
    address: str = request.getfixturevalue("database")
    return address


Open = Callable[[], Store]


@pytest.fixture
def open_here(place: Path | str, clock: Clock) -> Iterator[Open]:
    """Opens a store there, as a further process would."""
    opened: list[Store] = []

    def open_one() -> Store:
        opened.append(open_store(place, clock))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_here: Open) -> Store:
    return open_here()
