"""What the bot remembers of its answers, and votes on them, also after a restart."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import discord
import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.answering import Assistant
from bot.discord_ui import FaqBot, custom_ids, limits
from bot.knowledge import load
from bot.replies import words
from bot.store import Outcome, Question, VoteCount, engines, open_store
from bot.store.store import Store
from tests.discord_ui.server import GIBBERISH, NOTES, OPEN, PUNCTURE, SADDLE, Server, title

TWO = f"{PUNCTURE} And also: {SADDLE}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "state" / "faq-bot.sqlite3")
    yield store
    store.close()


@pytest.fixture
def simcord_bot(assistant: Assistant, store: Store) -> FaqBot:
    return FaqBot(assistant, store=store)


@pytest.fixture
async def collecting(server: Server, store: Store) -> Server:
    """The server, where questions are collected."""
    await store.set_collecting(server.guild.id, 30)
    return server


async def ask(server: Server, text: str = PUNCTURE) -> discord.Message:
    await server.alice.send(server.channel, f"{server.mention} {text}")
    return server.said()[-1]


def shown(result: InteractionResult) -> ResponseMessage:
    assert result.response
    return result.response


def heading(result: InteractionResult) -> str:
    return shown(result).embeds[0].title or ""


def counted(store: Store) -> Mapping[Outcome, int]:
    found = Counter[Outcome]()
    for counter in store.counters().result():
        found[counter.outcome] += counter.count
    return found


def one_vote(store: Store) -> VoteCount:
    (vote,) = store.votes().result()
    return vote


def one_question(store: Store) -> Question:
    (question,) = store.questions().result()
    return question


def select_of(result: InteractionResult) -> tuple[str, list[str]]:
    """The custom id and the values of the only select."""
    (row,) = shown(result).components
    (select,) = row["components"]
    return select["custom_id"], [option["value"] for option in select["options"]]


async def test_answers_are_counted_and_texts_are_not_kept_by_default(server: Server, store: Store) -> None:
    await ask(server)
    await ask(server, GIBBERISH)
    await server.alice.slash(server.channel, "ask", question=OPEN)
    assert counted(store) == {Outcome.ANSWERED: 2, Outcome.UNANSWERED: 1}
    assert store.questions().result() == ()


async def test_small_talk_is_not_counted(server: Server, store: Store) -> None:
    await ask(server, "hello")
    await ask(server, "thanks!")
    assert counted(store) == {}


async def test_questions_are_collected_where_managers_turned_it_on(collecting: Server, store: Store) -> None:
    await ask(collecting, f"hi <@{collecting.alice.id}>, **when** is the workshop open?")
    question = one_question(store)
    assert question.outcome is Outcome.ANSWERED
    assert question.server == collecting.guild.id
    assert "<@" not in question.text
    assert "*" not in question.text


async def test_a_text_is_not_collected_if_its_author_did_not_ask_the_bot(collecting: Server, store: Store) -> None:
    message = await collecting.alice.send(collecting.channel, PUNCTURE)
    await collecting.alice.context_menu(collecting.channel, words.ANSWER_THIS, message)
    assert counted(store) == {Outcome.ANSWERED: 1}
    assert store.questions().result() == ()


async def test_nothing_is_collected_of_a_member_who_opted_out(collecting: Server, store: Store) -> None:
    await store.opt_out(collecting.alice.id)
    await ask(collecting)
    assert store.questions().result() == ()


async def test_an_opened_suggestion_is_noted_with_its_question(collecting: Server, store: Store) -> None:
    await ask(collecting, "saddle workshop puncture")
    assert one_question(store).outcome is Outcome.SUGGESTED
    await collecting.alice.click(collecting.said()[-1], label=SADDLE)
    assert one_question(store).outcome is Outcome.OPENED
    assert counted(store)[Outcome.OPENED] == 1


async def test_a_vote_can_be_changed_and_counts_once(server: Server, store: Store, assistant: Assistant) -> None:
    answer = await ask(server)
    result = await server.alice.click(answer, label=words.HELPED)
    assert shown(result).ephemeral
    assert heading(result) == words.THANKS_FOR_VOTE
    assert (one_vote(store).helped, one_vote(store).not_helped) == (1, 0)
    assert one_vote(store).version == assistant.base.version
    await server.alice.click(answer, label=words.NOT_MEANT)
    assert (one_vote(store).helped, one_vote(store).not_helped) == (0, 1)
    bob = server.guild.add_member(server.env.create_user("bob"))
    await bob.click(answer, label=words.HELPED)
    assert (one_vote(store).helped, one_vote(store).not_helped) == (1, 1)


async def test_not_what_i_meant_offers_other_questions_and_keeps_the_pick(
    collecting: Server, store: Store, assistant: Assistant
) -> None:
    answer = await ask(collecting)
    await collecting.env.restart_bot(FaqBot(assistant, store=store))
    result = await collecting.alice.click(answer, label=words.NOT_MEANT)
    custom_id, values = select_of(result)
    assert len(values) == 3
    assert one_question(store).entry not in values
    await collecting.env.restart_bot(FaqBot(assistant, store=store))
    picked = await collecting.alice.select(shown(result).message, [values[1]], custom_id=custom_id)
    entry = assistant.base.get(values[1])
    assert entry
    assert shown(picked).ephemeral
    assert shown(picked).embeds[0].description == entry.answer
    assert (one_question(store).picked, one_question(store).voted_down) == (entry.id, True)
    assert counted(store) == {Outcome.ANSWERED: 1, Outcome.PICKED: 1}


async def test_two_answers_in_one_message_are_voted_on_apart(server: Server, store: Store) -> None:
    answer = await ask(server, TWO)
    assert len(answer.embeds) == 2
    await server.alice.click(answer, label=f"1. {words.HELPED}")
    await server.alice.click(answer, label=f"2. {words.HELPED}")
    assert sorted(vote.helped for vote in store.votes().result()) == [1, 1]


async def test_a_vote_on_an_entry_that_is_gone_is_explained(server: Server, store: Store, tmp_path: Path) -> None:
    answer = await ask(server)
    less = tmp_path / "workshop.txt"
    less.write_text(NOTES.replace(PUNCTURE, "What does a lamp cost?"), encoding="utf-8")
    await server.env.restart_bot(FaqBot(Assistant.build(load([less])), store=store))
    result = await server.alice.click(answer, label=words.HELPED)
    assert heading(result) == words.GONE
    assert heading(await server.alice.click(answer, label=words.NOT_MEANT)) == words.SORRY
    assert store.votes().result() == ()


async def test_a_member_who_opted_out_is_told_that_no_vote_is_kept(server: Server, store: Store) -> None:
    await store.opt_out(server.alice.id)
    result = await server.alice.click(await ask(server), label=words.HELPED)
    assert heading(result) == words.NO_VOTE_KEPT
    assert store.votes().result() == ()


async def test_a_broken_store_refuses_votes_and_answers_go_on(
    server: Server, assistant: Assistant, tmp_path: Path
) -> None:
    file = tmp_path / "broken.sqlite3"
    file.write_bytes(b"garbage " * 1000)
    broken = open_store(file)
    await server.env.restart_bot(FaqBot(assistant, store=broken))
    answer = await ask(server)
    assert title(answer) == PUNCTURE
    assert heading(await server.alice.click(answer, label=words.HELPED)) == words.NOT_SAVED
    assert heading(await server.alice.click(answer, label=words.NOT_MEANT)) == words.SORRY
    broken.close()


async def test_counters_do_not_queue_up_behind_a_lock(
    server: Server, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    await ask(server)
    assert counted(store) == {Outcome.ANSWERED: 1}
    other = sqlite3.connect(tmp_path / "state" / "faq-bot.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = await ask(server)
    assert heading(await server.alice.click(answer, label=words.HELPED)) == words.NOT_SAVED
    assert store.refused_lately
    other.execute("COMMIT")
    other.close()
    await ask(server)
    assert counted(store) == {Outcome.ANSWERED: 1}
    assert heading(await server.alice.click(answer, label=words.HELPED)) == words.THANKS_FOR_VOTE


async def test_without_a_store_there_are_no_votes(server: Server, assistant: Assistant) -> None:
    await server.env.restart_bot(FaqBot(assistant))
    answer = await ask(server)
    assert not any(words.HELPED in str(row.to_dict()) for row in answer.components)


def test_the_longest_ids_fit_the_buttons() -> None:
    longest = "a" * 64
    made = (
        custom_ids.helped(longest, "0" * 8),
        custom_ids.not_meant(longest, "0" * 8, [longest] * 3),
        custom_ids.instead(10**19, longest),
    )
    assert all(map(custom_ids.is_known, made))
    assert max(map(len, made)) <= limits.CUSTOM_ID
    usual = [f"{number:010x}" for number in range(3)]
    assert custom_ids.not_meant(usual[0], "0" * 8, usual).endswith(",".join(usual))
