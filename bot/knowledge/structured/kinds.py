"""Recognises the kinds of objects and lists by their fields and values."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from statistics import mean

from bot.knowledge.field_names import POSSIBLE, QUESTIONS, normal, role_of
from bot.knowledge.outline.wording import is_worded_as_question
from bot.knowledge.structured.records import answering_field, roles_of, text_field
from bot.knowledge.structured.report import OWN_NAMES
from bot.knowledge.structured.tree import List, Object, Value

LEAST_TEXT = 20
"""Minimum average length of the texts in a map from words to answers. Shorter texts are settings."""
_SEVERAL = 2
_SETTINGS = frozenset(
    ("author", "version", "license", "lang", "language", "locale", "date", "created", "updated", "type")
)
"""Names whose texts are not answers."""
_SWITCHES = ("enabled", "active", "published")
_USERS, _BOTS = frozenset({"user", "human"}), frozenset({"assistant", "gpt", "bot", "model"})
_NUMBERED = re.compile(r"(?P<name>.*?)[ .]?(?P<number>\d{1,5})")


class MapKind(Enum):
    """The kinds of names in an object that maps questions to answers."""

    QUESTIONS = "most of them ask"
    TERMS = "each stands over an object with an answer"
    WORDS = "each stands over a longer text"


def is_row(value: Value) -> bool:
    """Whether it is a list of at least two texts or numbers, like the row of a table."""
    if not isinstance(value, List) or any(isinstance(each, Object | List) for each in value):
        return False
    return len(value) > 1 and any(isinstance(each, str) for each in value)


def is_container(value: Value) -> bool:
    """Whether it contains objects or lists."""
    if isinstance(value, Object):
        return bool(value)
    return isinstance(value, List) and any(isinstance(each, Object | List) for each in value)


def is_switched_off(found: Mapping[str, Value]) -> bool:
    """Whether a field disables an entry."""
    return any(found.get(name) is False or found.get(name) == "false" for name in _SWITCHES)


def is_conversation(found: Object) -> bool:
    """Whether it is a file of the ChatterBot corpus: lists of a question and its answers."""
    lines = found.get("conversations")
    return isinstance(lines, List) and bool(lines) and all(map(is_row, lines))


def chat_turns(values: Sequence[Value]) -> list[tuple[int, str, str]]:
    """The line, question and answer of each exchange in a list of messages by a user and a bot."""
    turns: list[tuple[int, str, str]] = []
    asked: tuple[int, str] | None = None
    for each in values:
        if not isinstance(each, Object):
            return []
        speaker = each.get("role", each.get("from"))
        text = _first_text(each.get("content", each.get("value", each.get("parts"))))
        if not isinstance(speaker, str) or not isinstance(text, str):
            return []
        if speaker in _USERS:
            asked = each.line, text
        elif speaker in _BOTS and asked:
            turns.append((*asked, text))
            asked = None
    return turns


def _first_text(value: Value) -> Value:
    """The only text of a list of parts; other values as they are."""
    if isinstance(value, List) and len(value) == 1:
        part = value[0]
        return part.get("text") if isinstance(part, Object) else part
    return value


def flat_pairs(value: Value) -> list[tuple[int, str, str]]:
    """The line, question and answer of each pair in a list of texts that ask and answer in turn; empty for others."""
    if not isinstance(value, List) or len(value) < 2 * _SEVERAL or len(value) % 2:
        return []
    texts = [each for each in value if isinstance(each, str)]
    asked, told = texts[::2], texts[1::2]
    if len(texts) < len(value) or not all(map(is_worded_as_question, asked)) or all(map(is_worded_as_question, told)):
        return []
    return [(value.line, question, answer) for question, answer in zip(asked, told, strict=True)]


def in_turn(values: Sequence[Value]) -> list[Object]:
    """The objects of a list in which one object has the question and the next one the answer, joined; else empty."""
    joined: list[Object] = []
    for one, other in zip(values[::2], values[1::2], strict=False):
        if not isinstance(one, Object) or not isinstance(other, Object) or len(one) != 1 or len(other) != 1:
            return []
        names = (next(iter(one)), next(iter(other)))
        if role_of(names[0])[1] not in QUESTIONS or role_of(names[1])[1] != "answer":
            return []
        whole = Object(one.line)
        whole.put(names[0], one.line, one[names[0]])
        whole.put(names[1], other.line, other[names[1]])
        joined.append(whole)
    return joined if len(values) == 2 * len(joined) else []


def is_entry(found: Object, roles: Mapping[str, str]) -> bool:
    """Whether the fields of the question and the answer hold texts, or at least no nested entries."""
    fields = [field for role, field in roles.items() if role == "answer" or role in QUESTIONS]
    if all(is_text(found[field]) for field in fields):
        return bool(fields)
    return bool(fields) and OWN_NAMES.issuperset(fields) and not any(holds_entries(found[field]) for field in fields)


def holds_entries(value: Value) -> bool:
    """Whether it contains objects with questions and answers."""
    if isinstance(value, Object):
        return bool(roles_of(tuple(value), POSSIBLE)) or any(map(holds_entries, value.values()))
    return isinstance(value, List) and any(map(holds_entries, value))


def is_text(value: Value) -> bool:
    """Whether a value is text, or contains only texts."""
    if isinstance(value, List):
        return all(map(is_text, value))
    if isinstance(value, Object):
        names = tuple(value)
        return not roles_of(names, 0) and bool(field := text_field(names)) and is_text(value[field])
    return True


def map_kind(found: Object, *, is_root: bool) -> MapKind | None:
    """The kind of an object's names, if they are questions or represent questions; otherwise None."""
    if not found or any(name.startswith("@") for name in found):
        return None
    values = list(found.values())
    asking = [is_worded_as_question(name, by_first_word=" " in name) for name in found]
    if mean(asking) > 1 / 2:
        return MapKind.QUESTIONS
    objects = [each for each in values if isinstance(each, Object) and _has_answer(each)]
    if len(objects) == len(values):
        return None if mean(map(_has_question, objects)) > 1 / 2 else MapKind.TERMS
    if not is_root or len(found) < 2 or not all(isinstance(each, str) for each in values):  # noqa: PLR2004 - several
        return None
    is_setting = any(role_of(name)[1] or normal(name) in _SETTINGS for name in found)
    return MapKind.WORDS if not is_setting and mean(map(len, values)) >= LEAST_TEXT else None


