"""A flood of questions over real sockets, with Discord's limit of 50 requests a second enforced."""

import time

import pytest

from bot.knowledge import KnowledgeBase
from bot.replies import words
from tests.loopback.busy_discord import BusyDiscord
from tests.loopback.conftest import Supervise, eventually

CHANNELS, PER_CHANNEL = 30, 4


async def test_a_flood_is_answered_without_a_refused_request(
    busy: BusyDiscord, supervise: Supervise, shipped_base: KnowledgeBase, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = [entry.question for entry in shipped_base.entries]
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        asked = [
            await busy.mention(questions[number % len(questions)], str(1000 + number % CHANNELS), str(5000 + number))
            for number in range(CHANNELS * PER_CHANNEL)
        ]
        began = time.monotonic()
        await busy.until(lambda: len(busy.answered_at) == len(asked))
        with capsys.disabled():
            print(f"\n{len(asked)} mentions answered in {time.monotonic() - began:.1f} s")  # noqa: T201 - for the reader
    assert busy.refused == 0
    assert busy.duplicates == 0
    assert set(busy.answered_at) == set(asked)


async def test_too_many_questions_in_a_channel_push_out_the_oldest_and_get_one_notice(
    busy: BusyDiscord, supervise: Supervise, shipped_base: KnowledgeBase, caplog: pytest.LogCaptureFixture
) -> None:
    busy.hold_posts.clear()
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        asked = [await busy.mention(shipped_base.entries[0].question, "1000", str(5000 + n)) for n in range(8)]
        await eventually(lambda: caplog.text.count("A question was dropped") == 4)
        busy.hold_posts.set()
        await busy.until(lambda: len(busy.posts) == 5)
    titles = [post["embeds"][0]["title"] for post in busy.posts]
    assert titles.count(words.BUSY) == 1
    answered = [asked.index(str(post["nonce"]).partition("-")[0]) for post in busy.posts]
    assert sorted(set(answered) - {answered[titles.index(words.BUSY)]}) == [0, 5, 6, 7]
