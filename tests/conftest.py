"""What many tests start from."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase, load

ROOT = Path(__file__).parent.parent
settings.register_profile("without a clock", settings(), deadline=None)  # a busy machine is no failure
settings.load_profile("without a clock")
DATABASES = count(1)
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
"""Where Debian and Ubuntu keep PostgreSQL's own programs, which are on nobody's path."""


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where every command of the tests saves its index, whatever process it runs in: not in the user's own folder."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CACHE_DIR", str(folder))
        patch.setenv("STATE_DIR", str(tmp_path_factory.mktemp("state")))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def ctrl_c() -> Iterator[None]:
    """Have the programs that tests start heed Ctrl-C, which a shell lets its background jobs ignore."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def shipped_base() -> KnowledgeBase:
    """The knowledge base that ships with the bot."""
    return load([ROOT / "data"])


@pytest.fixture(scope="session")
def shipped_assistant(shipped_base: KnowledgeBase) -> Assistant:
    """An assistant that knows what ships with the bot."""
    return Assistant.build(shipped_base)


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


@pytest.fixture
def database(postgresql: str) -> str:
    """The address of a new database."""
    import psycopg  # noqa: PLC0415 - may not be installed

    name = f"faq{next(DATABASES)}"
    with psycopg.connect(postgresql.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return postgresql.format(name=name)
