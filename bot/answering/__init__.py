"""The decision: takes a question, returns one of three outcomes. Synchronous, with no clock and no I/O."""

from bot.answering.assistant import Assistant
from bot.answering.outcome import Answered, Asked, Evidence, Outcome, Suggested, Unanswered
from bot.answering.strictness import Strictness

__all__ = ["Answered", "Asked", "Assistant", "Evidence", "Outcome", "Strictness", "Suggested", "Unanswered"]
