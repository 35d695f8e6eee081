"""A flood of questions over real sockets, with Discord's limit of 50 requests a second enforced."""

import asyncio
import time

import pytest

from bot.discord_ui.rate_limits import AUTOCOMPLETES_PER_USER
from bot.knowledge import KnowledgeBase
from bot.pacing import RequestLimiter
from bot.pacing.invalid_requests import InvalidRequests
from bot.replies import words
from tests.loopback.busy_discord import AUTOCOMPLETE, BusyDiscord
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


@pytest.mark.parametrize("status", [401, 403])
async def test_the_bot_goes_quiet_before_discord_bans_it(
    busy: BusyDiscord, supervise: Supervise, shipped_base: KnowledgeBase, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    limiter = RequestLimiter(invalid_requests=InvalidRequests(5))
    async with supervise(limiter):
        await busy.until(lambda: bool(busy.identifies))
        busy.post_statuses.extend([status] * 100)
        for number in range(20):
            await busy.mention(shipped_base.entries[0].question, str(1000 + number), str(5000 + number))
            # What is on its way cannot be called back, so the first come one by one.
            await eventually(lambda number=number: limiter.invalid_requests.total == min(number + 1, 5))  # type: ignore[misc]
        await eventually(lambda: limiter.dropped == 15)
    assert busy.attempts == 5
    assert caplog.text.count("sends nothing for") == 1


async def test_a_global_rate_limit_pauses_everything(
    busy: BusyDiscord, supervise: Supervise, shipped_base: KnowledgeBase
) -> None:
    limiter = RequestLimiter()
    async with supervise(limiter):
        await busy.until(lambda: bool(busy.identifies))
        busy.limit = 1
        for number in range(4):
            await busy.mention(shipped_base.entries[0].question, str(1000 + number), str(5000 + number))
        await busy.until(lambda: len(busy.answered_at) == 4)
    assert limiter.responses[429] == busy.refused
    # Every request that was on its way may be refused once for each pause, but none in between.
    assert busy.refused <= 12


async def test_a_member_who_floods_autocomplete_delays_nobody(
    busy: BusyDiscord, supervise: Supervise, shipped_base: KnowledgeBase
) -> None:
    question = shipped_base.entries[0].question
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        for number in range(300):
            newest = await busy.slash(question[:12], "7", kind=AUTOCOMPLETE)
            if number % 15 == 0:
                await busy.mention(question, str(1000 + number), str(5000 + number))
        await busy.until(lambda: len(busy.posts) == 20 and newest in busy.acknowledged_at)
    assert [post["embeds"][0]["title"] for post in busy.posts] == [question] * 20
    responses = [callback["data"]["choices"] for callback in busy.callbacks]
    assert len([choices for choices in responses if choices]) <= AUTOCOMPLETES_PER_USER.questions
    assert busy.late == 0


async def test_two_members_who_flood_a_channel_do_not_silence_others(
    busy: BusyDiscord, supervise: Supervise, shipped_base: KnowledgeBase
) -> None:
    question = shipped_base.entries[0].question
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        for number in range(40):
            await busy.mention("hello", "1000", str(7 + number % 2))
        await busy.until(lambda: len(busy.posts) >= 4)
        for member in range(8):
            before = len(busy.posts)
            await busy.mention(question, "1000", str(5000 + member))
            await busy.until(lambda before=before: len(busy.posts) > before)  # type: ignore[misc]
    answers = [post for post in busy.posts if post["embeds"][0]["title"] == question]
    assert len(answers) == 8


async def test_a_menu_leaves_no_task_behind(busy: BusyDiscord, supervise: Supervise) -> None:
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        for number in range(1, 3):
            await busy.command("topics")
            await busy.until(lambda number=number: len(busy.callbacks) == number)  # type: ignore[misc]
        running = {getattr(task.get_coro(), "__qualname__", "") for task in asyncio.all_tasks()}
    assert busy.callbacks[0]["data"]["components"]
    assert not any("timeout_task" in name for name in running)
