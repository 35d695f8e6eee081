"""What all handlers share: the bot's state, and the replies to a text."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

import discord

from bot.answering import Assistant, Outcome
from bot.discord_ui.claiming import Claiming
from bot.discord_ui.rate_limits import ChannelCooldowns, RateLimiter
from bot.discord_ui.scoping import Scopes, topics_of
from bot.discord_ui.server_settings import SettingsOfServers
from bot.discord_ui.worker import Worker
from bot.knowledge import Entry, KnowledgeBase, Problem
from bot.metrics import Counts
from bot.pacing import ChannelQueues, RequestLimiter
from bot.replies import Reply, for_public, replies_to, words

if TYPE_CHECKING:
    from bot.store.store import Store


class BotContext(Protocol):
    """The bot as its handlers see it."""

    assistant: Assistant
    """Read it again for each question: a new one may replace it while the bot runs."""
    files: KnowledgeBase
    """The knowledge base of the files, without moderators' edits."""
    problems: Sequence[Problem]
    """Why newer notes are not in use; empty if the notes are up to date."""
    store: "Store | None"
    """The store; None if the bot stores nothing."""
    server_settings: SettingsOfServers
    claiming: Claiming
    scopes: Scopes
    answer_channels: frozenset[int]
    """Ids of the channels where every member's message is read as a question."""
    ignores_small_talk: bool
    """Whether messages in answer channels that do not look like questions get no reply unless one is stored."""
    worker: Worker
    rate_limiter: RateLimiter
    """For questions."""
    press_limiter: RateLimiter
    """For components, and for commands that are not autocompletes."""
    autocomplete_limiter: RateLimiter
    cooldowns: ChannelCooldowns
    counts: Counts
    request_limiter: RequestLimiter
    queues: ChannelQueues
    """The questions of each channel that are being answered."""
    deciding: asyncio.Lock
    """Lets one moderator at a time decide about questions that went unanswered."""

    @property
    def reads_messages(self) -> bool:
        """Whether Discord shows the bot the text of every message. Only then can it answer without a mention."""

    @property
    def may_read_messages(self) -> bool:
        """Whether the owner has switched on the intent that this needs."""

    def reconnect(self) -> None:
        """Connect again, with the intents that are needed now."""

    @property
    def user(self) -> discord.ClientUser | None:
        """The bot's own user; None before login."""

    def is_owner(self, user: discord.abc.User) -> bool:
        """Whether a user owns the application, or develops it as a member of the team that owns it."""


async def find_entry(context: BotContext, entry_id: str) -> Entry | None:
    """The entry with that id; None if there is none. Raises BusyError.

    Too slow for the event loop: among a million entries, the first lookup by id takes half a second.
    """
    return await context.worker.run(partial(context.assistant.base.get, entry_id))


async def assistant_in(context: BotContext, server: int | None, channel: discord.abc.Snowflake | None) -> Assistant:
    """The assistant that knows the topics that apply in a channel. Raises BusyError."""
    topics = await topics_of(context.server_settings, server, channel)
    return await context.scopes.assistant(context.assistant, topics, context.worker)


async def answers_to(
    context: BotContext, text: str, server: int | None = None, channel: discord.abc.Snowflake | None = None
) -> tuple[Reply, ...]:
    """The replies to a text: one, or two if it asks two things. Raises BusyError if the queue is full.

    `server` and `channel` are where it was asked; None outside of servers.
    """
    assistant = await assistant_in(context, server, channel)
    outcomes = await outcomes_of(context, assistant, text, server)
    remembers = context.store is not None
    return replies_to(assistant, outcomes, name=bot_name(context), ways=words.DISCORD_WAYS, remembers=remembers)


async def outcomes_of(
    context: BotContext, assistant: Assistant, text: str, server: int | None = None, *, can_wait: bool = False
) -> tuple[Outcome, ...]:
    """The outcomes for a text in a server, without words that must not be repeated in public. Raises BusyError.

    `can_wait` if it is no question: then it is ranked after all questions, or not at all if there are too many.
    """
    strictness = (await context.server_settings.of(server)).strictness
    rank = context.worker.look_up if can_wait else context.worker.run
    outcomes = await rank(partial(assistant.answer, text, strictness))
    # Rendering and sending an answer takes about a millisecond, and many may be ranked at the same moment.
    await context.request_limiter.callbacks.before_sending()
    return tuple(for_public(outcome, assistant.language) for outcome in outcomes)


def bot_name(context: BotContext) -> str:
    """The bot's name as members see it; "" before login."""
    return context.user.display_name if context.user else ""
