"""Follow-up prompts in exports of QnA Maker and Azure, which name other entries by number."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from bot.knowledge.draft import Draft
from bot.knowledge.drafting import is_encodable

_NUMBER = "\0"
"""The beginning of a reference to an entry by its number. No question contains it."""
_LABEL = "\1"
"""Between the number of an entry and the text of its button."""


def prompts_of(value: object) -> tuple[str, ...]:
    """The entries that a list of prompts leads to: references for `resolved`, or questions.

    The value is the list itself, or its JSON.
    """
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = None
    listed = value if isinstance(value, list) else []
    return tuple(name for each in listed if isinstance(each, dict) and (name := _name(dict(_lower(each)))))


def _lower(found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name.lower(), value) for name, value in found.items())


def _name(prompt: Mapping[str, Any]) -> str:
    label = prompt.get("displaytext")
    label = label if _is_sound(label) else ""
    number, inner = prompt.get("qnaid"), prompt.get("qna")
    if isinstance(inner, dict):
        asked = dict(_lower(inner)).get("questions")
        first = asked[0] if isinstance(asked, list) and asked else None
        return first if _is_sound(first) else label
    is_number = isinstance(number, int) or (_is_sound(number) and bool(number.strip()))
    return f"{_NUMBER}{number}{_LABEL}{label}" if is_number else label


def _is_sound(text: object) -> TypeGuard[str]:
    return isinstance(text, str) and is_encodable(text) and not any(sign in text for sign in (_NUMBER, _LABEL))


def resolved(drafts: Iterable[Draft], questions: Mapping[str, str]) -> list[Draft]:
    """The drafts, with questions instead of the references. `questions` has the first question by an entry's number."""
    return [
        draft._replace(related=tuple(_question(name, questions) for name in draft.related)) if draft.related else draft
        for draft in drafts
    ]


def _question(name: str, questions: Mapping[str, str]) -> str:
    if not name.startswith(_NUMBER):
        return name
    number, _, label = name.removeprefix(_NUMBER).partition(_LABEL)
    return questions.get(number, label or number)


def joined(*lists: Sequence[str]) -> tuple[str, ...]:
    """The references of several lists, each once."""
    return tuple(dict.fromkeys(name for names in lists for name in names))
