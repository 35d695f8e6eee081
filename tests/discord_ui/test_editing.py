"""Moderators add, change and remove answers in Discord."""

from collections.abc import AsyncIterator
from concurrent.futures import Future
from pathlib import Path

import discord
import pytest

from bot.discord_ui.claiming import Claiming
from bot.replies import moderator_words, words
from bot.store import EditKind, Pending, open_store
from bot.store.claims import Claims
from tests.discord_ui.moderated import Moderated, filled, heading, moderated_server, said, text_of
from tests.discord_ui.server import NOTES, OPEN, PUNCTURE, SADDLE, Server

STAMPS = "Do you sell stamps?"


@pytest.fixture
async def moderated(server: Server, tmp_path: Path) -> AsyncIterator[Moderated]:
    file = tmp_path / "workshop.txt"
    file.write_text(NOTES, encoding="utf-8")
    async with moderated_server(server, file, tmp_path / "state" / "faq-bot.sqlite3") as made:
        yield made


async def test_what_a_moderator_adds_answers_members(moderated: Moderated) -> None:
    result = await moderated.add(STAMPS, "At the counter.", phrasings="Can I buy stamps?\n\n", topic="Shop")
    assert (heading(result), said(result).ephemeral) == (moderator_words.ADDED, True)
    await moderated.knows(lambda assistant: assistant.base.entries[-1].question == STAMPS)
    added = moderated.bot.assistant.base.entries[-1]
    assert (added.questions, added.topic) == ((STAMPS, "Can I buy stamps?"), "Shop")
    assert await moderated.answer_to("can i buy stamps") == "At the counter."


async def test_the_answer_says_that_moderators_added_it(moderated: Moderated) -> None:
    await moderated.add(STAMPS, "At the counter.")
    await moderated.knows(lambda assistant: assistant.base.entries[-1].question == STAMPS)
    await moderated.server.alice.send(moderated.server.channel, f"{moderated.server.mention} {STAMPS}")
    footer = moderated.server.said()[-1].embeds[0].footer.text or ""
    assert "added by moderators" in footer


async def test_the_form_holds_what_the_entry_says(moderated: Moderated) -> None:
    form = await moderated.run("edit", entry=moderated.id_of(PUNCTURE))
    assert filled(form) == {
        "question": PUNCTURE,
        "answer": "Twelve euros, with the new inner tube.",
        "topic": "Repairs",
    }


async def test_an_entry_can_be_named_by_its_question(moderated: Moderated) -> None:
    assert filled(await moderated.run("edit", entry=PUNCTURE.upper()))["question"] == PUNCTURE


async def test_autocomplete_offers_entries_by_id(moderated: Moderated) -> None:
    choices = await moderated.ann.autocomplete(moderated.server.channel, "faq edit", "entry", "puncture")
    assert choices[0] == {"name": PUNCTURE, "value": moderated.id_of(PUNCTURE)}


async def test_a_changed_answer_is_used_and_leads_back_to_the_form(moderated: Moderated) -> None:
    entry = moderated.id_of(PUNCTURE)
    result = await moderated.edit(entry, answer="Fifteen euros.")
    assert "Fifteen euros." in text_of(result)
    # The assistant may still be the old one, but the form shows what was saved.
    again = await moderated.ann.click(said(result), label=moderator_words.EDIT_BUTTON)
    assert filled(again)["answer"] == "Fifteen euros."
    await moderated.knows(lambda assistant: assistant.base.entries[2].answer == "Fifteen euros.")
    assert await moderated.answer_to(PUNCTURE) == "Fifteen euros."


async def test_of_two_moderators_the_second_sees_what_the_first_did(moderated: Moderated) -> None:
    entry = moderated.id_of(PUNCTURE)
    first, second = [await moderated.run("edit", entry=entry) for _ in range(2)]
    await moderated.ann.submit_modal(first, filled(first) | {"answer": "Fifteen euros."})
    result = await moderated.ann.submit_modal(second, filled(second) | {"answer": "Twenty euros."})
    assert heading(result) == moderator_words.TOO_LATE
    told = text_of(result)
    assert "ann changed" in told
    assert told.index("Fifteen euros.") < told.index(moderator_words.YOURS) < told.index("Twenty euros.")
    form = await moderated.ann.click(said(result), label=moderator_words.EDIT_NEW_VERSION)
    assert filled(form)["answer"] == "Fifteen euros."
    saved = await moderated.ann.submit_modal(form, filled(form) | {"answer": "Twenty euros."})
    assert heading(saved) == moderator_words.CHANGED


