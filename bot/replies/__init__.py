"""Words: an outcome in, a platform-neutral reply out. Every sentence that members read is written in this room."""

from bot.replies.compose import entry_reply, gone_reply, help_reply, outcome_reply
from bot.replies.reply import Choice, Reply, Tone

__all__ = ["Choice", "Reply", "Tone", "entry_reply", "gone_reply", "help_reply", "outcome_reply"]
