"""A store in SQLite and one in PostgreSQL, with a clock that tests can turn."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.store import open_store
from bot.store.store import Store

NUMBERS = count(1)
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
"""Where Debian and Ubuntu keep PostgreSQL's own programs, which are on nobody's path."""


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


def program(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join(map(str, PROGRAMS))) or shutil.which(name)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, up to the name of the database; skips where there is none."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    if not initdb or not pg_ctl or not find_spec("psycopg"):
        pytest.skip("PostgreSQL is not installed here, or its driver is not")
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.name == "posix" and os.geteuid() == 0 else None
    with TemporaryDirectory(prefix="faq-pg-") as folder:  # short: the path of a Unix socket has 107 bytes
        if user:
            shutil.chown(folder, user)

        def run(*command: str) -> None:
            subprocess.run(command, check=True, capture_output=True, user=user, cwd=folder, timeout=60)  # noqa: S603

        data = f"{folder}/data"
        run(initdb, "--pgdata", data, "--username", "faq", "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run(pg_ctl, "start", "--wait", "--pgdata", data, "--log", f"{folder}/log", "--options", options)
        try:
            yield f"postgresql://faq@/{{name}}?host={folder}"
        finally:
            run(pg_ctl, "stop", "--wait", "--mode", "immediate", "--pgdata", data)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """An empty place for a store."""
    if request.param == "sqlite":
        return tmp_path / "state" / "faq-bot.sqlite3"
    address: str = request.getfixturevalue("postgresql")
    import psycopg  # noqa: PLC0415 - may not be installed

    name = f"faq{next(NUMBERS)}"
    with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return address.format(name=name)


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
