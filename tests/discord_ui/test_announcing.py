"""The weekly reminder of what waits for /faq review."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.discord_ui import FaqBot
from bot.discord_ui.announcing import WeeklyDigest
from bot.discord_ui.server_settings import ANNOUNCED, REVIEW_CHANNEL, TRUSTED
from bot.replies import moderator_words, setup_words
from bot.store import Asked, Outcome, open_store
from tests.discord_ui.moderated import Moderated, heading, moderated_server, said, text_of
from tests.discord_ui.server import NOTES, OPEN, Server, title

TODAY = datetime.now(UTC).date()
ASKED = "do you repair unicycles"


@pytest.fixture
async def managed(server: Server, tmp_path: Path) -> AsyncIterator[Moderated]:
    file = tmp_path / "workshop.txt"
    file.write_text(NOTES, encoding="utf-8")
    async with moderated_server(server, file, tmp_path / "state" / "faq-bot.sqlite3") as made:
        yield made


@pytest.fixture
async def channel(managed: Moderated) -> ChannelHandle:
    """The channel for reminders, as Ann has chosen it. One question waits."""
    channel = managed.server.guild.create_text_channel("moderators")
    panel = await managed.ann.slash(managed.server.channel, "setup")
    asked = await managed.ann.click(said(panel), label=setup_words.REVIEWS_BUTTON)
    await managed.ann.select(said(asked), [channel], custom_id="faq:set:reviews")
    assert setup_words.SAVED in text_of(asked)
    await managed.run("review")  # the server becomes the bot's home
    await managed.store.set_collecting(managed.server.guild.id, 30)
    await managed.store.collect(Asked(1, managed.server.guild.id, ASKED, Outcome.UNANSWERED))
    return channel


class Days:
    """A clock that tests can turn."""

    def __init__(self) -> None:
        """Begin today: the store counts with the real clock."""
        self.passed = 0

    def __call__(self) -> date:
        """The day."""
        return TODAY + timedelta(self.passed)


async def titles_after(managed: Moderated, channel: ChannelHandle, days: int) -> list[str]:
    clock = Days()
    clock.passed = days
    await WeeklyDigest(clock).post_due(managed.bot)
    return [title(message) for message in managed.server.said(channel)]


async def posted(managed: Moderated, channel: ChannelHandle) -> str:
    """The text of the only digest."""
    await WeeklyDigest().post_due(managed.bot)
    (message,) = managed.server.said(channel)
    return message.embeds[0].description or ""


async def test_moderators_are_reminded_once_a_week_also_across_restarts(
    managed: Moderated, channel: ChannelHandle
) -> None:
    assert await titles_after(managed, channel, 0) == [setup_words.DIGEST]
    await managed.server.env.restart_bot(FaqBot(managed.bot.assistant, store=managed.store))
    assert await titles_after(managed, channel, 6) == [setup_words.DIGEST]
    assert await titles_after(managed, channel, 7) == [setup_words.DIGEST] * 2


async def test_the_first_check_comes_soon_after_the_start(managed: Moderated, channel: ChannelHandle) -> None:
    task = asyncio.create_task(WeeklyDigest().run(lambda: managed.bot, first=0.01))
    async with asyncio.timeout(40):
        while not managed.server.said(channel):  # noqa: ASYNC110 - nothing tells that a message was posted
            await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    assert [title(message) for message in managed.server.said(channel)] == [setup_words.DIGEST]


async def test_two_processes_post_one_digest(managed: Moderated, channel: ChannelHandle) -> None:
    await asyncio.gather(*(WeeklyDigest().post_due(managed.bot) for _ in range(2)))
    assert await titles_after(managed, channel, 0) == [setup_words.DIGEST]


async def test_what_another_process_posted_is_not_repeated(managed: Moderated, channel: ChannelHandle) -> None:
    server = managed.server.guild.id
    assert (await managed.bot.server_settings.of(server)).announced is None  # the bot remembers this
    await managed.store.set(server, ANNOUNCED, TODAY.isoformat())
    assert await titles_after(managed, channel, 6) == []


async def test_another_channel_does_not_mean_another_digest(managed: Moderated, channel: ChannelHandle) -> None:
    assert await titles_after(managed, channel, 0) == [setup_words.DIGEST]
    other = managed.server.guild.create_text_channel("others")
    panel = await managed.ann.slash(managed.server.channel, "setup")
    asked = await managed.ann.click(said(panel), label=setup_words.REVIEWS_BUTTON)
    await managed.ann.select(said(asked), [other], custom_id="faq:set:reviews")
    assert await titles_after(managed, other, 6) == []
    assert await titles_after(managed, other, 7) == [setup_words.DIGEST]


async def test_the_digest_has_the_largest_groups_and_the_week_in_no_words_of_members(
    managed: Moderated, channel: ChannelHandle
) -> None:
    server = managed.server.guild.id
    others = (("how much for a new puncture patch", 2), ("xqzzv", 1), ("blorple", 1))
    for text, times in others:
        for _ in range(times):
            await managed.store.collect(Asked(1, server, text, Outcome.SUGGESTED))
    for outcome, times in ((Outcome.ANSWERED, 3), (Outcome.SUGGESTED, 2), (Outcome.UNANSWERED, 1)):
        for _ in range(times):
            await managed.store.count(server, outcome)
    told = await posted(managed, channel)
    assert "**5 questions** about **4 subjects**" in told
    assert "2 questions, closest to “What does it cost to mend a puncture?”" in told
    assert "… and 1 more" in told
    assert "3 answered · 2 suggested · 1 unanswered" in told
    assert not [text for text in (ASKED, "unicycles", *(text for text, _ in others)) if text in told]


async def test_the_button_opens_the_review_for_moderators_alone(managed: Moderated, channel: ChannelHandle) -> None:
    await posted(managed, channel)
    (message,) = managed.server.said(channel)
    opened = await managed.ann.click(message, label=setup_words.DIGEST_BUTTON)
    assert said(opened).ephemeral
    assert heading(opened) == moderator_words.REVIEW
    assert ASKED in text_of(opened)
    refused = await managed.server.alice.click(message, label=setup_words.DIGEST_BUTTON)
    assert said(refused).ephemeral
    assert ASKED not in text_of(refused)
    assert [title(each) for each in managed.server.said(channel)] == [setup_words.DIGEST]


async def test_nobody_is_reminded_of_nothing(managed: Moderated, channel: ChannelHandle) -> None:
    await managed.store.set_collecting(managed.server.guild.id, None)
    assert await titles_after(managed, channel, 0) == []


async def test_a_channel_that_takes_no_messages_cannot_be_chosen(managed: Moderated) -> None:
    denied = managed.server.channel_denying(send_messages=False)
    panel = await managed.ann.slash(managed.server.channel, "setup")
    asked = await managed.ann.click(said(panel), label=setup_words.REVIEWS_BUTTON)
    await managed.ann.select(said(asked), [denied], custom_id="faq:set:reviews")
    assert setup_words.CANNOT_POST in text_of(asked)
    assert (await managed.bot.server_settings.of(managed.server.guild.id)).review_channel is None


async def test_a_permission_that_was_taken_away_is_logged_once_and_shown_by_the_check(
    managed: Moderated, channel: ChannelHandle, caplog: pytest.LogCaptureFixture
) -> None:
    denied = managed.server.channel_denying(view_channel=False)
    await managed.bot.server_settings.set(managed.server.guild.id, REVIEW_CHANNEL, str(denied.id))
    digest = WeeklyDigest()
    for _ in range(2):
        await digest.post_due(managed.bot)
    assert caplog.text.count("The weekly reminder cannot be posted") == 1
    panel = await managed.ann.slash(managed.server.channel, "setup")
    checked = await managed.ann.click(said(panel), label=setup_words.CHECK_BUTTON)
    assert f"<#{denied.id}>**: View Channel" in text_of(checked)
    await managed.bot.server_settings.set(managed.server.guild.id, REVIEW_CHANNEL, str(channel.id))
    assert await titles_after(managed, channel, 0) == [setup_words.DIGEST]


async def test_a_failure_in_one_server_is_logged_once_and_the_others_get_their_digest(
    managed: Moderated, channel: ChannelHandle, caplog: pytest.LogCaptureFixture
) -> None:
    guild = managed.server.env.create_guild()
    other = guild.create_text_channel("moderators")
    await managed.store.set(guild.id, REVIEW_CHANNEL, str(other.id))
    await managed.store.set(guild.id, TRUSTED, "1")
    await managed.store.set_collecting(guild.id, 30)
    await managed.store.collect(Asked(1, guild.id, ASKED, Outcome.UNANSWERED))
    path = f"/channels/{channel.id}/messages"
    managed.server.env.inject_error("POST", path, status=403, code=50013, times=None)
    clock = Days()
    digest = WeeklyDigest(clock)
    for clock.passed in (0, 7):
        await digest.post_due(managed.bot)
    assert len(managed.server.said(other)) == 2
    assert caplog.text.count("Posting the weekly reminder failed") == 1
    assert ASKED not in caplog.text


async def test_a_broken_store_is_logged_once_and_answers_go_on(
    managed: Moderated, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    garbage = tmp_path / "garbage.sqlite3"
    garbage.write_text("no database " * 1000, encoding="utf-8")
    broken = open_store(garbage)
    await managed.server.env.restart_bot(FaqBot(managed.bot.assistant, store=broken))
    digest = WeeklyDigest()
    for _ in range(2):
        await digest.post_due(managed.bot)
    assert [record.levelname for record in caplog.records if record.levelname == "ERROR"] == ["ERROR"]
    await managed.server.alice.send(managed.server.channel, f"{managed.server.mention} {OPEN}")
    assert [title(message) for message in managed.server.said()] == [OPEN]
    broken.close()


async def test_a_channel_that_was_removed_since_is_passed_over(
    managed: Moderated, channel: ChannelHandle, caplog: pytest.LogCaptureFixture
) -> None:
    cached = managed.bot.get_channel(channel.id)
    assert isinstance(cached, discord.TextChannel)
    await cached.delete()
    await WeeklyDigest().post_due(managed.bot)
    assert "failed" not in caplog.text