async def test_removing_asks_first(moderated: Moderated) -> None:
    entry = moderated.id_of(SADDLE)
    asked = await moderated.run("remove", entry=entry)
    assert not moderated.store.history().result()
    result = await moderated.ann.click(said(asked), label=moderator_words.REMOVE_BUTTON)
    assert heading(result) == moderator_words.REMOVED
    await moderated.knows(lambda assistant: assistant.base.get(entry) is None)


async def test_an_entry_that_changed_since_is_not_removed(moderated: Moderated) -> None:
    entry = moderated.id_of(SADDLE)
    asked = await moderated.run("remove", entry=entry)
    await moderated.edit(entry, answer="Ask us.")
    result = await moderated.ann.click(said(asked), label=moderator_words.REMOVE_BUTTON)
    assert heading(result) == moderator_words.TOO_LATE
    assert "Ask us." in text_of(result)


@pytest.mark.parametrize(
    ("question", "fields", "title"),
    [
        (OPEN, {"answer": "Never."}, moderator_words.TAKEN),
        ("?!", {"answer": "Never."}, moderator_words.NO_QUESTION),
        (STAMPS, {"answer": " \n "}, moderator_words.NO_ANSWER),
        (STAMPS, {"answer": "Yes.", "phrasings": "x " * 200}, moderator_words.LONG_QUESTION),
        (STAMPS, {"answer": "Yes.", "link": "javascript:alert(1)"}, moderator_words.BAD_LINK),
    ],
)
async def test_what_cannot_be_saved_comes_back(
    moderated: Moderated, question: str, fields: dict[str, str], title: str
) -> None:
    result = await moderated.add(question, **fields)
    assert heading(result) == title
    assert question in text_of(result)
    assert fields["answer"].strip() in text_of(result)
    assert not moderated.store.history().result()


@pytest.mark.parametrize("command", ["add", "edit"])
async def test_what_was_written_is_not_lost_if_the_store_refuses(moderated: Moderated, command: str) -> None:
    form = await (moderated.run("add") if command == "add" else moderated.run("edit", entry=OPEN))
    moderated.bot.store = open_store(None)
    result = await moderated.ann.submit_modal(form, {"question": STAMPS, "answer": "At the counter."})
    assert heading(result) == words.NOT_SAVED
    assert STAMPS in text_of(result)
    assert "At the counter." in text_of(result)


class TakenByAnother(Claims):
    """Another process has claimed everything."""

    def claim(self, identity: int) -> Pending[bool]:  # noqa: ARG002  # the same for all
        """It is taken."""
        taken: Future[bool] = Future()
        taken.set_result(False)
        return Pending(taken)


async def test_a_form_that_another_process_saves_is_saved_once(moderated: Moderated) -> None:
    form = await moderated.run("add")
    moderated.bot.claiming = Claiming(TakenByAnother("postgresql://"))
    result = await moderated.ann.submit_modal(form, {"question": STAMPS, "answer": "At the counter."})
    assert not result.response
    assert not moderated.store.history().result()


async def test_a_form_that_was_open_during_a_restart_is_saved(moderated: Moderated) -> None:
    form = await moderated.run("add")
    again = type(moderated.bot)(moderated.bot.assistant, store=moderated.store)
    await moderated.server.env.restart_bot(again)
    result = await moderated.ann.submit_modal(form, {"question": STAMPS, "answer": "At the counter."})
    assert heading(result) == moderator_words.ADDED


async def test_a_helpers_reply_becomes_an_answer(moderated: Moderated) -> None:
    server = moderated.server
    asked = await server.alice.send(server.channel, "do you guys\nsell stamps")
    helped = await moderated.ann.send(server.channel, "Yes, at the counter.", reply_to=asked)
    form = await moderated.ann.context_menu(server.channel, moderator_words.SAVE_AS_ANSWER, helped)
    assert filled(form)["answer"] == "Yes, at the counter."
    result = await moderated.ann.submit_modal(form, filled(form) | {"question": STAMPS})
    assert heading(result) == moderator_words.ADDED


