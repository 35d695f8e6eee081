"""The commands below /faq, for moderators. Each handler checks the permission itself, see `permissions`.

Discord does not hide the group from members: it knows permissions, but not the role that the server's managers chose.
"""

from typing import Any

import discord
from discord import app_commands

from bot.discord_ui import limits, reviewing, statistics
from bot.discord_ui.context import BotContext
from bot.discord_ui.editing_commands import add_editing_commands
from bot.discord_ui.installing import BY_SERVERS, IN_SERVERS
from bot.discord_ui.privacy import set_collecting
from bot.replies import moderator_words, words


def faq_group(context: BotContext) -> app_commands.Group:
    """The group with its commands."""
    group = app_commands.Group(
        name="faq", description=words.FAQ_COMMAND, allowed_contexts=IN_SERVERS, allowed_installs=BY_SERVERS
    )
    add_editing_commands(group, context)
    group.add_command(_review(context))
    group.add_command(_stats(context))
    group.add_command(_collect(context))
    return group


def _review(context: BotContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="review", description=moderator_words.REVIEW_COMMAND)
    async def review(interaction: discord.Interaction) -> None:
        await reviewing.review(context, interaction)

    return review


def _stats(context: BotContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="stats", description=moderator_words.STATS_COMMAND)
    async def stats(interaction: discord.Interaction) -> None:
        await statistics.stats(context, interaction)

    return stats


def _collect(context: BotContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="collect", description=words.COLLECT_COMMAND)
    @app_commands.describe(days=words.COLLECT_OPTION)
    async def collect(interaction: discord.Interaction, days: app_commands.Range[int, 0, limits.COLLECT_DAYS]) -> None:
        await set_collecting(context, interaction, days)

    return collect
