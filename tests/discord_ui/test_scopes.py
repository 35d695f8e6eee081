"""Topics that apply in a server or in one channel, as /setup sets them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.discord_ui import FaqBot, custom_ids
from bot.replies import setup_words, words
from tests.discord_ui.moderated import Moderated, heading, moderated_server, said, text_of
from tests.discord_ui.server import NOTES, OPEN, PUNCTURE, SADDLE, Server


@pytest.fixture
async def managed(server: Server, tmp_path: Path) -> AsyncIterator[Moderated]:
    file = tmp_path / "workshop.txt"
    file.write_text(NOTES, encoding="utf-8")
    async with moderated_server(server, file, tmp_path / "state" / "faq-bot.sqlite3") as made:
        yield made


def key(managed: Moderated, name: str) -> str:
    return next(custom_ids.topic_key(topic) for topic in managed.bot.assistant.topics if topic.name == name)


async def open_topics(managed: Moderated, channel: ChannelHandle | None = None) -> InteractionResult:
    panel = await managed.ann.slash(managed.server.channel, "setup")
    shown = await managed.ann.click(said(panel), label=setup_words.TOPICS_BUTTON)
    if channel:
        await managed.ann.select(said(shown), [channel], custom_id="faq:scope:place")
    return shown


async def choose(managed: Moderated, names: list[str], channel: ChannelHandle | None = None) -> InteractionResult:
    shown = await open_topics(managed, channel)
    custom_id = f"faq:scope:topics:{channel.id if channel else 0}:0"
    await managed.ann.select(said(shown), [key(managed, name) for name in names], custom_id=custom_id)
    return shown


async def asked(managed: Moderated, question: str, channel: ChannelHandle | None = None) -> str:
    managed.bot.rate_limiter = type(managed.bot.rate_limiter)(None, None)
    return heading(await managed.server.alice.slash(channel or managed.server.channel, "ask", question=question))


async def test_only_the_topics_of_the_server_are_answered_also_after_a_restart(managed: Moderated) -> None:
    shown = await choose(managed, ["Visiting", "Riding"])
    assert "Visiting, Riding" in text_of(shown)
    for _ in range(2):
        assert await asked(managed, OPEN) == OPEN
        assert await asked(managed, PUNCTURE) != PUNCTURE
        await managed.server.env.restart_bot(FaqBot(managed.bot.assistant, store=managed.store))


async def test_a_channel_can_have_topics_of_its_own(managed: Moderated) -> None:
    repairs = managed.server.guild.create_text_channel("repairs")
    await choose(managed, ["Visiting"])
    await choose(managed, ["Repairs"], repairs)
    assert [await asked(managed, OPEN), await asked(managed, PUNCTURE, repairs)] == [OPEN, PUNCTURE]
    assert await asked(managed, OPEN, repairs) != OPEN
    await managed.server.alice.send(repairs, f"{managed.server.mention} {PUNCTURE}")
    assert managed.server.said(repairs)[-1].embeds[0].title == PUNCTURE
    panel = text_of(await managed.ann.slash(managed.server.channel, "setup"))
    assert setup_words.TOPICS_LINE.format(topics="Visiting") in panel
    assert setup_words.TOPICS_LINE_IN.format(channel=f"#{repairs.name}", topics="Repairs") in panel


async def test_a_thread_has_the_topics_of_its_channel(managed: Moderated) -> None:
    await choose(managed, ["Repairs"], managed.server.channel)
    base = await managed.server.alice.send(managed.server.channel, "hello")
    await base.create_thread(name="bicycles")
    (thread,) = managed.server.channel.threads
    assert await asked(managed, PUNCTURE, thread) == PUNCTURE
    assert await asked(managed, OPEN, thread) != OPEN


async def test_menus_and_autocomplete_offer_only_these_topics(managed: Moderated) -> None:
    await choose(managed, ["Riding"])
    choices = await managed.server.alice.autocomplete(managed.server.channel, "ask", "question", "")
    assert [choice["name"] for choice in choices] == [SADDLE]
    topics = await managed.server.alice.slash(managed.server.channel, "topics")
    assert "1 question in 1 topic" in text_of(topics)


async def test_with_no_topics_everything_applies_again(managed: Moderated) -> None:
    await choose(managed, ["Riding"])
    await choose(managed, [])
    assert await asked(managed, OPEN) == OPEN
    assert dict(managed.store.settings(managed.server.guild.id).result()) == {}


async def test_edits_reach_a_channel_with_topics_of_its_own(managed: Moderated) -> None:
    await choose(managed, ["Riding"])
    assert await asked(managed, SADDLE) == SADDLE
    await managed.edit(managed.id_of(SADDLE), answer="Ask us.")
    await managed.knows(lambda assistant: "Ask us." in {entry.answer for entry in assistant.base.entries})
    assert await managed.answer_to(SADDLE) == "Ask us."


async def test_topics_that_are_gone_leave_everything(managed: Moderated) -> None:
    await managed.bot.server_settings.set(managed.server.guild.id, "topics", "0123456789")
    assert await asked(managed, OPEN) == OPEN
    assert setup_words.TOPICS_LEFT in text_of(await open_topics(managed))


async def test_many_topics_have_pages(managed: Moderated) -> None:
    file = "\n".join(f"# Topic {number}\nWhat is number {number}?\nIt is {number}.\n" for number in range(30))
    managed.file.write_text(file, encoding="utf-8")
    await managed.knows(lambda assistant: len(assistant.topics) == 30)
    shown = await choose(managed, ["Topic 3"])
    await managed.ann.click(said(shown), label=words.NEXT_PAGE)
    await managed.ann.select(said(shown), [key(managed, "Topic 28")], custom_id="faq:scope:topics:0:1")
    assert "Topic 3, Topic 28" in text_of(shown)
    assert await asked(managed, "What is number 28?") == "What is number 28?"


async def test_only_managers_choose_topics(managed: Moderated) -> None:
    shown = await open_topics(managed)
    managed.server.guild.remove_member(managed.ann)
    ann = managed.server.guild.add_member(managed.ann.user)
    result = await ann.select(said(shown), [key(managed, "Riding")], custom_id="faq:scope:topics:0:0")
    assert heading(result) == words.MANAGERS_ONLY
