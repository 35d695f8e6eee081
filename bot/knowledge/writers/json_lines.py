"""Writes JSON lines: one object an entry."""

import json
import re
from collections.abc import Sequence

from bot.knowledge.draft import Draft

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Other line ends, which some readers of lines stop at, controls, and what has no place in UTF-8."""


def write_json_lines(drafts: Sequence[Draft]) -> str:
    """Fields: questions, answer, topic, and where there are any, id and synonyms."""
    return "".join(f"{_object(draft)}\n" for draft in drafts)


def _object(draft: Draft) -> str:
    record = {
        "questions": [question.text for question in draft.questions],
        "answer": draft.answer,
        "topic": draft.topic,
        "id": draft.id,
        "synonyms": list(draft.synonyms),
    }
    text = json.dumps({name: value for name, value in record.items() if value}, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