def _has_answer(found: Object) -> bool:
    field = answering_field(tuple(found))
    return bool(field) and is_text(found[field])


def _has_question(found: Object) -> bool:
    """Whether a field such as the title asks."""
    roles = roles_of(tuple(found), POSSIBLE)
    asked = found.get(roles.get("question", ""))
    return isinstance(asked, str) and is_worded_as_question(asked, by_first_word=True)


def numbered_pairs(found: Object) -> list[tuple[str, str]]:
    """The field names of each question and its answer, if they are numbered: "q1" and "a1"."""
    halves: dict[str, dict[str, str]] = {}
    for name in found:
        parts = _NUMBERED.fullmatch(normal(name.rpartition(".")[2]))
        role = role_of(parts["name"])[1] if parts else ""
        if parts and (role == "answer" or role in QUESTIONS):
            halves.setdefault(parts["number"], {})["answer" if role == "answer" else "question"] = name
    return [(pair["question"], pair["answer"]) for pair in halves.values() if len(pair) > 1]


def parallel_lists(found: Object, roles: Mapping[str, str]) -> list[tuple[str, str]]:
    """The questions and answers of an object that lists all questions, and all answers in the same order."""
    asked, told = found.get(roles.get("questions", "")), found.get(roles.get("answer", ""))
    if isinstance(asked, Object) and isinstance(told, Object) and asked.keys() == told.keys():
        pairs = [(question, told[name]) for name, question in asked.items()]
        return [(one, other) for one, other in pairs if isinstance(one, str) and isinstance(other, str)]
    if not isinstance(asked, List) or not isinstance(told, List) or len(asked) != len(told) or len(asked) < _SEVERAL:
        return []
    if not all(isinstance(each, str) for each in (*asked, *told)) or not all(map(is_worded_as_question, asked)):
        return []
    return list(zip(asked, told, strict=True))
