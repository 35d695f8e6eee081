"""Replies to managers who set the bot up for their server."""

from collections.abc import Mapping, Sequence

from bot.answering import Strictness
from bot.answering.strictness import FALSE_ANSWERS
from bot.replies import setup_words as words
from bot.replies.editing import MAX_NAMED_QUESTION
from bot.replies.lengths import shorten
from bot.replies.moderator_words import REVIEW_MORE
from bot.replies.notices import count
from bot.replies.reply import Reply, Tone
from bot.replies.words import QUESTIONS

MAX_SUBJECTS = 3
"""Groups of questions in the weekly reminder: it says what matters most, and /faq review has the rest."""
MAX_CHANNELS = 20
"""Channels with missing permissions to list. The reply only counts the rest."""


MAX_TOPICS = 10
"""Topics to name in a line. The reply only counts the rest."""
MAX_TOPIC_NAME = 60
"""Characters of each name in that line."""


def setup_reply(lines: Sequence[str], notices: Sequence[str]) -> Reply:
    """The settings of a server, a line each, below what has just changed."""
    body = "\n\n".join(filter(None, ("\n".join(notices), "\n".join(lines))))
    return Reply(words.SETUP, body, Tone.INFORMATION)


def level_text(strictness: Strictness) -> str:
    """A strictness level in words, with its measured rate of wrong answers."""
    return f"{words.LEVELS[strictness.value]}. {rate_text(strictness)}"


def rate_text(strictness: Strictness) -> str:
    """How often a level answers wrongly what it should not answer."""
    return words.LEVEL_RATE.format(share=FALSE_ANSWERS[strictness])


def reminder_reply(notice: str = "") -> Reply:
    """Asks for the channel of the weekly reminder."""
    return Reply(words.REVIEWS, "\n\n".join(filter(None, (notice, words.REVIEWS_BODY))), Tone.INFORMATION)


def scope_reply(names: Sequence[str], channel: int, note: str = "", notice: str = "") -> Reply:
    """Asks which topics apply in a channel, or in the whole server for 0. `names` are those that are chosen now."""
    everything = words.AS_IN_SERVER if channel else words.EVERYTHING
    line = words.IN_CHANNEL if channel else words.IN_SERVER
    chosen = line.format(channel=channel, topics=topic_names(names) or everything)
    body = "\n\n".join(filter(None, (notice, words.TOPICS_BODY, chosen)))
    return Reply(words.TOPICS, body, Tone.INFORMATION, note=note)


def topic_names(names: Sequence[str]) -> str:
    """The names of topics in one line; "" for none."""
    shown = ", ".join(shorten(name, MAX_TOPIC_NAME) for name in names[:MAX_TOPICS])
    more = len(names) - MAX_TOPICS
    if more <= 0:
        return shown
    singular, plural = words.AND_MORE_TOPICS
    return (singular if more == 1 else plural).format(topics=shown, count=more)


def digest_reply(asked: int, groups: int, subjects: Sequence[tuple[int, str]], outcomes: tuple[int, int, int]) -> Reply:
    """The weekly reminder: how many questions wait, in how many groups.

    `subjects` are the groups, largest first: how many questions each has, and the closest question of an entry ("" for
    none). `outcomes` are how many questions were answered, suggested and unanswered in the last week.
    """
    answered, suggested, unanswered = (f"{number:,}" for number in outcomes)
    waiting = words.DIGEST_WAITING.format(questions=count(asked, QUESTIONS), subjects=count(groups, words.SUBJECTS))
    week = words.DIGEST_WEEK.format(answered=answered, suggested=suggested, unanswered=unanswered)
    lines = [_subject(number, closest) for number, closest in subjects[:MAX_SUBJECTS]]
    if groups > len(lines):
        lines.append(REVIEW_MORE.format(count=f"{groups - len(lines):,}"))
    body = "\n\n".join(("\n".join((waiting, *lines)), week, words.DIGEST_HOW))
    return Reply(words.DIGEST, body, Tone.INFORMATION)


def _subject(number: int, closest: str) -> str:
    questions = count(number, QUESTIONS)
    if not closest:
        return words.DIGEST_NEW_SUBJECT.format(questions=questions)
    return words.DIGEST_SUBJECT.format(questions=questions, closest=shorten(closest, MAX_NAMED_QUESTION))


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
