"""What went unanswered, grouped by likeness, and what moderators do about it."""

from bot.review.grouping import Group, waiting
from bot.review.reviewer import LATER_DAYS, Reviewer

__all__ = ["LATER_DAYS", "Group", "Reviewer", "waiting"]
