"""Replies to moderators about the questions that went unanswered."""

import datetime as dt
from collections.abc import Sequence

from bot.overlay import Refused
from bot.replies import moderator_words as words
from bot.replies.editing import MAX_NAMED_QUESTION, not_saved_text, refused_reply
from bot.replies.lengths import shorten
from bot.replies.notices import count
from bot.replies.quoting import quoted
from bot.replies.reply import Reply, Tone
from bot.replies.words import QUESTION_LINE
from bot.store import Content

MAX_TEXTS = 10
"""Different texts of a group to show. Only these become phrasings: a moderator has seen them."""


def review_reply(texts: Sequence[str], times: int, days: tuple[dt.date, dt.date], place: str, notice: str) -> Reply:
    """A group of questions that ask the same.

    `times` is how often they were asked, `days` the first and the last day, and `place` the position among all groups.
    `notice` says what happened to the last group; "" for nothing.
    """
    first, last = map(day_text, days)
    when = words.REVIEW_DAY.format(day=first) if first == last else words.REVIEW_DAYS.format(first=first, last=last)
    lines = [QUESTION_LINE.format(question=quoted(text) or words.REVIEW_UNQUOTED) for text in texts[:MAX_TEXTS]]
    if len(texts) > MAX_TEXTS:
        lines.append(words.REVIEW_MORE.format(count=f"{len(texts) - MAX_TEXTS:,}"))
    asked = words.REVIEW_ASKED.format(times=count(times, words.TIMES), when=when)
    parts = (notice, "\n".join([asked, *lines]), words.REVIEW_HOW)
    return Reply(words.REVIEW, "\n\n".join(filter(None, parts)), Tone.INFORMATION, note=place)


def nothing_waits_reply(*, collecting: bool, notice: str) -> Reply:
    """No group waits. `collecting` says whether questions are kept in this server."""
    body = words.NOTHING_WAITS_BODY if collecting else words.NOTHING_COLLECTED_BODY
    return Reply(words.NOTHING_WAITS, "\n\n".join(filter(None, (notice, body))), Tone.INFORMATION)


def phrased_notice(question: str) -> str:
    """The group became phrasings of the entry with this question."""
    return words.REVIEW_PHRASED.format(question=shorten(question, MAX_NAMED_QUESTION))


def refused_notice(refused: Refused) -> str:
    """The group did not become phrasings."""
    reply = refused_reply(refused)
    return f"**{reply.title}**\n{reply.body}"


def decided_reply(wrote: Content) -> Reply:
    """Somebody else has decided about the group while the moderator wrote an answer."""
    return not_saved_text(Reply(words.REVIEW_DECIDED, words.REVIEW_DECIDED_BODY, Tone.PROBLEM), wrote)


def day_text(day: dt.date) -> str:
    """A day, which a Discord client shows in the reader's language. At noon UTC, it is that day almost everywhere."""
    return words.DAY.format(at=int(dt.datetime.combine(day, dt.time(12), dt.UTC).timestamp()))
