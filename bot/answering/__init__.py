"""The decision: a question in, one of three outcomes out. Synchronous; no clock, no input or output."""

from bot.answering.assistant import Assistant
from bot.answering.outcome import Answered, Asked, Evidence, Outcome, Suggested, Unanswered
from bot.answering.strictness import Strictness

__all__ = ["Answered", "Asked", "Assistant", "Evidence", "Outcome", "Strictness", "Suggested", "Unanswered"]
