"""Replies: takes outcomes, returns platform-neutral replies. Every sentence that members read is in this package."""

from bot.replies.compose import entry_preview, entry_reply, outcome_replies, outcome_reply
from bot.replies.feedback import no_vote_kept_reply, sorry_reply, vote_thanks_reply
from bot.replies.lengths import length, shorten
from bot.replies.notices import (
    about_reply,
    busy_reply,
    count,
    edit_reply,
    failure_reply,
    foreign_server_reply,
    gone_reply,
    help_reply,
    hidden_text_reply,
    managers_only_reply,
    moderators_only_reply,
    no_text_reply,
    not_saved_reply,
    nothing_asked_reply,
    nothing_kept_reply,
    outdated_reply,
    rate_limited_reply,
    topic_reply,
    topics_reply,
    welcome_reply,
)
from bot.replies.public_words import for_public
from bot.replies.reply import Choice, Reply, Tone
from bot.replies.small_talk import replies_to
from bot.replies.splitting import split

__all__ = [
    "Choice",
    "Reply",
    "Tone",
    "about_reply",
    "busy_reply",
    "count",
    "edit_reply",
    "entry_preview",
    "entry_reply",
    "failure_reply",
    "for_public",
    "foreign_server_reply",
    "gone_reply",
    "help_reply",
    "hidden_text_reply",
    "length",
    "managers_only_reply",
    "moderators_only_reply",
    "no_text_reply",
    "no_vote_kept_reply",
    "not_saved_reply",
    "nothing_asked_reply",
    "nothing_kept_reply",
    "outcome_replies",
    "outcome_reply",
    "outdated_reply",
    "rate_limited_reply",
    "replies_to",
    "shorten",
    "sorry_reply",
    "split",
    "topic_reply",
    "topics_reply",
    "vote_thanks_reply",
    "welcome_reply",
]
