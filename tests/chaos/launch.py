"""Starts the real `python -m bot`, connected to a fake Discord: `python -m tests.chaos.launch REST GATEWAY FOLDER ...`.

It changes nothing but discord.py's two addresses, and adds three things around the bot: host names cannot be resolved
while a file exists, a file tells how many tasks, views and threads there are, and the bot ends with the program that
started it, even if that is killed.
"""

import asyncio
import json
import os
import resource
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import discord.gateway
import discord.http
import yarl

from bot.cli import main
from bot.discord_ui import FaqBot

NO_DNS, COUNTS = "no-dns", "counts.json"
"""Names of those files in the folder."""
TICK_SECONDS = 0.005
COUNT_SECONDS = 1.0


def break_dns_while(flag: Path) -> None:
    """Have no host name resolved while a file exists."""
    resolve = socket.getaddrinfo

    def resolve_or_fail(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the original
        if flag.exists():
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return resolve(*arguments, **options)

    socket.getaddrinfo = resolve_or_fail


def end_with_parent() -> None:
    """End the process when its parent has ended."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def count_into(file: Path) -> None:
    """Have every client count what a process may leak, and how late its event loop is."""
    set_up = FaqBot.setup_hook

    async def set_up_and_count(bot: FaqBot) -> None:
        bot.counting = asyncio.create_task(_count(bot, file))  # type: ignore[attr-defined]  # keeps the task
        await set_up(bot)

    FaqBot.setup_hook = set_up_and_count  # type: ignore[assignment,method-assign]


async def _count(bot: FaqBot, file: Path) -> None:
    late: list[float] = []
    written = time.monotonic()
    while not bot.is_closed():
        began = time.monotonic()
        await asyncio.sleep(TICK_SECONDS)
        late.append(time.monotonic() - began - TICK_SECONDS)
        if began > written + COUNT_SECONDS:
            written = began
            late.sort()
            counts = {
                "tasks": len(asyncio.all_tasks()),
                "views": len(bot._connection._view_store._views),  # noqa: SLF001 - there is no public count
                "threads": threading.active_count(),
                "blocks": sys.getallocatedblocks(),
                "lag_p99": late[len(late) * 99 // 100],
                "lag_max": late[-1],
                "cpu": sum(resource.getrusage(resource.RUSAGE_SELF)[:2]),
            }
            late.clear()
            draft = file.with_suffix(".tmp")
            draft.write_text(json.dumps(counts), encoding="utf-8")
            draft.replace(file)


if __name__ == "__main__":
    rest, gateway, folder, *arguments = sys.argv[1:]
    discord.http.Route.BASE = rest
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # `nohup` has programs ignore it
    end_with_parent()
    break_dns_while(Path(folder, NO_DNS))
    if "--count" in arguments:
        arguments.remove("--count")
        count_into(Path(folder, COUNTS))
    sys.exit(main(arguments))
