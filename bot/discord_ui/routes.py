"""Where the buttons, selects and forms of moderators lead: from a custom id to the function that responds."""

import re
from collections.abc import Awaitable, Callable
from functools import partial

import discord

from bot.discord_ui import edit_history, editing, reviewing, scope_panel, setting_scopes, setup, setup_panel
from bot.discord_ui.context import BotContext

Handler = Callable[[BotContext, discord.Interaction, re.Match[str]], Awaitable[None]]
"""Takes the match of the custom id. It checks the permission itself: anybody can send any custom id."""

ROUTES: tuple[tuple[re.Pattern[str], Handler], ...] = (
    (editing.ADD_PATTERN, editing.submit_add),
    (editing.EDIT_PATTERN, editing.submit_edit),
    (editing.PHRASING_PATTERN, editing.submit_phrasing),
    (editing.OPEN_PATTERN, editing.press_open),
    (editing.REMOVE_PATTERN, editing.press_remove),
    (edit_history.UNDO_PATTERN, edit_history.press_undo),
    (setup_panel.PATTERN, setup.change),
    (scope_panel.PLACE_PATTERN, setting_scopes.pick_place),
    (scope_panel.PAGE_PATTERN, setting_scopes.press_page),
    (scope_panel.TOPICS_PATTERN, setting_scopes.pick_topics),
    (edit_history.HISTORY_PATTERN, edit_history.press_history),
    (reviewing.OPEN_PATTERN, reviewing.press_open),
    (reviewing.PAGE_PATTERN, reviewing.press_page),
    (reviewing.ADD_PATTERN, reviewing.press_add),
    (reviewing.WRITE_PATTERN, reviewing.press_write),
    (reviewing.IGNORE_PATTERN, reviewing.press_ignore),
    (reviewing.LATER_PATTERN, reviewing.press_later),
    (reviewing.SEARCH_PATTERN, reviewing.submit_search),
    (reviewing.ANSWER_PATTERN, reviewing.submit_answer),
)


def route_of(custom_id: str) -> Callable[[BotContext, discord.Interaction], Awaitable[None]] | None:
    """The function that responds to a custom id; None if it is none of these."""
    for pattern, handler in ROUTES:
        if match := pattern.fullmatch(custom_id):
            return partial(_run, handler, match)
    return None


async def _run(handler: Handler, match: re.Match[str], context: BotContext, interaction: discord.Interaction) -> None:
    await handler(context, interaction, match)
