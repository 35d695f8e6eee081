"""The knowledge base: entries that are read from the owner's files and checked. Knows no ranking and no Discord.

Inside, imports go one way. An arrow means "imports"::

    loading → reading → readers ─► markup      HTML, reStructuredText, AsciiDoc and Org in, Markdown out
                          │          ▼
                          ├─────► markdown     Markdown in, an outline out
                          │          ▼
                          ├─────► structured   trees of values (JSON, YAML, code) in, entries out
                          │          ▼
                          │        html        pieces of HTML in, Markdown out
                          │
                          └─────► plain_text and the readers of tables and sheets

    outline finds the questions, topics and answers in a document. linting finds what may be wrong with the entries.
"""

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
