"""Replies to managers who set the bot up for their server."""

from collections.abc import Mapping, Sequence

from bot.answering import Strictness
from bot.answering.strictness import FALSE_ANSWERS
from bot.replies import setup_words as words
from bot.replies.notices import count
from bot.replies.reply import Reply, Tone
from bot.replies.words import QUESTIONS

MAX_CHANNELS = 20
"""Channels with missing permissions to list. The reply only counts the rest."""


def setup_reply(lines: Sequence[str], notices: Sequence[str]) -> Reply:
    """The settings of a server, a line each, below what has just changed."""
    body = "\n\n".join(filter(None, ("\n".join(notices), "\n".join(lines))))
    return Reply(words.SETUP, body, Tone.INFORMATION)


def level_text(strictness: Strictness) -> str:
    """A strictness level in words, with its measured rate of wrong answers."""
    return f"{words.LEVELS[strictness.value]}. {rate_text(strictness)}"


def rate_text(strictness: Strictness) -> str:
    """How often a level answers wrongly what it should not answer."""
    return words.LEVEL_RATE.format(count=round(1000 * FALSE_ANSWERS[strictness]))


def reminder_reply(notice: str = "") -> Reply:
    """Asks for the channel of the weekly reminder."""
    return Reply(words.REVIEWS, "\n\n".join(filter(None, (notice, words.REVIEWS_BODY))), Tone.INFORMATION)


def digest_reply(asked: int, groups: int) -> Reply:
    """The weekly reminder: how many questions wait, in how many groups."""
    body = words.DIGEST_BODY.format(questions=count(asked, QUESTIONS), subjects=count(groups, words.SUBJECTS))
    return Reply(words.DIGEST, body, Tone.INFORMATION)


def missing_reply(missing: Mapping[str, Sequence[str]], notices: Sequence[str], name: str) -> Reply:
    """The permissions that the bot lacks, by channel, and how to give them to it. `name` is the bot's."""
    lines = [
        words.CHECK_LINE.format(channel=channel, permissions=", ".join(words.PERMISSIONS[each] for each in lacking))
        for channel, lacking in [*missing.items()][:MAX_CHANNELS]
    ]
    if len(missing) > MAX_CHANNELS:
        lines.append(count(len(missing) - MAX_CHANNELS, words.CHECK_MORE))
    cure = words.CHECK_CURE.format(name=name) if missing else ""
    fine = "" if missing or notices else words.CHECK_FINE
    body = "\n\n".join(filter(None, ("\n".join(notices), "\n".join(lines), cure, fine)))
    return Reply(words.CHECK, body, Tone.PROBLEM if missing or notices else Tone.INFORMATION)
