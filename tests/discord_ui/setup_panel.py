"""The panel of /setup, opened by a manager."""

from typing import Any

from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.discord_ui import FaqBot
from tests.discord_ui.moderated import Moderated, said
from tests.discord_ui.server import OPEN, title


class Allowed(FaqBot):
    """A bot whose owner has switched on the Message Content intent."""

    @property
    def may_read_messages(self) -> bool:
        """Always."""
        return True

    def reconnect(self) -> None:
        """Note it: the simulator cannot connect a new bot by itself."""
        self.reconnects = True


async def restart(managed: Moderated, kind: type[FaqBot] = Allowed, **settings: Any) -> FaqBot:  # noqa: ANN401
    bot = kind(managed.bot.assistant, store=managed.store, **settings)
    await managed.server.env.restart_bot(bot)
    return bot


async def open_panel(managed: Moderated) -> InteractionResult:
    return await managed.ann.slash(managed.server.channel, "setup")


async def pick(managed: Moderated, panel: InteractionResult, what: str, *values: object) -> InteractionResult:
    return await managed.ann.select(said(panel), values, custom_id=f"faq:set:{what}")


async def ask_without_mention(managed: Moderated, channel: ChannelHandle) -> list[str]:
    await managed.server.alice.send(channel, OPEN)
    return [title(message) for message in managed.server.said(channel)]
