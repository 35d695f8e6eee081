"""What the processes of one bot share through PostgreSQL, applied to the bot of this process."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.discord_ui.claiming import Claiming
from bot.discord_ui.client import FaqBot
from bot.discord_ui.live_updates import LiveUpdates
from bot.pacing import RequestLimiter
from bot.store.topics import KNOWLEDGE, SETTINGS

if TYPE_CHECKING:
    from bot.store.claims import Claims
    from bot.store.peers import Peers


def _ignore(_what: str, _error: Exception) -> None: ...


class Sharing:
    """Synchronizes server settings, knowledge and the request rate with the other processes."""

    def __init__(
        self, peers: "Peers", claims: "Claims", limiter: RequestLimiter, per_second: float, part: float = 1.0
    ) -> None:
        """Take the limiter of this process, and the rate of all processes together.

        `part` is the part of it, up to 1.0, that this process uses until it knows how many there are.
        """
        self._peers, self._limiter, self._per_second, self._part = peers, limiter, per_second, part
        self._claiming = Claiming(claims)
        self._bot: FaqBot | None = None
        self.count_error: Callable[[str, Exception], object] = _ignore
        """Gets each notice that cannot be applied."""

    def attach(self, bot: FaqBot) -> None:
        """Keep this bot synchronized until another one is attached."""
        self._bot = bot
        bot.claiming = self._claiming

    async def run(self, updates: LiveUpdates | None) -> None:
        """Follow the other processes until cancelled."""
        loop = asyncio.get_running_loop()
        topics: asyncio.Queue[str] = asyncio.Queue()

        def tell(topic: str) -> None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(topics.put_nowait, topic)

        self._peers.told = tell
        topic = ""
        while True:
            try:
                self._apply(topic, updates)
            except Exception as error:  # noqa: BLE001 - anybody with access to the database can send notices
                self.count_error("A notice from another process", error)
            topic = await topics.get()

    def _apply(self, topic: str, updates: LiveUpdates | None) -> None:
        """Apply a notice from another process; "" if any notice may have been missed."""
        kind, _, server = topic.partition(" ")
        part = 1 / len(self._peers.running) if self._peers.known else self._part
        self._limiter.set_rate(self._per_second * part)
        if self._bot and kind in {SETTINGS, ""}:
            self._bot.server_settings.forget(int(server) if server else None)
        if updates and kind in {KNOWLEDGE, ""}:
            updates.look_now()
