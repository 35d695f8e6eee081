"""The commands with which moderators edit: those below /faq, and those in the menu of a message.

Discord does not hide them from members: it knows permissions, but not the role that the server's managers chose. So
each function behind them checks the permission itself, see `permissions`.
"""

from typing import Any

import discord
from discord import app_commands

from bot.discord_ui import edit_history, editing, inspecting, interactions, limits
from bot.discord_ui.context import BotContext
from bot.discord_ui.errors import interaction_failed
from bot.discord_ui.installing import BY_SERVERS, IN_SERVERS
from bot.knowledge.writers import WRITERS
from bot.replies import moderator_words

EntryName = app_commands.Range[str, 1, limits.QUESTION]
FORMATS = [app_commands.Choice(name=extension.removeprefix("."), value=extension) for extension in WRITERS]


def add_editing_commands(group: app_commands.Group, context: BotContext) -> None:
    """Add the commands to /faq."""
    _add_editing(group, context)
    _add_history(group, context)
    _add_inspecting(group, context)


def message_commands(context: BotContext) -> tuple[app_commands.ContextMenu, ...]:
    """The commands in the menu of a message."""

    async def save_as_answer(interaction: discord.Interaction, message: discord.Message) -> None:
        await editing.save_as_answer(context, interaction, message)

    async def add_as_phrasing(interaction: discord.Interaction, message: discord.Message) -> None:
        await editing.add_as_phrasing(context, interaction, message)

    named = {moderator_words.SAVE_AS_ANSWER: save_as_answer, moderator_words.ADD_AS_PHRASING: add_as_phrasing}
    return tuple(
        app_commands.ContextMenu(name=name, callback=run, allowed_contexts=IN_SERVERS, allowed_installs=BY_SERVERS)
        for name, run in named.items()
    )


def _add_editing(group: app_commands.Group, context: BotContext) -> None:
    @group.command(name="add", description=moderator_words.ADD_COMMAND)
    async def add(interaction: discord.Interaction) -> None:
        await editing.add(context, interaction)

    @group.command(name="edit", description=moderator_words.EDIT_COMMAND)
    @app_commands.describe(entry=moderator_words.ENTRY_OPTION)
    async def edit(interaction: discord.Interaction, entry: EntryName) -> None:
        await editing.edit(context, interaction, entry)

    @group.command(name="remove", description=moderator_words.REMOVE_COMMAND)
    @app_commands.describe(entry=moderator_words.ENTRY_OPTION)
    async def remove(interaction: discord.Interaction, entry: EntryName) -> None:
        await editing.remove(context, interaction, entry)

    command: app_commands.Command[Any, ..., None]
    for command in (edit, remove):
        _complete_entries(command, context)


def _add_history(group: app_commands.Group, context: BotContext) -> None:
    @group.command(name="undo", description=moderator_words.UNDO_COMMAND)
    async def undo(interaction: discord.Interaction) -> None:
        await edit_history.undo(context, interaction)

    @group.command(name="history", description=moderator_words.HISTORY_COMMAND)
    @app_commands.describe(entry=moderator_words.HISTORY_OPTION)
    async def history(interaction: discord.Interaction, entry: EntryName = "") -> None:
        await edit_history.history(context, interaction, entry)

    _complete_entries(history, context)


def _add_inspecting(group: app_commands.Group, context: BotContext) -> None:
    @group.command(name="test", description=moderator_words.TEST_COMMAND)
    @app_commands.describe(question=moderator_words.TEST_OPTION)
    async def test(interaction: discord.Interaction, question: EntryName) -> None:
        await inspecting.test(context, interaction, question)

    @group.command(name="export", description=moderator_words.EXPORT_COMMAND)
    @app_commands.describe(format=moderator_words.FORMAT_OPTION)
    @app_commands.choices(format=FORMATS)
    async def export(interaction: discord.Interaction, format: str = FORMATS[0].value) -> None:  # noqa: A002 - its name
        await inspecting.export(context, interaction, format)


def _complete_entries(command: app_commands.Command[Any, ..., None], context: BotContext) -> None:
    """Offer entries while a moderator types."""

    @command.autocomplete("entry")
    async def autocomplete(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            await interactions.autocomplete(context, interaction, typed, by_id=True)
        except Exception as error:  # noqa: BLE001 - discord.py would log the text that was typed
            await interaction_failed(interaction, error)
        return []
