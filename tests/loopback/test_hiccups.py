"""Discord fails for a moment: the next attempt works, so members notice nothing."""

import pytest

from bot.discord_ui import custom_ids
from bot.knowledge import Entry, KnowledgeBase
from bot.replies import words
from tests.loopback.busy_discord import AUTOCOMPLETE, COMMAND, BusyDiscord
from tests.loopback.conftest import Supervise
from tests.loopback.fake_discord import Json

RESET = 0
FAILURES = (500, 502, 503, 504, 520, 522, RESET)
NOT_DISCORD = (200, 404, 429)
"""Statuses of a proxy, a captive portal or Cloudflare. Their answers are no JSON."""


@pytest.fixture
def entry(shipped_base: KnowledgeBase) -> Entry:
    return shipped_base.entries[0]


def titles(bodies: list[Json]) -> list[str]:
    return [body["embeds"][0]["title"] for body in bodies]


@pytest.mark.parametrize("arrives", [False, True], ids=["lost", "arrived all the same"])
@pytest.mark.parametrize("status", FAILURES + NOT_DISCORD)
async def test_an_answer_is_sent_again_and_arrives_once(
    busy: BusyDiscord, supervise: Supervise, entry: Entry, status: int, *, arrives: bool
) -> None:
    busy.post_statuses.append(status)
    busy.arrive_although_failing = arrives
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        await busy.mention(entry.question, "1000", "5000")
        await busy.until(lambda: busy.attempts == 2)
    assert titles(busy.posts) == [entry.question]


@pytest.mark.parametrize(
    "statuses", [[500], [500, 500], [503], [520], [RESET], [RESET, 502], [200], [404], [429]], ids=str
)
async def test_an_acknowledgement_is_sent_again(
    busy: BusyDiscord, supervise: Supervise, entry: Entry, statuses: list[int]
) -> None:
    busy.callback_statuses.extend(statuses)
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        identity = await busy.slash(entry.question)
        await busy.until(lambda: bool(busy.responses))
    assert titles(busy.responses) == [entry.question]
    assert busy.acknowledged_at[identity] - busy.asked_at[identity] < 2.5
    assert busy.late == 0


@pytest.mark.parametrize("kind", [COMMAND, AUTOCOMPLETE])
async def test_an_acknowledgement_that_arrived_although_it_failed_is_no_failure(
    busy: BusyDiscord, supervise: Supervise, entry: Entry, kind: int, caplog: pytest.LogCaptureFixture
) -> None:
    busy.callback_statuses.append(502)
    busy.arrive_although_failing = True
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        await busy.slash(entry.question, kind=kind)
        await busy.until(lambda: busy.callback_attempts == 2)
        await busy.slash(entry.question, "5001")
        await busy.until(lambda: bool(busy.responses))
    assert set(titles(busy.responses)) == {entry.question}
    assert words.FAILED not in caplog.text
    assert "failed" not in caplog.text


async def test_an_acknowledgement_that_is_not_confirmed_in_time_is_answered(
    busy: BusyDiscord, supervise: Supervise, entry: Entry
) -> None:
    busy.callback_statuses.extend([RESET] * 50)
    busy.arrive_although_failing = True
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        await busy.slash(entry.question)
        await busy.until(lambda: bool(busy.responses))
    assert titles(busy.responses) == [entry.question]


async def test_a_channel_that_rejects_an_answer_gets_no_more(
    busy: BusyDiscord, supervise: Supervise, entry: Entry
) -> None:
    busy.post_statuses.extend([403] * 50)
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        for number in range(10):
            await busy.mention(entry.question, "1000", str(5000 + number))
        await busy.until(lambda: busy.attempts > 0)
    assert busy.attempts <= 2  # an answer, and perhaps the notice that others are dropped


async def test_a_pressed_button_answers_after_a_failed_response(
    busy: BusyDiscord, supervise: Supervise, entry: Entry
) -> None:
    busy.response_statuses.extend([503, RESET])
    async with supervise():
        await busy.until(lambda: bool(busy.identifies))
        await busy.press(custom_ids.answer(entry.id))
        await busy.until(lambda: bool(busy.responses))
    assert titles(busy.responses) == [entry.question]


async def test_a_message_that_never_arrives_is_given_up_with_one_line_in_the_log(
    busy: BusyDiscord, supervise: Supervise, entry: Entry, caplog: pytest.LogCaptureFixture
) -> None:
    busy.post_statuses.extend([503] * 50)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.pacing.retries.RETRY_DELAYS_SECONDS", (0.01,))
        async with supervise():
            await busy.until(lambda: bool(busy.identifies))
            await busy.mention(entry.question, "1000", "5000")
            await busy.until(lambda: busy.attempts == 4)
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("bot.discord_ui")]
    assert len(lines) == 2
    assert not busy.posts