async def test_the_question_is_the_message_that_was_replied_to(moderated: Moderated) -> None:
    server = moderated.server
    asked = await server.alice.send(server.channel, f"{server.mention} do you\nsell stamps")
    helped = await moderated.ann.send(server.channel, "Yes, at the counter.", reply_to=asked)
    form = await moderated.ann.context_menu(server.channel, moderator_words.SAVE_AS_ANSWER, helped)
    assert filled(form)["question"] == "do you sell stamps"


async def test_a_members_words_become_a_phrasing(moderated: Moderated) -> None:
    server = moderated.server
    asked = await server.alice.send(server.channel, "how much to mend a puncture?")
    form = await moderated.ann.context_menu(server.channel, moderator_words.ADD_AS_PHRASING, asked)
    assert form.modal
    (options,) = [
        label["component"]["options"] for label in form.modal["components"] if label["component"]["type"] == 3
    ]
    assert options[0]["label"] == PUNCTURE
    assert len(options) == len(moderated.bot.assistant.base.entries)
    result = await moderated.ann.submit_modal(form, filled(form) | {"entry": [options[0]["value"]]})
    assert heading(result) == moderator_words.PHRASED
    (edit,) = moderated.store.history().result()
    assert (edit.kind, edit.entry) == (EditKind.PHRASE, moderated.id_of(PUNCTURE))
    assert edit.after
    assert edit.after.questions == ("how much to mend a puncture?",)


async def test_members_cannot_edit(moderated: Moderated) -> None:
    alice, server = moderated.server.alice, moderated.server
    message = await alice.send(server.channel, "May I?")
    results = [await moderated.run(name, by=alice) for name in ("add", "undo", "history", "export")]
    results += [await moderated.run(name, by=alice, entry=moderated.id_of(OPEN)) for name in ("edit", "remove")]
    results += [await moderated.run("test", by=alice, question=OPEN)]
    names = (moderator_words.SAVE_AS_ANSWER, moderator_words.ADD_AS_PHRASING)
    results += [await alice.context_menu(server.channel, name, message) for name in names]
    assert {heading(result) for result in results} == {words.MODERATORS_ONLY}
    assert all(said(result).ephemeral for result in results)


async def test_the_right_is_checked_again_when_a_form_comes_back(moderated: Moderated) -> None:
    server = moderated.server
    helpers = server.guild.create_role("helpers")
    await moderated.bot.server_settings.set(server.guild.id, "editor_role", str(helpers.id))
    bob = server.guild.add_member(server.env.create_user("bob"), roles=[helpers])
    form = await moderated.run("add", by=bob)
    await moderated.bot.server_settings.set(server.guild.id, "editor_role", None)
    result = await bob.submit_modal(form, {"question": STAMPS, "answer": "Mine."})
    assert heading(result) == words.MODERATORS_ONLY
    assert not moderated.store.history().result()


async def test_strangers_who_add_the_bot_to_their_server_cannot_edit(moderated: Moderated) -> None:
    await moderated.add(STAMPS, "At the counter.")
    stranger = moderated.server.env.create_user("mallory")
    foreign = moderated.server.env.create_guild(owner=stranger)
    mallory = foreign.add_member(stranger)
    result = await mallory.slash(foreign.create_text_channel("mine"), "faq add")
    assert heading(result) == words.FOREIGN_SERVER


async def test_the_owner_opens_another_server(moderated: Moderated) -> None:
    await moderated.add(STAMPS, "At the counter.")
    assert moderated.bot.application
    owner = moderated.server.env.create_user("olga")
    moderated.bot.application.owner = await moderated.bot.fetch_user(owner.id)
    second = moderated.server.env.create_guild(owner=owner)
    channel, olga = second.create_text_channel("help"), second.add_member(owner)
    helpers = second.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    bob = second.add_member(moderated.server.env.create_user("bob"), roles=[helpers])
    assert heading(await bob.slash(channel, "faq history")) == words.FOREIGN_SERVER
    assert heading(await olga.slash(channel, "faq history")) == moderator_words.HISTORY
    assert heading(await bob.slash(channel, "faq history")) == moderator_words.HISTORY
