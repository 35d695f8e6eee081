"""The preview as a process of its own, and a real browser without a window that looks at it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.preview.conversation import Conversation

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""The first is for root, as in a container; the others keep the browser from calling home."""

WIDTH, HEIGHT = 800, 640
SCALE = 1.25
"""Pictures are as wide as a README shows them, and as sharp."""


@contextmanager
def preview_of(data: Path) -> Iterator[str]:
    """Where a preview of a knowledge base is served. It ends cleanly, or the test fails."""
    pytest.importorskip("simcord.preview", reason="the preview's extra is not installed")
    command = [sys.executable, "-m", "bot", "preview", "--no-browser", "--port", "0", "--data", str(data)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # ours
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", process.stdout.readline())
        assert found
        yield found[0]
        process.terminate()
        assert process.wait(timeout=30) == 0


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    """Where a preview of the shipped knowledge base is served."""
    with preview_of(ROOT / "data") as found:
        yield found


@pytest.fixture(scope="package")
def browser() -> "Iterator[Browser]":
    """Debian's Chromium or its like; nothing is downloaded."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as runner:
        browser: Browser = runner.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def conversation_at(browser: "Browser", address: str) -> Iterator[Conversation]:
    """A page of one's own onto the one channel of a preview."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, bypass_csp=True)
    page.goto(address)
    yield Conversation(page)
    page.close()


@pytest.fixture
def conversation(browser: "Browser", address: str) -> Iterator[Conversation]:
    """A page onto the preview of the shipped knowledge base."""
    with conversation_at(browser, address) as found:
        yield found


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A knowledge base of one's own, to be edited."""
    path = tmp_path / "notes.txt"
    path.write_text("When is the bakery open?\nFrom six.\n\nWhere do I park?\nBehind the mill.\n", encoding="utf-8")
    return path


@pytest.fixture
def own_conversation(browser: "Browser", notes: Path) -> Iterator[Conversation]:
    """A page onto a preview of those notes."""
    with preview_of(notes) as address, conversation_at(browser, address) as found:
        yield found
