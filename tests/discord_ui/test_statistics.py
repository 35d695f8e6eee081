"""/faq stats, in words and as a picture."""

import builtins
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.discord_ui.rate_limits import RateLimiter
from bot.discord_ui.statistics import draw
from bot.replies import moderator_words, words
from bot.review import Week
from tests.discord_ui.moderated import Moderated, heading, moderated_server, text_of
from tests.discord_ui.server import GIBBERISH, NOTES, OPEN, PUNCTURE, SADDLE, Server

PNG = b"\x89PNG"
WEEKS = [Week(dt.date(2026, 11, 16), 10, 3, 2, 4, 1), Week(dt.date(2026, 11, 23), 12, 2, 1, 5)]


@pytest.fixture
async def moderated(server: Server, tmp_path: Path) -> AsyncIterator[Moderated]:
    file = tmp_path / "workshop.txt"
    file.write_text(NOTES, encoding="utf-8")
    async with moderated_server(server, file, tmp_path / "state" / "faq-bot.sqlite3") as made:
        made.bot.rate_limiter = RateLimiter(None, None)
        yield made


async def test_statistics_say_what_was_asked_and_what_helped(moderated: Moderated) -> None:
    await moderated.run("collect", days=30)
    server = moderated.server
    for question in (PUNCTURE, PUNCTURE, OPEN, GIBBERISH):
        await server.alice.send(server.channel, f"{server.mention} {question}")
    first, second, *_ = server.said()
    await server.alice.click(first, label=words.HELPED)
    await server.alice.click(second, label=words.NOT_MEANT)
    result = await moderated.run("stats")
    text = text_of(result)
    assert heading(result) == moderator_words.STATS
    assert "3 answered · 0 suggested · 1 unanswered · 1 👍 · 1 👎" in text
    assert f"• {PUNCTURE} · 2×" in text
    assert f"• {PUNCTURE} · 1 👎 1 👍" in text
    assert f"**{moderator_words.STATS_NEVER}**" in text
    assert f"• {SADDLE}" in text
    assert "**2 questions** waiting" in text


async def test_statistics_are_for_moderators(moderated: Moderated) -> None:
    result = await moderated.run("stats", by=moderated.server.alice)
    assert heading(result) == words.MODERATORS_ONLY


async def test_an_empty_store_has_statistics(moderated: Moderated) -> None:
    assert "0 answered" in text_of(await moderated.run("stats"))


def test_several_weeks_are_drawn() -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    picture = draw(WEEKS)
    assert picture
    assert picture.data.startswith(PNG)
    assert draw(WEEKS[:1]) is None


def test_without_matplotlib_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - as the function that it replaces
        if name.startswith("matplotlib"):
            raise ImportError
        return real(name, *args, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert draw(WEEKS) is None
