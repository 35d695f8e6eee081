"""The loop: what went unanswered is reviewed in Discord, and the next member is answered, with restarts in between."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.discord_ui import FaqBot
from bot.discord_ui.rate_limits import RateLimiter
from bot.knowledge import Entry
from bot.replies import moderator_words, words
from bot.replies.reviewing import MAX_TEXTS
from bot.store import Asked, Decision, Edit, Outcome
from tests.discord_ui.moderated import Moderated, filled, heading, moderated_server, said, text_of
from tests.discord_ui.server import NOTES, SADDLE, Server

TYRES = (
    "can you pump up flat tyres",
    "pump up my flat tyre please",
    "who can pump up a flat tyre?",
)
FOURTH = "could somebody pump my flat tyres up"
CHILDREN = "do you rent out trailers for children"


@pytest.fixture
async def moderated(server: Server, tmp_path: Path) -> AsyncIterator[Moderated]:
    file = tmp_path / "workshop.txt"
    file.write_text(NOTES, encoding="utf-8")
    async with moderated_server(server, file, tmp_path / "state" / "faq-bot.sqlite3") as made:
        made.bot.rate_limiter = RateLimiter(None, None)
        await made.run("collect", days=30)
        yield made


@pytest.fixture
async def waiting(moderated: Moderated) -> Moderated:
    """Three members ask the same thing in different words, and one asks something else."""
    for number, text in enumerate((*TYRES, CHILDREN)):
        member = moderated.server.guild.add_member(moderated.server.env.create_user(f"member{number}"))
        await member.send(moderated.server.channel, f"{moderated.server.mention} {text}")
    assert {title_of(message) for message in moderated.server.said()} <= {words.NO_ANSWER, words.CLOSE, words.UNSURE}
    return moderated


async def restart(moderated: Moderated) -> None:
    bot = FaqBot(moderated.live.loaded.assistant, store=moderated.store)
    bot.use(moderated.live.loaded)
    moderated.updates.attach(bot)
    await moderated.server.env.restart_bot(bot)


def title_of(message: discord.Message) -> str:
    return message.embeds[0].title or ""


def select_of(result: InteractionResult) -> dict[str, Any]:
    select: dict[str, Any] = said(result).components[0]["components"][0]
    return select


async def press(
    moderated: Moderated, page: InteractionResult, label: str, by: MemberActor | None = None
) -> InteractionResult:
    return await (by or moderated.ann).click(said(page).message, label=label)


async def choose(
    moderated: Moderated, page: InteractionResult, value: str, by: MemberActor | None = None
) -> InteractionResult:
    return await (by or moderated.ann).select(said(page).message, [value], custom_id=select_of(page)["custom_id"])


def first_entry(moderated: Moderated, page: InteractionResult) -> Entry:
    """The entry that the page offers first."""
    entry = moderated.bot.assistant.base.get(select_of(page)["options"][0]["value"])
    assert entry
    return entry


def shown(page: InteractionResult) -> str:
    """The text of the page as it is now."""
    return said(page).embeds[0].description or ""


async def test_three_members_ask_a_moderator_adds_and_the_fourth_is_answered(waiting: Moderated) -> None:
    page = await waiting.run("review")
    assert said(page).ephemeral
    assert all(text in shown(page) for text in TYRES)
    assert CHILDREN not in shown(page)
    await restart(waiting)
    entry = first_entry(waiting, page)
    await choose(waiting, page, entry.id)
    assert moderator_words.REVIEW_PHRASED.format(question=entry.question) in shown(page)
    assert CHILDREN in shown(page)
    await waiting.knows(lambda assistant: any(TYRES[0] in each.questions for each in assistant.base.entries))
    await restart(waiting)
    await waiting.server.alice.send(waiting.server.channel, f"{waiting.server.mention} {FOURTH}")
    assert title_of(waiting.server.said()[-1]) == entry.question
    assert {label.text for label in await waiting.store.labels()} == set(TYRES)


async def test_a_moderator_writes_an_answer(waiting: Moderated) -> None:
    page = await waiting.run("review")
    form = await press(waiting, page, moderator_words.REVIEW_WRITE)
    assert filled(form)["question"] in TYRES
    assert set(filled(form)["phrasings"].splitlines()) < set(TYRES)
    await restart(waiting)
    await waiting.ann.submit_modal(
        form, filled(form) | {"question": "Do you pump up tyres?", "answer": "Yes, for free."}
    )
    assert moderator_words.REVIEW_WRITTEN in shown(page)
    await waiting.knows(lambda assistant: assistant.base.entries[-1].answer == "Yes, for free.")
    assert await waiting.answer_to(FOURTH) == "Yes, for free."


async def test_an_entry_is_found_by_a_search(waiting: Moderated) -> None:
    page = await waiting.run("review")
    form = await choose(waiting, page, "search:")
    await waiting.ann.submit_modal(form, {"text": "saddle"})
    found = [option["value"] for option in select_of(page)["options"]]
    assert found[0] == waiting.id_of(SADDLE)
    await choose(waiting, page, found[0])
    assert moderator_words.REVIEW_PHRASED.format(question=SADDLE) in shown(page)


async def test_ignore_and_later_hide_the_group(waiting: Moderated) -> None:
    page = await waiting.run("review")
    await press(waiting, page, moderator_words.REVIEW_IGNORE)
    assert CHILDREN in shown(page)
    await press(waiting, page, moderator_words.REVIEW_LATER)
    assert heading(page) == moderator_words.NOTHING_WAITS
    decisions = [question.decision for question in await waiting.store.questions()]
    assert decisions == [Decision.IGNORED] * 3 + [Decision.LATER]
    assert heading(await waiting.run("review")) == moderator_words.NOTHING_WAITS


async def test_pages_turn(waiting: Moderated) -> None:
    page = await waiting.run("review")
    await press(waiting, page, words.NEXT_PAGE)
    assert CHILDREN in shown(page)
    await press(waiting, page, words.PREVIOUS_PAGE)
    assert TYRES[0] in shown(page)


async def test_of_two_moderators_the_second_is_told_and_gets_the_text_back(waiting: Moderated) -> None:
    roles = [waiting.server.guild.roles["managers"]]
    ben = waiting.server.guild.add_member(waiting.server.env.create_user("ben"), roles=roles)
    first, second = await waiting.run("review"), await waiting.run("review", by=ben)
    form = await press(waiting, second, moderator_words.REVIEW_WRITE, by=ben)
    await choose(waiting, first, first_entry(waiting, first).id)
    late = await ben.submit_modal(form, filled(form) | {"answer": "Only on Mondays."})
    assert moderator_words.REVIEW_CHANGED in shown(second)
    assert heading(late) == moderator_words.REVIEW_DECIDED
    assert "Only on Mondays." in text_of(late)
    assert [edit.by for edit in await waiting.store.history()] == ["ann"]


async def test_questions_that_join_later_are_not_decided_unseen(waiting: Moderated) -> None:
    page = await waiting.run("review")
    await waiting.server.alice.send(waiting.server.channel, f"{waiting.server.mention} {FOURTH}")
    await press(waiting, page, moderator_words.REVIEW_LATER)
    decisions = [question.decision for question in await waiting.store.questions()]
    assert decisions == [Decision.LATER] * 3 + [Decision.OPEN] * 2


async def test_who_is_no_moderator_or_no_longer_one_sees_and_decides_nothing(waiting: Moderated) -> None:
    assert heading(await waiting.run("review", by=waiting.server.alice)) == words.MODERATORS_ONLY
    page = await waiting.run("review")
    managers = waiting.server.guild.roles["managers"]
    waiting.server.env.backend.remove_member_role(waiting.server.guild.id, waiting.ann.id, managers.id)
    refused = await press(waiting, page, moderator_words.REVIEW_IGNORE)
    assert heading(refused) == words.MODERATORS_ONLY
    assert {question.decision for question in await waiting.store.questions()} == {Decision.OPEN}


async def test_without_collecting_the_page_says_how_to_turn_it_on(moderated: Moderated) -> None:
    await moderated.run("collect", days=0)
    page = await moderated.run("review")
    assert heading(page) == moderator_words.NOTHING_WAITS
    assert "/faq collect" in shown(page)


async def test_a_refused_answer_is_given_back(waiting: Moderated) -> None:
    page = await waiting.run("review")
    form = await press(waiting, page, moderator_words.REVIEW_WRITE)
    result = await waiting.ann.submit_modal(form, {"question": SADDLE, "phrasings": "", "answer": "Somehow."})
    assert heading(result) == moderator_words.TAKEN
    assert "Somehow." in text_of(result)
    assert not [edit for edit in await waiting.store.history() if isinstance(edit, Edit)]
    assert TYRES[0] in shown(page)


async def test_another_server_sees_nothing_of_it(waiting: Moderated) -> None:
    page = await waiting.run("review")
    env = waiting.server.env
    second = env.create_guild("second")
    channel = second.create_text_channel("help")
    managers = second.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    eve = second.add_member(env.create_user("eve"), roles=[managers])
    assert heading(await eve.slash(channel, "faq review")) == words.FOREIGN_SERVER
    await waiting.store.set(second.id, "trusted", "1")
    await env.restart_bot(FaqBot(waiting.bot.assistant, store=waiting.store))
    assert heading(await eve.slash(channel, "faq review")) == moderator_words.NOTHING_WAITS
    view = discord.ui.View(timeout=None)
    ignore = said(page).components[1]["components"][1]
    view.add_item(discord.ui.Button(label=ignore["label"], custom_id=ignore["custom_id"]))
    forged = await waiting.bot.get_partial_messageable(channel.id).send("forged", view=view)
    await eve.click(forged, label=ignore["label"])
    assert {question.decision for question in await waiting.store.questions()} == {Decision.OPEN}


@pytest.mark.parametrize("embeds", [True, False])
async def test_a_group_of_many_long_questions_fits_one_message(moderated: Moderated, *, embeds: bool) -> None:
    server = moderated.server
    channel = server.channel if embeds else server.channel_denying(embed_links=False)
    filler = "and please tell me whether that also holds for the very old ones from my grandfather " * 3
    for number in range(15):
        text = f"{number} {TYRES[number % 3]} {filler}"[:250]
        await moderated.store.collect(Asked(500 + number, server.guild.id, text, Outcome.UNANSWERED))
    page = await moderated.ann.slash(channel, "faq review")
    assert bool(said(page).embeds) is embeds
    shown = (said(page).embeds[0].description or "") if embeds else said(page).content
    assert TYRES[0] in shown
    await moderated.ann.select(said(page).message, [first_entry(moderated, page).id])
    (edit,) = await moderated.store.history()
    assert edit.after
    assert len(edit.after.questions) == MAX_TEXTS
    assert {question.decision for question in await moderated.store.questions()} == {Decision.DONE}
