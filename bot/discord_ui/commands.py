"""The slash commands and the message command."""

import asyncio
from typing import Any

import discord
from discord import app_commands

from bot.discord_ui import custom_ids, interactions, limits
from bot.discord_ui.actions import ShowMenu
from bot.discord_ui.context import BotContext
from bot.discord_ui.editing_commands import message_commands
from bot.discord_ui.errors import interaction_failed
from bot.discord_ui.faq_commands import faq_group
from bot.discord_ui.installing import BY_SERVERS, IN_SERVERS
from bot.discord_ui.privacy import show_privacy
from bot.discord_ui.setup import setup
from bot.replies import setup_words, words


def add_commands(tree: app_commands.CommandTree[discord.Client], context: BotContext) -> None:
    """Add all commands to a tree. Discord learns about them when the tree is synced."""
    tree.add_command(_ask(context))
    tree.add_command(_topics(context))
    tree.add_command(_help())
    tree.add_command(_about(context))
    tree.add_command(_privacy(context))
    tree.add_command(faq_group(context))
    tree.add_command(_setup(context))
    tree.add_command(_answer_this(context))
    for menu in message_commands(context):
        tree.add_command(menu)


def _ask(context: BotContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="ask", description=words.ASK_COMMAND)
    @app_commands.describe(question=words.ASK_OPTION)
    async def ask(interaction: discord.Interaction, question: app_commands.Range[str, 1, limits.QUESTION]) -> None:
        await interactions.ask(context, interaction, question)

    @ask.autocomplete("question")
    async def autocomplete(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            await interactions.autocomplete(context, interaction, typed)
        except Exception as error:  # noqa: BLE001 - discord.py would log the text that was typed
            await interaction_failed(interaction, error)
        if not interaction.response.is_done():
            raise asyncio.CancelledError  # ends the task: discord.py would respond again, with no choices
        return []

    return ask


def _topics(context: BotContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="topics", description=words.TOPICS_COMMAND)
    async def topics(interaction: discord.Interaction) -> None:
        await interactions.show_menu(context, interaction, ShowMenu(custom_ids.TOPIC_LIST, 0))

    return topics


def _help() -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="help", description=words.HELP_COMMAND)
    async def help_(interaction: discord.Interaction) -> None:
        await interactions.show_help(interaction)

    return help_


def _about(context: BotContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="about", description=words.ABOUT_COMMAND)
    async def about(interaction: discord.Interaction) -> None:
        await interactions.show_about(context, interaction)

    return about


def _privacy(context: BotContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="privacy", description=words.PRIVACY_COMMAND)
    async def privacy(interaction: discord.Interaction) -> None:
        await show_privacy(context, interaction)

    return privacy


def _setup(context: BotContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="setup", description=setup_words.SETUP_COMMAND)
    @app_commands.default_permissions(manage_guild=True)
    async def setup_(interaction: discord.Interaction) -> None:
        await setup(context, interaction)

    setup_.allowed_contexts, setup_.allowed_installs = IN_SERVERS, BY_SERVERS
    return setup_


def _answer_this(context: BotContext) -> app_commands.ContextMenu:
    async def answer_this(interaction: discord.Interaction, message: discord.Message) -> None:
        await interactions.answer_this(context, interaction, message)

    return app_commands.ContextMenu(name=words.ANSWER_THIS, callback=answer_this)
