"""What many tests start from."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase, load

ROOT = Path(__file__).parent.parent


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
