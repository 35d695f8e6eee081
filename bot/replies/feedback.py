"""Replies to votes on answers."""

from bot.replies import words
from bot.replies.reply import Reply, Tone


def vote_thanks_reply() -> Reply:
    """The member voted for an answer."""
    return Reply(words.THANKS_FOR_VOTE, words.THANKS_FOR_VOTE_BODY, Tone.INFORMATION)


def no_vote_kept_reply() -> Reply:
    """The member voted, but has opted out."""
    return Reply(words.NO_VOTE_KEPT, words.NO_VOTE_KEPT_BODY, Tone.INFORMATION)


def sorry_reply(*, others: bool) -> Reply:
    """The member voted against an answer. `others` says whether there are other entries to pick from."""
    if others:
        return Reply(words.SORRY, words.SORRY_BODY, Tone.INFORMATION)
    return Reply(words.SORRY_ALONE, words.SORRY_ALONE_BODY, Tone.INFORMATION)
