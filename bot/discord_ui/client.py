"""The discord.py client: its intents, and where each event goes."""

import asyncio
import logging
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.answering import Assistant
from bot.connection.health import HealthStatus
from bot.connection.sharding import Shards
from bot.discord_ui import custom_ids, interactions, limits, messages
from bot.discord_ui.actions import Action
from bot.discord_ui.arrivals import mark_arrival
from bot.discord_ui.claiming import Claiming
from bot.discord_ui.commands import add_commands
from bot.discord_ui.components import Component
from bot.discord_ui.errors import FaqCommandTree, interaction_failed, log_failure, message_failed
from bot.discord_ui.installing import BY_ANYBODY, EVERYWHERE
from bot.discord_ui.rate_limits import AUTOCOMPLETES_PER_USER, PRESSES_PER_USER, ChannelCooldowns, RateLimiter
from bot.discord_ui.routes import route_of
from bot.discord_ui.scoping import Scopes
from bot.discord_ui.server_settings import SettingsOfServers
from bot.discord_ui.worker import Worker
from bot.knowledge import Problem
from bot.live import Loaded
from bot.metrics import Counts
from bot.pacing import ChannelQueues, RequestLimiter, paced
from bot.replies import outdated_reply

if TYPE_CHECKING:
    from bot.store.store import Store

logger = logging.getLogger(__name__)

DEVELOPER_ROLES = frozenset((discord.TeamMemberRole.admin, discord.TeamMemberRole.developer))
"""Team members who can change the application. The others can only view it."""


def intents_for(answer_channels: frozenset[int]) -> discord.Intents:
    """The fewest intents that the bot needs. Only answer channels need the privileged Message Content intent.

    `setup_hook` adds that intent if a server has set answer channels itself.
    """
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    intents.message_content = bool(answer_channels)
    return intents


class FaqBot(discord.Client):
    """Answers questions on Discord from one assistant.

    `assistant`, `rate_limiter` and `ignores_small_talk` can be replaced while the bot runs, from the next question on.
    """

    def __init__(
        self,
        assistant: Assistant,
        *,
        answer_channels: frozenset[int] = frozenset(),
        request_limiter: RequestLimiter | None = None,
        store: "Store | None" = None,
        shards: Shards | None = None,
    ) -> None:
        """Take the ids of the channels where the bot answers questions without a mention.

        Without a store, the bot remembers nothing. All bots of a process share one `request_limiter`; None makes a new
        one. `shards` is for `ShardedFaqBot`, and for the bot of one shard of several.
        """
        self.request_limiter = request_limiter or RequestLimiter()
        self._intents = intents_for(answer_channels)
        super().__init__(
            intents=self._intents,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            http_trace=paced(self.request_limiter),
            max_ratelimit_timeout=limits.RATE_LIMIT_SECONDS,
            **(shards.options if shards else {}),
        )
        self.tree = FaqCommandTree(self, allowed_contexts=EVERYWHERE, allowed_installs=BY_ANYBODY)
        self.assistant = assistant
        self.files = assistant.base
        self.problems: Sequence[Problem] = ()
        self.health_status = HealthStatus()
        self.counts = Counts()
        self.answer_channels = answer_channels
        self.store = store
        self.server_settings = SettingsOfServers(store)
        self.claiming = Claiming()
        self.scopes = Scopes()
        self.ignores_small_talk = True
        self.worker = Worker(limits.QUEUED_QUESTIONS)
        self.rate_limiter = RateLimiter()
        self.press_limiter = RateLimiter(PRESSES_PER_USER, None, None)
        self.autocomplete_limiter = RateLimiter(AUTOCOMPLETES_PER_USER, None, None)
        self.cooldowns = ChannelCooldowns(limits.COOLDOWN_SECONDS)
        self.queues = ChannelQueues()
        self.deciding = asyncio.Lock()
        add_commands(self.tree, self)

    def use(self, loaded: Loaded) -> None:
        """Answer from these notes, from the next question on."""
        self.assistant, self.files, self.problems = loaded.assistant, loaded.files, loaded.problems

    @property
    def reads_messages(self) -> bool:
        """Whether Discord shows the bot the text of every message."""
        return self.intents.message_content

    @property
    def may_read_messages(self) -> bool:
        """Whether the owner has switched on the Message Content intent in the developer portal."""
        flags = self.application.flags if self.application else discord.ApplicationFlags()
        return flags.gateway_message_content or flags.gateway_message_content_limited

    def reconnect(self) -> None:
        """Disconnect. The supervisor then connects a new bot, with the intents that are needed by now."""
        self._closing = asyncio.create_task(self.close())

    def is_owner(self, user: discord.abc.User) -> bool:
        """Whether a user owns the application, or develops it as a member of the team that owns it."""
        application = self.application
        if application is None:
            return False
        if application.team is None:
            return user.id == application.owner.id
        return any(user.id == member.id and member.role in DEVELOPER_ROLES for member in application.team.members)

    async def setup_hook(self) -> None:
        """Register the components, so that old ones work, and sync the commands. A failed sync is only logged.

        discord.py calls this between the login and the connection to the gateway.
        """
        self.add_dynamic_items(Component)
        # Discord disconnects a bot that asks for an intent that its owner has not switched on.
        if self.may_read_messages and await self.server_settings.listen_anywhere():
            self._intents.message_content = True
        try:
            await self.tree.sync()
        except Exception as error:  # noqa: BLE001 - also for an answer that is not Discord's; questions need no sync
            log_failure("Syncing the commands", error)

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a message if it is a question for the bot."""
        await messages.answer(self, message)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Respond to moderators' components and forms, and to components from an older version of the bot.

        discord.py dispatches all other interactions.
        """
        data: Mapping[str, Any] = interaction.data or {}
        custom_id = data.get("custom_id")
        run = route_of(custom_id) if isinstance(custom_id, str) else None
        if not isinstance(custom_id, str) or (run is None and custom_ids.is_known(custom_id)):
            return
        mark_arrival()
        try:
            # A form has no rate limit: one that is turned away would lose what was written.
            is_form = interaction.type is discord.InteractionType.modal_submit
            may_run = self.claiming.take(interaction.id) if is_form else interactions.is_allowed(self, interaction)
            if not await may_run:
                return
            if run:
                await run(self, interaction)
            else:
                await interactions.send(interaction, outdated_reply(), ephemeral=True)
        except Exception as error:  # noqa: BLE001 - as below
            await interaction_failed(interaction, error)

    async def run_action(self, interaction: discord.Interaction, action: Action) -> None:
        """Do what a button or select stands for."""
        try:
            if await interactions.is_allowed(self, interaction):
                await interactions.run_action(self, interaction, action)
        except Exception as error:  # noqa: BLE001 - discord.py would only log it, and the member would wait forever
            await interaction_failed(interaction, error)

    async def on_error(self, event_method: str, /, *args: Any, **_: Any) -> None:  # noqa: ANN401 - any event's arguments
        """Log an error in an event handler, and apologise if the event was a message."""
        error = sys.exc_info()[1]
        if not isinstance(error, Exception):
            return
        if event_method == "on_message" and isinstance(args[0], discord.Message):
            await message_failed(args[0], error)
        else:
            log_failure(event_method, error)

    async def close(self) -> None:
        """Disconnect, and end the worker thread."""
        try:
            await super().close()
        finally:
            self.worker.close()
