"""/privacy, opting out, and the managers' switch for collecting questions."""

from collections.abc import Iterator
from pathlib import Path

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.replies import words
from bot.store import open_store
from bot.store.store import Store
from tests.discord_ui.server import PUNCTURE, Server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "state" / "faq-bot.sqlite3")
    yield store
    store.close()


@pytest.fixture
def simcord_bot(assistant: Assistant, store: Store) -> FaqBot:
    return FaqBot(assistant, store=store)


@pytest.fixture
def manager(server: Server) -> MemberActor:
    """A member who may manage the server."""
    role = server.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return server.guild.add_member(server.env.create_user("mia"), roles=[role])


def embed(result: InteractionResult) -> discord.Embed:
    assert result.response
    assert result.response.ephemeral
    (found,) = result.response.embeds
    return found


def body(result: InteractionResult) -> str:
    return embed(result).description or ""


async def ask_and_vote(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {PUNCTURE}")
    await server.alice.click(server.said()[-1], label=words.HELPED)


async def press(server: Server, label: str) -> InteractionResult:
    result = await server.alice.slash(server.channel, "privacy")
    assert result.response
    return await server.alice.click(result.response.message, label=label)


async def test_a_manager_turns_collecting_on_and_off(server: Server, manager: MemberActor, store: Store) -> None:
    on = await manager.slash(server.channel, "faq collect", days=14)
    assert embed(on).title == words.COLLECTING_ON
    assert "14 days" in body(on)
    await ask_and_vote(server)
    assert store.collecting(server.guild.id).result() == 14
    assert len(store.questions().result()) == 1
    off = await manager.slash(server.channel, "faq collect", days=0)
    assert embed(off).title == words.COLLECTING_OFF
    assert "I deleted 1 question." in body(off)
    assert store.questions().result() == ()


async def test_other_members_cannot_turn_collecting_on(server: Server, store: Store) -> None:
    result = await server.alice.slash(server.channel, "faq collect", days=14)
    assert embed(result).title == words.MANAGERS_ONLY
    assert store.collecting(server.guild.id).result() is None


async def test_privacy_says_what_is_kept_and_forget_me_removes_it(
    server: Server, manager: MemberActor, store: Store, assistant: Assistant
) -> None:
    assert words.PRIVACY_NOT_COLLECTING in body(await server.alice.slash(server.channel, "privacy"))
    await manager.slash(server.channel, "faq collect", days=30)
    await ask_and_vote(server)
    shown = body(await server.alice.slash(server.channel, "privacy"))
    assert "for 30 days" in shown
    assert "1 question and 1 vote" in shown
    assert PUNCTURE in shown
    await server.env.restart_bot(FaqBot(assistant, store=store))
    forgotten = await press(server, words.FORGET_ME)
    assert "I removed 1 question and 1 vote." in body(forgotten)
    assert PUNCTURE in body(forgotten)
    assert not store.questions().result()
    assert not store.votes().result()
    await ask_and_vote(server)
    assert len(store.questions().result()) == 1


async def test_opting_out_removes_everything_and_keeps_nothing_more(
    server: Server, manager: MemberActor, store: Store
) -> None:
    await manager.slash(server.channel, "faq collect", days=30)
    await ask_and_vote(server)
    assert "1 question and 1 vote" in body(await press(server, words.OPT_OUT))
    await ask_and_vote(server)
    assert not store.questions().result()
    assert not store.votes().result()
    assert words.PRIVACY_OPTED_OUT in body(await server.alice.slash(server.channel, "privacy"))
    assert embed(await press(server, words.OPT_IN)).title == words.OPTED_IN
    await ask_and_vote(server)
    assert len(store.questions().result()) == 1


async def test_about_says_whether_anything_is_kept(server: Server, assistant: Assistant) -> None:
    assert words.ABOUT_MEMORY in body(await server.alice.slash(server.channel, "about"))
    await server.alice.send(server.channel, f"{server.mention} who are you?")
    assert words.ABOUT_MEMORY in (server.said()[-1].embeds[0].description or "")
    await server.env.restart_bot(FaqBot(assistant))
    assert words.ABOUT_NO_MEMORY in body(await server.alice.slash(server.channel, "about"))
    assert body(await server.alice.slash(server.channel, "privacy")) == words.PRIVACY_NOTHING
