"""Topics: the owner's headings, or where there are none, groups of entries whose questions share a subject."""

from collections.abc import Sequence

import numpy as np

from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.language import ENGLISH, Language
from bot.retrieval.scoring import Scorer

OTHER = "Other"
"""Where entries go that share no subject with another."""


def find_topics(base: KnowledgeBase, scorer: Scorer | None = None, language: Language = ENGLISH) -> tuple[Topic, ...]:
    """Put every entry into exactly one topic, in the order of the file; "Other" stands last.

    Headings win: in a file that has any, the entries above the first go to "Other". For the files without, words are
    taken greedily from the TF-IDF features of the questions, each time the one that weighs most in the entries not yet
    grouped, so that a topic always has a name that its own questions hold. With a scorer of the same knowledge base,
    the same topics are found sooner.
    """
    entries = base.entries
    headed = {entry.source for entry in entries if entry.topic}
    bare = [number for number, entry in enumerate(entries) if entry.source not in headed]
    found = iter(_subjects(entries, bare, scorer, language))
    names = [(entry.topic if entry.source in headed else next(found)) or OTHER for entry in entries]
    members: dict[str, list[Entry]] = {name: [] for name in names if name != OTHER}
    members[OTHER] = []
    for entry, name in zip(entries, names, strict=True):
        members[name].append(entry)
    return tuple(Topic(name, tuple(group)) for name, group in members.items() if group)


def _subjects(
    entries: Sequence[Entry], bare: Sequence[int], scorer: Scorer | None, language: Language
) -> list[str | None]:
    """The name of the subject of each of these entries."""
    if not bare:
        return []
    from bot.retrieval.subjects import Seen, subject_names

    seen = Seen(scorer.tokens, scorer.analyzer, np.array(bare, np.int64)) if scorer else None
    return subject_names([entries[number] for number in bare], scorer.analyzer.language if scorer else language, seen)
