"""The message of /setup: what is set for a server, with a select for each setting."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import discord

from bot.answering import Strictness
from bot.discord_ui import limits
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.context import BotContext
from bot.discord_ui.payload import Button, Option, Payload, Pickable, PickSelect, Row, Select
from bot.discord_ui.rendering import render
from bot.discord_ui.server_settings import WHOLE_SERVER, ServerSettings
from bot.replies import count, shorten
from bot.replies import setup_words as words
from bot.replies.setup import level_text, rate_text, reminder_reply, setup_reply, topic_names

_WHAT = "channels|strictness|role|collecting|topics|reminder|reviews|check|reset"
PATTERN = re.compile(f"faq:set:(?P<what>{_WHAT})", re.ASCII)

OWNERS = "owner"
"""The value that stands for the setting of the environment."""
KEEP_NOTHING = "0"
DAYS = (7, 30, 90, 365)
"""For how long questions can be kept."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What is set for a server."""

    guild: discord.Guild
    settings: ServerSettings
    days: int | None
    """For how many days questions are kept; None if they are not."""
    channels: frozenset[int]
    """The answer channels of the environment."""
    strictness: Strictness
    """That of the environment."""
    topics: Mapping[str, str]
    """The names of all topics, by their keys."""


def answer_channels(panel: Panel) -> list[int]:
    """The ids of this server's answer channels, in the order of Discord."""
    chosen = panel.channels if panel.settings.answer_channels is None else panel.settings.answer_channels
    return [channel.id for channel in panel.guild.channels if channel.id in chosen]


def forum_channels(panel: Panel) -> list[int]:
    """The ids of the forums where posts are answered, in the order of Discord."""
    return [channel.id for channel in panel.guild.channels if channel.id in panel.settings.forum_channels]


def named_topics(panel: Panel, channel: int) -> list[str]:
    """The names of the topics of a channel, or of WHOLE_SERVER, as far as they exist; empty if it has none."""
    chosen = panel.settings.topics.get(channel, frozenset())
    return [name for key, name in panel.topics.items() if key in chosen]


def review_channel(panel: Panel) -> list[int]:
    """The id of the channel for the weekly reminder, if there is one."""
    chosen = panel.settings.review_channel
    return [chosen] if chosen and panel.guild.get_channel(chosen) else []


def render_reminder(interaction: discord.Interaction, panel: Panel, notice: str = "") -> Payload:
    """The message that asks for the channel of the weekly reminder."""
    (payload,) = render(reminder_reply(notice), interaction_capabilities(interaction))
    chosen = tuple(review_channel(panel))
    return replace(payload, rows=(PickSelect("faq:set:reviews", words.PICK_REVIEWS, Pickable.TEXT_CHANNELS, chosen),))


def render_panel(
    context: BotContext, interaction: discord.Interaction, panel: Panel, notices: Sequence[str] = ()
) -> Payload:
    """The panel as one message, below what has just changed."""
    reply = setup_reply(_lines(panel), [*notices, *_intent_notices(context, panel)])
    capabilities = interaction_capabilities(interaction)
    room = limits.EMBED_DESCRIPTION if capabilities.embeds else limits.MENU_TEXT
    (payload,) = render(replace(reply, body=shorten(reply.body, room)), capabilities)
    return replace(payload, rows=_rows(panel))


def _intent_notices(context: BotContext, panel: Panel) -> list[str]:
    """Why the bot does not read messages without a mention, although it should."""
    if context.reads_messages or not (answer_channels(panel) or forum_channels(panel)):
        return []
    return [words.INTENT_SOON if context.may_read_messages else words.INTENT_OFF]


def _lines(panel: Panel) -> list[str]:
    settings = panel.settings
    role = panel.guild.get_role(settings.editor_role) if settings.editor_role else None
    channels, forums = _names(panel, answer_channels(panel)), _names(panel, forum_channels(panel))
    level = level_text(settings.strictness or panel.strictness)
    return [
        words.CHANNELS_LINE.format(channels=channels or words.NOWHERE)
        + (words.FROM_OWNER if settings.answer_channels is None else ""),
        *([words.FORUMS_LINE.format(channels=forums)] if forums else []),
        words.STRICTNESS_LINE.format(level=level) + ("" if settings.strictness else words.FROM_OWNER),
        words.TOPICS_LINE.format(topics=topic_names(named_topics(panel, WHOLE_SERVER)) or words.EVERYTHING),
        *(
            words.TOPICS_LINE_IN.format(channel=_name(channel), topics=topic_names(names))
            for channel in panel.guild.channels
            if (names := named_topics(panel, channel.id))
        ),
        words.ROLE_LINE.format(role=words.ROLE_AND_MANAGERS.format(role=role.mention) if role else words.MANAGERS),
        words.REVIEWS_LINE.format(channel=_names(panel, review_channel(panel)) or words.NO_REVIEWS),
        words.COLLECTING_LINE.format(
            collecting=count(panel.days, words.COLLECTING_ON) if panel.days else words.COLLECTING_OFF
        ),
    ]


def _names(panel: Panel, channels: Sequence[int]) -> str:
    """The names of the channels in one line. The preview in the browser shows no mentions in embeds."""
    found = map(panel.guild.get_channel, channels)
    return ", ".join(_name(channel) for channel in found if channel)


def _name(channel: discord.abc.GuildChannel) -> str:
    return f"#{discord.utils.escape_markdown(channel.name)}"


def _rows(panel: Panel) -> tuple[Row, ...]:
    settings = panel.settings
    listed = (*answer_channels(panel), *forum_channels(panel))
    role = panel.guild.get_role(settings.editor_role) if settings.editor_role else None
    most = limits.SELECT_OPTIONS
    return (
        PickSelect("faq:set:channels", words.PICK_CHANNELS, Pickable.CHANNELS, listed[:most], most),
        Select("faq:set:strictness", words.PICK_STRICTNESS, _levels(panel)),
        PickSelect("faq:set:role", words.PICK_ROLE, Pickable.ROLES, (role.id,) if role else ()),
        Select("faq:set:collecting", words.PICK_COLLECTING, _collecting(panel)),
        (
            Button("faq:set:topics", words.TOPICS_BUTTON),
            Button("faq:set:reminder", words.REVIEWS_BUTTON),
            Button("faq:set:check", words.CHECK_BUTTON),
            Button("faq:set:reset", words.RESET_BUTTON),
        ),
    )


def _levels(panel: Panel) -> tuple[Option, ...]:
    chosen = panel.settings.strictness
    owners = words.OWNERS_LEVEL.format(level=panel.strictness.value)
    return (
        Option(OWNERS, owners, rate_text(panel.strictness), chosen=chosen is None),
        *(
            Option(level.value, words.LEVELS[level.value], rate_text(level), chosen=chosen is level)
            for level in Strictness
        ),
    )


def _collecting(panel: Panel) -> tuple[Option, ...]:
    days = sorted({*DAYS, *([panel.days] if panel.days else [])})
    return (
        Option(KEEP_NOTHING, words.KEEP_NOTHING, words.KEEP_NOTHING_HINT, chosen=not panel.days),
        *(Option(str(each), count(each, words.KEEP), words.KEEP_HINT, chosen=each == panel.days) for each in days),
    )
