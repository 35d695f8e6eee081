"""Topics: the owner's headings or, in files without headings, groups of entries whose questions share a word."""

from collections.abc import Sequence

import numpy as np

from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.language import ENGLISH, Language
from bot.retrieval.term_index import TermIndex

OTHER = "Other"
"""The topic of entries that share no subject with another entry."""


def find_topics(base: KnowledgeBase, index: TermIndex | None = None, language: Language = ENGLISH) -> tuple[Topic, ...]:
    """Put every entry into exactly one topic, in file order; "Other" comes last.

    In a file with headings, the entries above the first heading go to "Other". In other files, the words of topics are
    chosen greedily: the next word is the one with the most TF-IDF weight in the questions of the remaining entries. So
    the name of every topic is in its questions. Passing an index of the same knowledge base only saves time.
    """
    entries = base.entries
    headed = {entry.source for entry in entries if entry.topic}
    bare = [number for number, entry in enumerate(entries) if entry.source not in headed]
    found = iter(_labels(entries, bare, index, language))
    names = [(entry.topic if entry.source in headed else next(found)) or OTHER for entry in entries]
    members: dict[str, list[Entry]] = {name: [] for name in names if name != OTHER}
    members[OTHER] = []
    for entry, name in zip(entries, names, strict=True):
        members[name].append(entry)
    return tuple(Topic(name, tuple(group)) for name, group in members.items() if group)


def _labels(
    entries: Sequence[Entry], bare: Sequence[int], index: TermIndex | None, language: Language
) -> list[str | None]:
    """The label of the cluster of each of these entries; None for an entry in no cluster."""
    if not bare:
        return []
    from bot.retrieval.topic_clusters import AnalyzedQuestions, label_entries

    analyzed = AnalyzedQuestions(index.corpus, index.analyzer, np.array(bare, np.int64)) if index else None
    return label_entries([entries[number] for number in bare], language, analyzed)
