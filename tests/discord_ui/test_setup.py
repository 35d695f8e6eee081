"""/setup, with restarts: what the managers of a server choose for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.answering import Assistant, Strictness
from bot.answering.strictness import FALSE_ANSWERS
from bot.discord_ui import FaqBot
from bot.discord_ui.setup_panel import KEEP_NOTHING, OWNERS
from bot.replies import setup_words, words
from bot.store import Asked, Outcome, open_store
from tests.discord_ui.moderated import Moderated, heading, moderated_server, said, text_of
from tests.discord_ui.server import NOTES, OPEN, Server
from tests.discord_ui.setup_panel import ask_without_mention, open_panel, pick, restart

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
async def managed(server: Server, tmp_path: Path) -> AsyncIterator[Moderated]:
    file = tmp_path / "workshop.txt"
    file.write_text(NOTES, encoding="utf-8")
    async with moderated_server(server, file, tmp_path / "state" / "faq-bot.sqlite3") as made:
        yield made


async def test_a_server_that_sets_nothing_behaves_as_the_environment_says(managed: Moderated) -> None:
    await restart(managed, answer_channels=frozenset({managed.server.channel.id}))
    panel = await open_panel(managed)
    told = text_of(panel)
    assert said(panel).ephemeral
    assert f"#{managed.server.channel.name}{setup_words.FROM_OWNER}" in told
    assert f"still get an answer.{setup_words.FROM_OWNER}" in told
    assert setup_words.COLLECTING_OFF in told
    assert await ask_without_mention(managed, managed.server.channel) == [OPEN]


@pytest.mark.parametrize("level", Strictness)
async def test_strictness_is_used_at_once_and_after_a_restart(managed: Moderated, level: Strictness) -> None:
    panel = await open_panel(managed)
    await pick(managed, panel, "strictness", level.value)
    told = text_of(panel)
    assert setup_words.LEVELS[level.value] in told
    assert setup_words.FROM_OWNER not in told.split(setup_words.LEVELS[level.value])[1].splitlines()[0]
    await restart(managed)
    percent = f"{100 * level.thresholds.answer:.0f}%"
    assert percent in text_of(await managed.run("test", question=OPEN))


async def test_answers_depend_on_the_strictness_of_the_server(managed: Moderated) -> None:
    question = "mend puncture price please thanks"
    confidence = managed.bot.assistant.ask(question).confidence
    outcomes = {}
    for level in Strictness:
        await pick(managed, await open_panel(managed), "strictness", level.value)
        result = await managed.server.alice.slash(managed.server.channel, "ask", question=question)
        outcomes[level] = heading(result)
    for level in Strictness:
        answered = managed.bot.assistant.decide(managed.bot.assistant.rank(question), level)
        assert (outcomes[level] == "What does it cost to mend a puncture?") == hasattr(answered, "entry"), confidence


async def test_the_owners_strictness_can_be_chosen_again(managed: Moderated) -> None:
    panel = await open_panel(managed)
    await pick(managed, panel, "strictness", "eager")
    await pick(managed, panel, "strictness", OWNERS)
    assert (await managed.bot.server_settings.of(managed.server.guild.id)).strictness is None


async def test_members_with_the_editor_role_can_edit_but_not_set_up(managed: Moderated) -> None:
    server = managed.server
    helpers = server.guild.create_role("helpers")
    bob = server.guild.add_member(server.env.create_user("bob"), roles=[helpers])
    assert heading(await managed.run("history", by=bob)) == words.MODERATORS_ONLY
    await pick(managed, await open_panel(managed), "role", helpers)
    await restart(managed)
    assert heading(await managed.run("history", by=bob)) != words.MODERATORS_ONLY
    panel = await open_panel(managed)
    assert helpers.mention in text_of(panel)
    await pick(managed, panel, "role")
    assert heading(await managed.run("history", by=bob)) == words.MODERATORS_ONLY


async def test_everyone_cannot_be_made_editors(managed: Moderated) -> None:
    panel = await open_panel(managed)
    await pick(managed, panel, "role", managed.server.guild.default_role)
    assert setup_words.EVERYONE in text_of(panel)
    assert (await managed.bot.server_settings.of(managed.server.guild.id)).editor_role is None


async def test_collecting_is_turned_on_and_off(managed: Moderated) -> None:
    guild, store = managed.server.guild.id, managed.store
    panel = await open_panel(managed)
    await pick(managed, panel, "collecting", "90")
    assert store.collecting(guild).result() == 90
    store.collect(Asked(1, guild, "why?", Outcome.UNANSWERED)).result()
    await pick(managed, panel, "collecting", KEEP_NOTHING)
    assert "deleted 1 question" in text_of(panel)
    assert (store.collecting(guild).result(), store.questions().result()) == (None, ())


async def test_everything_can_be_reset(managed: Moderated) -> None:
    panel = await open_panel(managed)
    await pick(managed, panel, "strictness", "eager")
    await pick(managed, panel, "collecting", "90")
    await managed.ann.click(said(panel), label=setup_words.RESET_BUTTON)
    assert setup_words.RESET in text_of(panel)
    assert dict(managed.store.settings(managed.server.guild.id).result()) == {}


async def test_only_managers_set_up(managed: Moderated) -> None:
    panel = await open_panel(managed)
    managed.server.guild.remove_member(managed.ann)
    ann = managed.server.guild.add_member(managed.ann.user)
    result = await ann.click(said(panel), label=setup_words.RESET_BUTTON)
    assert heading(result) == words.MANAGERS_ONLY


async def test_a_removed_channel_changes_nothing(managed: Moderated) -> None:
    gone = managed.server.guild.create_text_channel("gone")
    panel = await open_panel(managed)
    channel = managed.bot.get_channel(gone.id)
    assert channel
    del managed.bot.get_guild(managed.server.guild.id)._channels[gone.id]  # type: ignore[union-attr]  # noqa: SLF001
    await pick(managed, panel, "channels", gone)
    assert setup_words.NOT_HERE in text_of(panel)


async def test_the_check_names_missing_permissions_and_the_cure(managed: Moderated) -> None:
    denied = managed.server.channel_denying(embed_links=False, read_message_history=False)
    hidden = managed.server.channel_denying(view_channel=False)
    panel = await open_panel(managed)
    told = text_of(await managed.ann.click(said(panel), label=setup_words.CHECK_BUTTON))
    assert f"<#{denied.id}>**: Embed Links, Read Message History" in told
    assert str(hidden.id) not in told
    assert "To fix it" in told


async def test_the_check_says_that_nothing_is_missing(managed: Moderated) -> None:
    panel = await open_panel(managed)
    result = await managed.ann.click(said(panel), label=setup_words.CHECK_BUTTON)
    assert text_of(result) == setup_words.CHECK_FINE


async def test_without_a_store_nothing_can_be_set(managed: Moderated, assistant: Assistant) -> None:
    await managed.server.env.restart_bot(FaqBot(assistant))
    assert heading(await open_panel(managed)) == words.NOTHING_KEPT


async def test_answers_do_not_wait_for_a_broken_store(managed: Moderated, tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.sqlite3"
    garbage.write_text("no database " * 1000, encoding="utf-8")
    broken = open_store(garbage)
    channels = frozenset({managed.server.channel.id})
    await managed.server.env.restart_bot(FaqBot(managed.bot.assistant, store=broken, answer_channels=channels))
    assert await ask_without_mention(managed, managed.server.channel) == [OPEN]
    assert heading(await open_panel(managed)) == words.NOT_SAVED
    assert len(managed.server.env.errors) == 1
    broken.close()


def test_the_rates_are_those_that_were_published() -> None:
    readme = (ROOT / "bot" / "evaluation" / "README.md").read_text(encoding="utf-8")
    for level, rate in FALSE_ANSWERS.items():
        (row,) = [line for line in readme.splitlines() if line.startswith(f"| {level.value} |")]
        assert f"| {100 * rate:.1f} % |" in row
