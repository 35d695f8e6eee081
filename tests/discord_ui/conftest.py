"""A small knowledge base, and a simulated Discord where the real bot answers from it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord import Env

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.knowledge import load
from tests.discord_ui.server import NOTES, Server


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The FAQ of a bicycle workshop."""
    path = tmp_path_factory.mktemp("notes") / "workshop.txt"
    path.write_text(NOTES, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def assistant(notes: Path) -> Assistant:
    """An assistant for the workshop's FAQ."""
    return Assistant.build(load([notes]))


@pytest.fixture
def simcord_bot(assistant: Assistant) -> FaqBot:
    """The bot that the simulator starts."""
    return FaqBot(assistant)


@pytest.fixture
async def server(simcord_env: Env) -> AsyncIterator[Server]:
    """A server with one channel and one member. The test fails if the bot pings anybody."""
    guild = simcord_env.create_guild()
    server = Server(
        simcord_env, guild, guild.create_text_channel("help"), guild.add_member(simcord_env.create_user("alice"))
    )
    yield server
    assert_nobody_pinged(simcord_env)


def assert_nobody_pinged(env: Env) -> None:
    """Check that every message that was sent or edited forbids all pings."""
    for request in env.http_requests:
        for body in bodies(request.json):
            assert body["allowed_mentions"]["parse"] == []
            assert not body["allowed_mentions"].get("replied_user", False)
            assert not {"users", "roles"} & body["allowed_mentions"].keys()


def bodies(sent: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever a request carried
    """The messages in a request: its body, or the data of an interaction response that is no form."""
    if not isinstance(sent, dict):
        return []
    form = sent.get("type") == discord.InteractionResponseType.modal.value
    found = [] if form else [sent, sent.get("data")]
    return [body for body in found if isinstance(body, dict) and {"content", "embeds", "components"} & body.keys()]
