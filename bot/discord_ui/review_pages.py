"""The pages of /faq review: a page for each group of questions that wait for a decision."""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import discord

from bot.discord_ui import limits
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.context import BotContext
from bot.discord_ui.moderation import store_of
from bot.discord_ui.payload import Button, Option, Payload, Row, Select
from bot.discord_ui.rendering import option, render
from bot.knowledge import Entry
from bot.overlay.editor import LONGEST_QUESTION
from bot.replies import Reply, shorten
from bot.replies import moderator_words as words
from bot.replies.reviewing import MAX_TEXTS, nothing_waits_reply, review_reply
from bot.replies.words import NEXT_PAGE, PREVIOUS_PAGE
from bot.review import Group, waiting
from bot.store import Question

SEARCH = "search:"
"""The value of the option that searches for an entry. No entry has this id."""
GROUP = r"(?P<first>\d{1,18}):(?P<last>\d{1,18}):(?P<digest>[0-9a-f]{8}):(?P<page>\d{1,6})"
"""The part of a custom id that identifies a group as a moderator saw it, and its page."""


@dataclass(frozen=True, slots=True)
class SeenGroup:
    """A group as a moderator saw it. Questions that have joined it since are left out."""

    first: int
    """The number of its oldest question."""
    last: int
    """The number of its newest question."""
    digest: str
    """Eight hex digits of all its numbers."""
    page: int

    @classmethod
    def of(cls, group: Group, page: int) -> "SeenGroup":
        """What a page shows."""
        return cls(group.numbers[0], group.numbers[-1], _digest(group), page)

    @classmethod
    def matched(cls, match: re.Match[str]) -> "SeenGroup":
        """What a custom id with GROUP names."""
        return cls(int(match["first"]), int(match["last"]), match["digest"], int(match["page"]))

    def written(self) -> str:
        """The part of a custom id."""
        return f"{self.first}:{self.last}:{self.digest}:{self.page}"


async def find_group(context: BotContext, server: int, seen: SeenGroup) -> Group | None:
    """The group, if it still waits with exactly the questions that the moderator saw. Raises StoreError."""
    questions = await store_of(context).questions(server)
    groups = await _waiting(context, [question for question in questions if question.number <= seen.last])
    return next((group for group in groups if SeenGroup.of(group, seen.page) == seen), None)


async def review_page(context: BotContext, interaction: discord.Interaction, page: int, notice: str = "") -> Payload:
    """A page. The first is 0; a page beyond the last shows the last. Raises StoreError."""
    server = interaction.guild_id or 0
    groups = await _waiting(context, await store_of(context).questions(server))
    if not groups:
        collecting = await store_of(context).collecting(server) is not None
        return _message(interaction, nothing_waits_reply(collecting=collecting, notice=notice), ())
    page = min(page, len(groups) - 1)
    return group_page(interaction, groups[page], page, len(groups), notice)


def group_page(  # noqa: PLR0913, PLR0917 - all that a page shows
    interaction: discord.Interaction,
    group: Group,
    page: int,
    total: int,
    notice: str = "",
    found: Sequence[Entry] = (),
) -> Payload:
    """The page of a group. `found` are the entries to choose from, instead of the best ones."""
    place = words.REVIEW_PLACE.format(place=page + 1, total=total)
    days = group.first_day, group.last_day
    reply = review_reply(group.texts, len(group.questions), days, place, notice)
    seen = SeenGroup.of(group, page).written()
    entries = (found or group.candidates)[: limits.SELECT_OPTIONS - 1]
    options = (*(option(entry.id, entry.question) for entry in entries), Option(SEARCH, words.REVIEW_SEARCH))
    rows: list[Row] = [
        Select(f"faq:review:add:{seen}", words.REVIEW_ADD, options),
        (
            Button(f"faq:review:write:{seen}", words.REVIEW_WRITE),
            Button(f"faq:review:ignore:{seen}", words.REVIEW_IGNORE),
            Button(f"faq:review:later:{seen}", words.REVIEW_LATER),
        ),
    ]
    turns = []
    if page > 0:
        turns.append(Button(f"faq:review:page:{page - 1}", PREVIOUS_PAGE))
    if page + 1 < total:
        turns.append(Button(f"faq:review:page:{page + 1}", NEXT_PAGE))
    return _message(interaction, reply, (*rows, *([tuple(turns)] if turns else [])))


def shown_texts(group: Group) -> tuple[str, ...]:
    """The texts that the page shows, without those that are too long for a question."""
    return tuple(text for text in group.texts[:MAX_TEXTS] if len(text) <= LONGEST_QUESTION)


def today() -> date:
    """The day, in UTC, as the store counts days."""
    return datetime.now(UTC).date()


async def _waiting(context: BotContext, questions: Sequence[Question]) -> tuple[Group, ...]:
    return await asyncio.to_thread(waiting, context.assistant, questions, today())


def _digest(group: Group) -> str:
    return hashlib.blake2b(repr(group.numbers).encode(), digest_size=4).hexdigest()


def _message(interaction: discord.Interaction, reply: Reply, rows: tuple[Row, ...]) -> Payload:
    """The page as one message."""
    capabilities = interaction_capabilities(interaction)
    room = limits.EMBED_DESCRIPTION if capabilities.embeds else limits.MENU_TEXT
    (payload,) = render(replace(reply, body=shorten(reply.body, room)), capabilities)
    return replace(payload, rows=rows)
