"""/faq stats: how the bot does in this server, week by week, in words and, where matplotlib is installed, a picture."""

import asyncio
import datetime as dt
import io
import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

import discord

from bot.discord_ui import limits
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.context import BotContext
from bot.discord_ui.delivery import defer, respond
from bot.discord_ui.moderation import is_editor, store_of
from bot.discord_ui.payload import Attachment
from bot.discord_ui.rendering import render
from bot.discord_ui.review_pages import today
from bot.knowledge import Entry
from bot.replies import Reply, Tone, count, shorten
from bot.replies import moderator_words as words
from bot.replies.editing import MAX_NAMED_QUESTION
from bot.replies.reviewing import day_text
from bot.replies.words import QUESTIONS
from bot.review import Statistics, Week, statistics, waiting
from bot.review.statistics import WEEKS

logger = logging.getLogger(__name__)

MAX_LISTED = 5
"""Entries in each list. The reply only counts the rest."""
_FEWEST_WEEKS = 2
"""A picture of one week says nothing."""
_INCHES, _DPI = (6.4, 3.2), 120
"""768 by 384 pixels: a phone shows all of it."""


async def stats(context: BotContext, interaction: discord.Interaction) -> None:
    """Respond to /faq stats. Raises StoreError."""
    await defer(interaction, ephemeral=True)
    if not await is_editor(context, interaction):
        return
    found = await _statistics(context, interaction.guild_id or 0)
    capabilities = interaction_capabilities(interaction)
    room = limits.EMBED_DESCRIPTION if capabilities.embeds else limits.MENU_TEXT
    reply = statistics_reply(found)
    (payload,) = render(replace(reply, body=shorten(reply.body, room)), capabilities)
    picture = await asyncio.to_thread(draw, found.weeks) if capabilities.files else None
    await respond(interaction, (replace(payload, attachment=picture),), ephemeral=True)


def statistics_reply(found: Statistics) -> Reply:
    """The statistics in words."""
    parts = (
        "\n".join(_week(week) for week in reversed(found.weeks)),
        _list(words.STATS_TOP, [(entry, words.STATS_COUNT.format(count=f"{number:,}")) for entry, number in found.top]),
        _list(
            words.STATS_DISLIKED,
            [(entry, words.STATS_VOTES.format(down=down, up=up)) for entry, down, up in found.disliked],
        ),
        _list(words.STATS_NEVER, [(entry, "") for entry in found.never_asked]),
        words.STATS_WAITING.format(questions=count(found.waiting, QUESTIONS)) if found.waiting else "",
    )
    return Reply(words.STATS, "\n\n".join(filter(None, parts)), Tone.INFORMATION)


def draw(weeks: Sequence[Week]) -> Attachment | None:
    """The weeks as a picture; None without matplotlib, or if there is too little to see."""
    if len(weeks) < _FEWEST_WEEKS:
        return None
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - an extra that only this function needs
        from matplotlib.ticker import MaxNLocator  # noqa: PLC0415
    except ImportError:
        return None
    figure = Figure(figsize=_INCHES, dpi=_DPI, layout="constrained")
    axes = figure.subplots()
    names = [f"{week.first_day.day} {week.first_day:%b}" for week in weeks]
    below = [0] * len(weeks)
    for label, colour, numbers in (
        (words.STATS_ANSWERED, "#2E8B57", [week.answered for week in weeks]),
        (words.STATS_SUGGESTED, "#D9A21B", [week.suggested for week in weeks]),
        (words.STATS_UNANSWERED, "#C0392B", [week.unanswered for week in weeks]),
    ):
        axes.bar(names, numbers, bottom=below, color=colour, label=label)
        below = [low + number for low, number in zip(below, numbers, strict=True)]
    figure.legend(frameon=False, loc="outside upper center", ncols=3)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    written = io.BytesIO()
    figure.savefig(written, format="png")
    return Attachment(words.STATS_PICTURE, data=written.getvalue())


async def _statistics(context: BotContext, server: int) -> Statistics:
    store, day = store_of(context), today()
    since = day - dt.timedelta(weeks=WEEKS)
    counters, votes = await store.counters(server, since), await store.votes(server, since)
    groups = await asyncio.to_thread(waiting, context.assistant, await store.questions(server), day)
    number = sum(len(group.questions) for group in groups)
    return await asyncio.to_thread(statistics, context.assistant.base, counters, votes, number, day)


def _week(week: Week) -> str:
    return words.STATS_WEEK.format(
        day=day_text(week.first_day),
        answered=f"{week.answered:,}",
        suggested=f"{week.suggested:,}",
        unanswered=f"{week.unanswered:,}",
        helped=f"{week.helped:,}",
        not_helped=f"{week.not_helped:,}",
    )


def _list(headline: str, entries: Iterable[tuple[Entry, str]]) -> str:
    """A headline with a line for each of the first entries; "" for none."""
    listed = [*entries]
    if not listed:
        return ""
    lines = [
        words.STATS_LINE.format(question=shorten(entry.question, MAX_NAMED_QUESTION), number=number).rstrip()
        for entry, number in listed[:MAX_LISTED]
    ]
    if len(listed) > MAX_LISTED:
        lines.append(words.REVIEW_MORE.format(count=f"{len(listed) - MAX_LISTED:,}"))
    return "\n".join([f"**{headline}**", *lines])
