"""Followed notes without threads: each test checks for edits itself."""

from pathlib import Path

import pytest

from bot.live import LiveKnowledge
from tests.live import quick
from tests.live.notes import OPEN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "shop.txt").write_text(OPEN, encoding="utf-8")
    return folder


@pytest.fixture
def live(folder: Path) -> LiveKnowledge:
    return LiveKnowledge.load([folder], quick.build)
