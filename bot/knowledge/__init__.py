"""The knowledge base: entries that are read from the owner's files and checked. Knows no ranking and no Discord."""

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.codes import Code, Severity
from bot.knowledge.entry import Entry, Topic
from bot.knowledge.loading import Inspection, inspect, load
from bot.knowledge.problem import KnowledgeError, Problem

__all__ = [
    "Code",
    "Entry",
    "Inspection",
    "KnowledgeBase",
    "KnowledgeError",
    "Problem",
    "Severity",
    "Topic",
    "inspect",
    "load",
]
