"""Writes tables of comma-separated values: a row is an entry, and the first row names the columns."""

import csv
import io
from collections.abc import Sequence

from bot.knowledge.draft import Draft

_COLUMNS = ("question", "answer", "topic", "phrasings", "id", "synonyms")


def write_table(drafts: Sequence[Draft]) -> str:
    """One row an entry; a field with several phrasings holds one a line."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for draft in drafts:
        first, *others = (question.text for question in draft.questions)
        synonyms = ", ".join(draft.synonyms)
        writer.writerow((first, draft.answer, draft.topic or "", _phrasings(others), draft.id or "", synonyms))
    return file.getvalue()


def _phrasings(questions: Sequence[str]) -> str:
    """One a line. A single one with a bar in it needs a second line, or the bar would part it."""
    return "\n".join(questions) + ("\n" if len(questions) == 1 and "|" in questions[0] else "")
