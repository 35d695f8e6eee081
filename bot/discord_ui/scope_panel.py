"""The message in which managers choose the topics that apply in their server, or in one channel."""

import re
from dataclasses import replace

import discord

from bot.discord_ui import limits
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.payload import Button, Option, Payload, Pickable, PickSelect, Row, Select
from bot.discord_ui.rendering import render
from bot.discord_ui.setup_panel import Panel, named_topics
from bot.replies import setup_words as words
from bot.replies import shorten
from bot.replies.setup import scope_reply
from bot.replies.words import NEXT_PAGE, PAGE, PREVIOUS_PAGE

_PLACE = r"(?P<channel>\d{1,20}):(?P<page>\d{1,6})"

PLACE_PATTERN = re.compile(r"faq:scope:place", re.ASCII)
PAGE_PATTERN = re.compile(f"faq:scope:page:{_PLACE}", re.ASCII)
TOPICS_PATTERN = re.compile(f"faq:scope:topics:{_PLACE}", re.ASCII)


def keys_on(panel: Panel, page: int) -> tuple[list[str], int, int]:
    """The keys of the topics on a page, its number after clamping, and the number of the last page."""
    keys = [*panel.topics]
    last = max(0, (len(keys) - 1) // limits.SELECT_OPTIONS)
    page = min(page, last)
    return keys[page * limits.SELECT_OPTIONS : (page + 1) * limits.SELECT_OPTIONS], page, last


def render_scope(interaction: discord.Interaction, panel: Panel, channel: int, page: int, notice: str = "") -> Payload:
    """The message for a channel, or for WHOLE_SERVER."""
    keys, page, last = keys_on(panel, page)
    names = named_topics(panel, channel)
    if panel.settings.topics.get(channel) and not names:
        notice = f"{notice}\n{words.TOPICS_LEFT}".strip()
    note = PAGE.format(page=page + 1, pages=last + 1) if last else ""
    capabilities = interaction_capabilities(interaction)
    room = limits.EMBED_DESCRIPTION if capabilities.embeds else limits.MENU_TEXT
    reply = scope_reply(names, channel, note, notice)
    (payload,) = render(replace(reply, body=shorten(reply.body, room)), capabilities)
    chosen = panel.settings.topics.get(channel, frozenset())
    options = tuple(Option(key, shorten(panel.topics[key], limits.OPTION_LABEL), chosen=key in chosen) for key in keys)
    place = PickSelect("faq:scope:place", words.PICK_PLACE, Pickable.CHANNELS, (channel,) if channel else ())
    topics = Select(f"faq:scope:topics:{channel}:{page}", words.PICK_TOPICS, options, several=True)
    return replace(payload, rows=(place, topics, *_page_row(channel, page, last)))


def _page_row(channel: int, page: int, last: int) -> tuple[Row, ...]:
    buttons = []
    if page > 0:
        buttons.append(Button(f"faq:scope:page:{channel}:{page - 1}", PREVIOUS_PAGE))
    if page < last:
        buttons.append(Button(f"faq:scope:page:{channel}:{page + 1}", NEXT_PAGE))
    return (tuple(buttons),) if buttons else ()
