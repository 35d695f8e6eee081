"""The bot in a simulated Discord in the browser: no token, no account, nothing leaves the computer."""

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

SERVER = "Demo"
CHANNEL = "ask-here"
MEMBER = "you"
BOT_NAME = "FAQ bot"
PORTS = 20
"""So many ports are tried, counting up, before any free one is taken."""
INSTALL = "run `pip install linkify-it-py pillow regex simcord==3.2.1`"
"""Names the packages of the extra `preview`: on a package index, the name of this project may be another's."""
CLOCK_SECONDS = 20.0
"""The simulated clock is set this often: messages show minutes."""


class PreviewError(Exception):
    """The preview cannot be shown; the message says what to do."""


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run_preview(
    live: LiveKnowledge,
    *,
    port: int = 8765,
    open_browser: bool = True,
    announce: Callable[[str], None] = _say,
) -> int:
    """Serve the preview until Ctrl-C, SIGTERM or the page's own end; return the exit code of the process, 0.

    `port` is on loopback; where it is taken the next free one is used, and 0 means any. `announce` gets the address
    in a line of its own. Must be called from the main thread. Raises PreviewError, as for a missing simulator.
    """
    try:
        from simcord.preview import Preview  # noqa: F401, PLC0415  # an extra: the real bot runs without it
    except ImportError:
        raise PreviewError(f"the simulator is not installed; {INSTALL}") from None
    asyncio.run(_serve(live, port, open_browser=open_browser, announce=announce))
    return 0


@dataclass(frozen=True)
class _World:
    """A simulated Discord with one server."""

    env: "Env"
    channel: "ChannelHandle"
    member: "MemberActor"


async def _serve(live: LiveKnowledge, port: int, *, open_browser: bool, announce: Callable[[str], None]) -> None:
    stop = asyncio.Event()
    with stop_on_signals(stop.set):
        updates = LiveUpdates(live)
        async with _world(live.loaded.assistant, updates) as world, AsyncExitStack() as stack:
            page = await _open_page(stack, world, port)
            announce(f"The preview is at {page.url}")
            announce("Ctrl-C ends it.")
            if open_browser:
                # Starting a browser can take seconds.
                await asyncio.to_thread(webbrowser.open, page.url)
            beside = [asyncio.create_task(each) for each in (_keep_time(world.env), updates.run())]
            ends = [asyncio.create_task(stop.wait()), asyncio.create_task(page.wait_closed())]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for task in (*beside, *ends):
                task.cancel()


@asynccontextmanager
async def _world(assistant: Assistant, updates: LiveUpdates) -> AsyncIterator[_World]:
    """A server with one channel in which the bot has said hello.

    The world comes first and the bot second: only then is the channel's id known, and the bot must know it from the
    start, as it would from ANSWER_CHANNELS. A typed @mention cannot be completed in the page.
    """
    import simcord  # noqa: PLC0415  # an extra: see run_preview

    async with simcord.run(discord.Client(intents=discord.Intents.none()), check_errors=False) as env:
        await _set_clock(env)
        guild = env.create_guild(SERVER)
        channel = guild.create_text_channel(CHANNEL, topic=words.PREVIEW_CHANNEL_TOPIC)
        member = guild.add_member(env.create_user(MEMBER))
        bot = FaqBot(assistant, answer_channels=frozenset({channel.id}))
        # One member is alone with the bot: silence would look like a fault, and there is nobody to flood.
        bot.ignores_small_talk = False
        bot.rate_limiter = RateLimiter(None, None)
        updates.attach(bot)
        await env.restart_bot(bot)
        await _say_hello(bot, channel.id)
        yield _World(env, channel, member)


async def _say_hello(bot: FaqBot, channel_id: int) -> None:
    # It has logged in, so it has a user.
    await cast("discord.ClientUser", bot.user).edit(username=BOT_NAME)
    await post(bot.get_partial_messageable(channel_id), render(welcome_reply(bot.assistant), Capabilities()))


async def _open_page(stack: AsyncExitStack, world: _World, port: int) -> "Preview":
    """The page on the first free port from the given one on; it closes with the stack."""
    from simcord import SetupError  # noqa: PLC0415  # an extra: see run_preview

    for candidate in _ports(port):
        page = world.env.preview(
            world.channel, viewers=[world.member], layout="channel", port=candidate, timezone=_time_zone()
        )
        try:
            return await stack.enter_async_context(page)
        except SetupError as error:
            if not isinstance(error.__cause__, OSError):
                raise PreviewError(f"the simulator is not complete ({error}); {INSTALL}") from None
    raise PreviewError("no port on 127.0.0.1 is free; end a program that listens there")


def _ports(first: int) -> tuple[int, ...]:
    """The ports to try, in this order; 0 lets the system choose."""
    return (*range(first, min(first + PORTS, 2**16)), 0) if first else (0,)


def _time_zone() -> str:
    """A zone with this computer's offset from UTC, if that is whole hours; else UTC."""
    offset = datetime.now().astimezone().utcoffset() or timedelta()
    hours, rest = divmod(offset, timedelta(hours=1))
    # These names count westwards: Etc/GMT-2 is two hours ahead.
    return f"Etc/GMT{-hours:+}" if hours and not rest else "UTC"


async def _keep_time(env: "Env") -> None:
    """Set the simulated clock again and again, until cancelled."""
    from simcord import SetupError  # noqa: PLC0415  # an extra: see run_preview

    while True:
        await asyncio.sleep(CLOCK_SECONDS)
        # The simulator does one thing at a time, and what the member does comes first.
        with suppress(SetupError):
            await _set_clock(env)


async def _set_clock(env: "Env") -> None:
    """Without this every message would be stamped with the simulator's own first day."""
    await env.advance_time(max(0.0, (datetime.now(UTC) - env.now()).total_seconds()))
