"""The preview as a process, and a real headless browser."""

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
"""The first is for root, as in a container. The others keep the browser offline."""

WIDTH, HEIGHT = 800, 640
SCALE = 1.25
"""Screenshots have the width and sharpness at which a README shows them."""


@contextmanager
def preview_of(data: Path) -> Iterator[str]:
    """The address of a preview of a knowledge base. The test fails if the preview does not end cleanly."""
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
    """The address of a preview of the shipped knowledge base."""
    with preview_of(ROOT / "data") as found:
        yield found


@pytest.fixture(scope="package")
def browser() -> "Iterator[Browser]":
    """An installed Chromium. Nothing is downloaded."""
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
    """A new page on the channel of a preview."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, bypass_csp=True)
    page.goto(address)
    yield Conversation(page)
    page.close()


@pytest.fixture
def conversation(browser: "Browser", address: str) -> Iterator[Conversation]:
    """A page on the preview of the shipped knowledge base."""
    with conversation_at(browser, address) as found:
        yield found


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A separate knowledge base, to edit."""
    path = tmp_path / "notes.txt"
    path.write_text("When is the bakery open?\nFrom six.\n\nWhere do I park?\nBehind the mill.\n", encoding="utf-8")
    return path


@pytest.fixture
def own_conversation(browser: "Browser", notes: Path) -> Iterator[Conversation]:
    """A page on a preview of those notes."""
    with preview_of(notes) as address, conversation_at(browser, address) as found:
        yield found
