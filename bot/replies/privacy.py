"""Replies about what the bot keeps."""

from bot.replies import words
from bot.replies.lengths import shorten
from bot.replies.notices import count
from bot.replies.quoting import quoted
from bot.replies.reply import Reply, Tone
from bot.store import Kept

MAX_LISTED = 10
"""Questions of a member to list. The reply only counts the rest."""
MAX_LISTED_LENGTH = 120
"""Characters of each question in the list."""


def privacy_reply(kept: Kept, days: int | None, *, opted_out: bool) -> Reply:
    """What is kept about whom and for how long, and what is kept about this member.

    `days` is for how long questions are kept in this server; None if they are not kept.
    """
    questions = words.PRIVACY_COLLECTING.format(days=count(days, words.DAYS)) if days else words.PRIVACY_NOT_COLLECTING
    about_you = words.PRIVACY_OPTED_OUT if opted_out else words.PRIVACY_ABOUT_YOU.format(kept=_counts(kept))
    parts = (questions, words.PRIVACY_VOTES, words.PRIVACY_COUNTERS, words.PRIVACY_EDITS, about_you, _list(kept))
    return Reply(words.PRIVACY, "\n\n".join(filter(None, parts)), Tone.INFORMATION)


def nothing_is_kept_reply() -> Reply:
    """The bot has no store, so it keeps nothing about anybody."""
    return Reply(words.PRIVACY, words.PRIVACY_NOTHING, Tone.INFORMATION)


def forgotten_reply(removed: Kept, *, opted_out: bool) -> Reply:
    """What was removed about the member. `opted_out` says that nothing is kept from now on."""
    parts = [words.FORGOTTEN_BODY.format(kept=_counts(removed)), _list(removed)]
    if removed.edits:
        parts.append(words.FORGOTTEN_EDITS.format(edits=count(removed.edits, words.EDITS)))
    parts.append(words.FORGOTTEN_FOR_GOOD if opted_out else words.FORGOTTEN_UNTIL_NOW)
    return Reply(words.FORGOTTEN, "\n\n".join(filter(None, parts)), Tone.INFORMATION)


def opted_in_reply() -> Reply:
    """The member lets the bot keep votes and questions again."""
    return Reply(words.OPTED_IN, words.OPTED_IN_BODY, Tone.INFORMATION)


def collecting_reply(days: int | None, deleted: int) -> Reply:
    """A manager turned collecting on, or off with None. `deleted` is how many questions were removed by that."""
    if days is None:
        body = words.COLLECTING_OFF_BODY
        title = words.COLLECTING_OFF
    else:
        title, body = words.COLLECTING_ON, words.COLLECTING_ON_BODY.format(days=count(days, words.DAYS))
    removed = words.COLLECTING_DELETED.format(questions=count(deleted, words.QUESTIONS)) if deleted else ""
    return Reply(title, "\n\n".join(filter(None, (body, removed))), Tone.INFORMATION)


def _counts(kept: Kept) -> str:
    return words.KEPT.format(
        questions=count(len(kept.questions), words.QUESTIONS), votes=count(kept.votes, words.VOTES)
    )


def _list(kept: Kept) -> str:
    """The newest questions, one per line; "" for none."""
    shown = [quoted(text) for text in kept.questions[-MAX_LISTED:]]
    lines = [words.QUESTION_LINE.format(question=shorten(text, MAX_LISTED_LENGTH)) for text in shown if text]
    more = len(kept.questions) - MAX_LISTED
    return "\n".join([*lines, *([words.EDIT_MORE.format(count=f"{more:,}")] if more > 0 else [])])
