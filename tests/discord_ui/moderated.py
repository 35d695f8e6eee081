"""A server where moderators edit the knowledge, on a bot that follows their edits."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.discord_ui.live_updates import LiveUpdates
from bot.knowledge import KnowledgeBase
from bot.live import LiveKnowledge
from bot.overlay import Learned, LearnedFrom
from bot.store import open_store
from bot.store.store import Store
from tests.discord_ui.server import Server

PATIENCE = 40.0
"""Timeout of a wait in seconds. A passing test never reaches it."""


class Overlay:
    """The moderators' edits, as `run` follows them."""

    def __init__(self, store: Store) -> None:
        """Take the store."""
        self._read = LearnedFrom(store)

    def refresh(self) -> str:
        """All edits as one text."""
        return self._read()

    def apply(self, files: KnowledgeBase, learned: str) -> KnowledgeBase:
        """The knowledge base with the edits."""
        return Learned.of_text(learned).apply(files)

    def close(self) -> None:
        """Leave the store open: the server closes it."""


@dataclass
class Moderated:
    """A server with moderators. Ann may manage the server; Alice is a member without rights."""

    server: Server
    file: Path
    ann: MemberActor
    store: Store
    live: LiveKnowledge
    updates: LiveUpdates

    @property
    def bot(self) -> FaqBot:
        """The bot that is running now."""
        return self.server.bot

    async def run(self, name: str, /, by: MemberActor | None = None, **options: Any) -> InteractionResult:  # noqa: ANN401
        """Ann, or somebody else, uses a command below /faq."""
        return await (by or self.ann).slash(self.server.channel, f"faq {name}", **options)

    async def add(self, question: str, answer: str, **fields: str) -> InteractionResult:
        """Ann adds an entry."""
        form = await self.run("add")
        return await self.ann.submit_modal(form, {"question": question, "answer": answer, **fields})

    async def edit(self, entry: str, **changed: str) -> InteractionResult:
        """Ann changes some fields of an entry."""
        form = await self.run("edit", entry=entry)
        return await self.ann.submit_modal(form, filled(form) | changed)

    async def knows(self, test: Callable[[Assistant], bool]) -> None:
        """Wait until the assistant that answers passes a test."""
        async with asyncio.timeout(PATIENCE):
            while not test(self.bot.assistant):  # noqa: ASYNC110  # what it waits for tells nobody
                await asyncio.sleep(0.01)

    def id_of(self, question: str) -> str:
        """The id of the entry with this question."""
        return next(entry.id for entry in self.bot.assistant.base.entries if entry.question == question)

    async def answer_to(self, question: str) -> str:
        """What Alice is told who asks."""
        self.bot.rate_limiter = type(self.bot.rate_limiter)(None, None)
        result = await self.server.alice.slash(self.server.channel, "ask", question=question)
        return text_of(result)


@asynccontextmanager
async def moderated_server(server: Server, file: Path, state: Path) -> AsyncIterator[Moderated]:
    """Start a bot with a store on a server."""
    store = open_store(state)
    live = LiveKnowledge.load([file], Assistant.build, changes=Overlay(store))
    updates = LiveUpdates(live)
    bot = FaqBot(live.loaded.assistant, store=store)
    updates.attach(bot)
    await server.env.restart_bot(bot)
    following = asyncio.create_task(updates.run())
    managers = server.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    ann = server.guild.add_member(server.env.create_user("ann"), roles=[managers])
    yield Moderated(server, file, ann, store, live, updates)
    following.cancel()
    await asyncio.wait([following])
    store.close()


def filled(form: InteractionResult) -> dict[str, str]:
    """What a form is filled with, by the name of the field."""
    assert form.modal
    fields = [label["component"] for label in form.modal["components"]]
    return {field["custom_id"]: field["value"] for field in fields if field.get("value")}


def said(result: InteractionResult) -> ResponseMessage:
    """The last message of a response."""
    found = result.followups[-1] if result.followups else result.response
    assert found
    return found


def heading(result: InteractionResult) -> str:
    """The title of the response."""
    return said(result).embeds[0].title or ""


def text_of(result: InteractionResult) -> str:
    """The text of the response's embed."""
    return said(result).embeds[0].description or ""
