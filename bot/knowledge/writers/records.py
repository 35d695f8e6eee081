"""Writes the formats in which an entry is a record: JSON lines, and comma-separated values."""

import csv
import io
import json
import re
from collections.abc import Sequence

from bot.knowledge.draft import Draft

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Line separators for some readers, control characters, and lone surrogates, which UTF-8 cannot encode."""
_COLUMNS = ("question", "answer", "topic", "phrasings", "id", "synonyms")
_FURTHER = ("url", "related")
"""The last columns, if an entry has something in them."""


def write_json_lines(drafts: Sequence[Draft]) -> str:
    """One object per entry, without empty fields."""
    return "".join(f"{_object(draft)}\n" for draft in drafts)


def _object(draft: Draft) -> str:
    record = {
        "questions": [question.text for question in draft.questions],
        "answer": draft.answer,
        "topic": draft.topic,
        "id": draft.id,
        "synonyms": list(draft.synonyms),
        "url": draft.url,
        "related": list(draft.related),
    }
    text = json.dumps({name: value for name, value in record.items() if value}, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write_table(drafts: Sequence[Draft]) -> str:
    """One row per entry. A field with several phrasings has one per line."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    further = [name for name in _FURTHER if any(getattr(draft, name) for draft in drafts)]
    writer.writerow((*_COLUMNS, *further))
    for draft in drafts:
        first, *others = (question.text for question in draft.questions)
        row = (first, draft.answer, draft.topic or "", _phrasings(others), draft.id or "", ", ".join(draft.synonyms))
        last = {"url": draft.url, "related": "\n".join(draft.related)}
        writer.writerow((*row, *(last[name] for name in further)))
    return file.getvalue()


def _phrasings(questions: Sequence[str]) -> str:
    """One phrasing per line. A single phrasing with a bar gets an empty second line, or the bar would split it."""
    return "\n".join(questions) + ("\n" if len(questions) == 1 and "|" in questions[0] else "")
