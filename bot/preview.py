"""The preview: the bot in a simulated Discord in the browser. It needs no token and no account, and stays offline."""

import asyncio
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

import discord

from bot.answering import Assistant
from bot.connection.signals import stop_on_signals
from bot.discord_ui import FaqBot
from bot.discord_ui.capabilities import Capabilities
from bot.discord_ui.delivery import post
from bot.discord_ui.live_updates import LiveUpdates
from bot.discord_ui.rate_limits import RateLimiter
from bot.discord_ui.rendering import render
from bot.live import LiveKnowledge
from bot.replies import welcome_reply, words

if TYPE_CHECKING:
    from simcord import ChannelHandle, Env, MemberActor
    from simcord.preview import Preview

    from bot.store.store import Store

SERVER = "Demo"
CHANNEL = "ask-here"
MEMBER = "you"
MODERATOR = "moderator"
"""A second member, who may manage the server. The page can change to their view."""
BOT_NAME = "FAQ bot"
PORTS_TO_TRY = 20
"""Consecutive ports to try before the system chooses a free one."""
INSTALL = "run `pip install linkify-it-py pillow regex simcord==3.2.1`"
"""Names the packages of the extra `preview`: on a package index, this project's name may belong to another."""
CLOCK_SECONDS = 20.0
"""Interval between settings of the simulated clock. Messages show minutes, so seconds do not matter."""


class PreviewError(Exception):
    """The preview cannot start. The message says what to do."""


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run_preview(
    live: LiveKnowledge,
    store: "Store",
    *,
    port: int = 8765,
    open_browser: bool = True,
    announce: Callable[[str], None] = _say,
) -> int:
    """Serve the preview until Ctrl-C, SIGTERM or the page is closed. Returns the exit code of the process, 0.

    `port` is on 127.0.0.1. If it is taken, the next free one is used; 0 means any. `announce` gets the lines to print,
    the first with the address. `store` is the store that `live` follows. It must be separate from that of a real bot,
    because the first server that edits the knowledge becomes the bot's home. Call it from the main thread. Raises
    PreviewError, for example if the simulator is not installed.
    """
    try:
        from simcord.preview import Preview  # noqa: F401, PLC0415 - an extra, which the real bot does not need
    except ImportError:
        raise PreviewError(f"the simulator is not installed; {INSTALL}") from None
    asyncio.run(_serve(live, store, port, open_browser=open_browser, announce=announce))
    return 0


@dataclass(frozen=True)
class _Sandbox:
    """A simulated Discord with one server."""

    env: "Env"
    channel: "ChannelHandle"
    viewers: "tuple[MemberActor, ...]"
    """The first one is who the person at the page is at the start."""


async def _serve(
    live: LiveKnowledge, store: "Store", port: int, *, open_browser: bool, announce: Callable[[str], None]
) -> None:
    stop = asyncio.Event()
    with stop_on_signals(stop.set):
        updates = LiveUpdates(live)
        async with AsyncExitStack() as stack:
            sandbox = await stack.enter_async_context(_sandbox(live.loaded.assistant, updates, store))
            page = await _open_page(stack, sandbox, port)
            announce(f"The preview is at {page.url}")
            announce("Press Ctrl-C to stop it.")
            if open_browser:
                # A browser can take seconds to start.
                await asyncio.to_thread(webbrowser.open, page.url)
            background = [asyncio.create_task(each) for each in (_keep_time(sandbox.env), updates.run())]
            ends = [asyncio.create_task(stop.wait()), asyncio.create_task(page.wait_closed())]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for task in (*background, *ends):
                task.cancel()


@asynccontextmanager
async def _sandbox(assistant: Assistant, updates: LiveUpdates, store: "Store") -> AsyncIterator[_Sandbox]:
    """A simulated server with one channel, where the bot has sent a welcome message.

    The channel is an answer channel, because the page does not complete @mentions. The bot needs the channel's id from
    the start, so the server is created with a placeholder client first.
    """
    import simcord  # noqa: PLC0415 - an extra, see run_preview

    async with simcord.run(discord.Client(intents=discord.Intents.none()), check_errors=False) as env:
        await _set_clock(env)
        guild = env.create_guild(SERVER)
        channel = guild.create_text_channel(CHANNEL, topic=words.PREVIEW_CHANNEL_TOPIC)
        role = guild.create_role(MODERATOR, permissions=discord.Permissions(manage_guild=True))
        viewers = (
            guild.add_member(env.create_user(MEMBER)),
            guild.add_member(env.create_user(MODERATOR), roles=[role]),
        )
        from bot.store.store import RETENTION_DAYS  # noqa: PLC0415 - it imports SQLAlchemy

        await store.set_collecting(guild.id, RETENTION_DAYS)
        bot = FaqBot(assistant, answer_channels=frozenset({channel.id}), store=store)
        # There is only one member: silence would look like a bug, and nobody can flood the channel.
        bot.ignores_small_talk = False
        bot.rate_limiter = RateLimiter(None, None)
        updates.attach(bot)
        await env.restart_bot(bot)
        await _send_welcome(bot, channel.id)
        yield _Sandbox(env, channel, viewers)


async def _send_welcome(bot: FaqBot, channel_id: int) -> None:
    # The bot is logged in, so it has a user.
    await cast("discord.ClientUser", bot.user).edit(username=BOT_NAME)
    await post(bot.get_partial_messageable(channel_id), render(welcome_reply(bot.assistant), Capabilities()))


async def _open_page(stack: AsyncExitStack, sandbox: _Sandbox, port: int) -> "Preview":
    """Open the page on the first free port, starting at the given one. It closes with the stack."""
    from simcord import SetupError  # noqa: PLC0415 - an extra, see run_preview

    for candidate in _ports(port):
        page = sandbox.env.preview(
            sandbox.channel, viewers=sandbox.viewers, layout="channel", port=candidate, timezone=_time_zone()
        )
        try:
            return await stack.enter_async_context(page)
        except SetupError as error:
            if not isinstance(error.__cause__, OSError):
                raise PreviewError(f"the simulator is not complete ({error}); {INSTALL}") from None
    raise PreviewError("no port on 127.0.0.1 is free; stop a program that uses one")


def _ports(first: int) -> tuple[int, ...]:
    """The ports to try, in order. 0 lets the system choose."""
    return (*range(first, min(first + PORTS_TO_TRY, 2**16)), 0) if first else (0,)


def _time_zone() -> str:
    """A time zone with this computer's offset from UTC, if that is in whole hours; otherwise UTC."""
    offset = datetime.now().astimezone().utcoffset() or timedelta()
    hours, rest = divmod(offset, timedelta(hours=1))
    # The signs in these names are reversed: Etc/GMT-2 is two hours ahead of UTC.
    return f"Etc/GMT{-hours:+}" if hours and not rest else "UTC"


async def _keep_time(env: "Env") -> None:
    """Set the simulated clock at each interval until cancelled."""
    from simcord import SetupError  # noqa: PLC0415 - an extra, see run_preview

    while True:
        await asyncio.sleep(CLOCK_SECONDS)
        # The simulator runs one action at a time, and the member's actions come first.
        with suppress(SetupError):
            await _set_clock(env)


async def _set_clock(env: "Env") -> None:
    """Set the simulated clock to the real time. Otherwise messages show the simulator's default date."""
    await env.advance_time(max(0.0, (datetime.now(UTC) - env.now()).total_seconds()))
