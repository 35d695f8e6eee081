"""The bot as discord.py sees it: what it subscribes to, and where each event goes."""

import logging
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.answering import Assistant
from bot.discord_ui import custom_ids, interactions, limits, messages
from bot.discord_ui.commands import CONTEXTS, INSTALLS, add_commands
from bot.discord_ui.errors import FaqTree, interaction_failed, log_failure, message_failed
from bot.discord_ui.notices import outdated_reply
from bot.discord_ui.presses import ITEMS, Press
from bot.discord_ui.rates import QuietChannels, Rates
from bot.discord_ui.worker import Worker
from bot.knowledge import Problem
from bot.live import Loaded

logger = logging.getLogger(__name__)

DEVELOPERS = frozenset((discord.TeamMemberRole.admin, discord.TeamMemberRole.developer))
"""Those of a team who may change the application; others may only look at it."""


def intents_for(answer_channels: frozenset[int]) -> discord.Intents:
    """The least that the bot needs; the privileged Message Content intent only where channels are answered unasked."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    intents.message_content = bool(answer_channels)
    return intents


class FaqBot(discord.Client):
    """Answers questions in Discord from one assistant.

    `assistant`, `rates` and `ignores_small_talk` may be replaced while the bot runs: the next question meets the new.
    """

    def __init__(self, assistant: Assistant, *, answer_channels: frozenset[int] = frozenset()) -> None:
        """Take the ids of the channels in which questions are answered without a mention."""
        super().__init__(
            intents=intents_for(answer_channels),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.tree = FaqTree(self, allowed_contexts=CONTEXTS, allowed_installs=INSTALLS)
        self.assistant = assistant
        self.problems: Sequence[Problem] = ()
        self.answer_channels = answer_channels
        self.ignores_small_talk = True
        self.worker = Worker(limits.QUEUED_QUESTIONS)
        self.rates = Rates()
        self.quiet = QuietChannels(limits.QUIET_SECONDS)
        add_commands(self.tree, self)

    def take(self, loaded: Loaded) -> None:
        """Answer from what was loaded last, from the next question on."""
        self.assistant, self.problems = loaded.assistant, loaded.problems

    def is_owner(self, user: discord.abc.User) -> bool:
        """Whether the application belongs to a user, or to a team in which the user may develop it."""
        application = self.application
        if application is None:
            return False
        if application.team is None:
            return user.id == application.owner.id
        return any(user.id == member.id and member.role in DEVELOPERS for member in application.team.members)

    async def setup_hook(self) -> None:
        """Make old buttons work, and the commands known to Discord; without the latter the bot still answers."""
        self.add_dynamic_items(*ITEMS)
        try:
            await self.tree.sync()
        except discord.HTTPException as error:
            log_failure("telling Discord the commands", error)

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a message if it is a question to us."""
        await messages.answer(self, message)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Say so when a component is used that no version of ours now knows; all others find their own way."""
        data: Mapping[str, Any] = interaction.data or {}
        custom_id = data.get("custom_id")
        if isinstance(custom_id, str) and not custom_ids.is_ours(custom_id):
            try:
                await interactions.say(interaction, outdated_reply(), private=True)
            except discord.HTTPException as error:
                await interaction_failed(interaction, error)

    async def pressed(self, interaction: discord.Interaction, press: Press) -> None:
        """Do what a button or a select stands for."""
        try:
            await interactions.press(self, interaction, press)
        except Exception as error:  # noqa: BLE001 - the last stop: discord.py would log it and leave the member waiting
            await interaction_failed(interaction, error)

    async def on_error(self, event_method: str, /, *args: Any, **_: Any) -> None:  # noqa: ANN401 - any event's arguments
        """Log an error of an event; apologise if it was a message."""
        error = sys.exc_info()[1]
        if not isinstance(error, Exception):
            return
        if event_method == "on_message" and isinstance(args[0], discord.Message):
            await message_failed(args[0], error)
        else:
            log_failure(event_method, error)

    async def close(self) -> None:
        """Leave Discord and end the thread that ranks."""
        await super().close()
        self.worker.close()
