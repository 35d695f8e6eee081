"""Confirmed labels in the format that `evaluate` reads."""

from collections.abc import Iterable

from bot.knowledge import KnowledgeBase
from bot.store import Label

OUT_OF_SCOPE = "OOS"
"""The label of a question that no entry answers."""


def labels_as_tsv(labels: Iterable[Label], base: KnowledgeBase) -> str:
    """A line for each label: the question, a tab, and the stored question of its entry, or OOS.

    The id stands for an entry that shares its question with another one. Labels of entries that are gone are left out.
    """
    asked = [question for entry in base.entries for question in entry.questions]
    lines = list[str]()
    for label in labels:
        entry = base.get(label.entry)
        if entry:
            question = " ".join(entry.question.split())
            is_clear = asked.count(entry.question) == 1 and " | " not in question
            lines.append(f"{' '.join(label.text.split())}\t{question if is_clear else entry.id}\n")
        elif not label.entry:
            lines.append(f"{' '.join(label.text.split())}\t{OUT_OF_SCOPE}\n")
    return "".join(lines)
