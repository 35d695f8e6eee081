"""Replies that only a chat with many members needs."""

from dataclasses import replace

from bot.replies import Reply, Tone, failure_reply, words


def too_fast_reply() -> Reply:
    """A member or a channel asks more than is answered."""
    return Reply(words.TOO_FAST, words.TOO_FAST_BODY, Tone.PROBLEM)


def failed_reply(reference: str) -> Reply:
    """Something broke; the reference leads to the line in the log."""
    return replace(failure_reply(), note=words.FAILURE_REFERENCE.format(reference=reference))


def outdated_reply() -> Reply:
    """A command or a component of another version of the bot was used."""
    return Reply(words.OUTDATED, words.OUTDATED_BODY, Tone.PROBLEM)


def no_text_reply() -> Reply:
    """The message command was used on a message without words."""
    return Reply(words.NO_TEXT, words.NO_TEXT_BODY, Tone.INFORMATION)


def withheld_reply() -> Reply:
    """Somebody addressed us in a way in which Discord does not show us the text."""
    return Reply(words.WITHHELD, words.WITHHELD_BODY, Tone.INFORMATION)
