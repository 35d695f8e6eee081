"""Review: groups the questions that went unanswered, and takes moderators' decisions."""

from bot.review.grouping import Group, helpful, waiting
from bot.review.labels import labels_as_tsv
from bot.review.reviewer import LATER_DAYS, Reviewer
from bot.review.statistics import Statistics, Week, last_days, statistics

__all__ = [
    "LATER_DAYS",
    "Group",
    "Reviewer",
    "Statistics",
    "Week",
    "helpful",
    "labels_as_tsv",
    "last_days",
    "statistics",
    "waiting",
]
