"""Turns an object with a question and an answer into the pieces of an entry."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import unescape

from bot.knowledge.codes import Code
from bot.knowledge.draft import Line
from bot.knowledge.drafting import Pieces, is_encodable, is_id, split_synonyms
from bot.knowledge.field_names import LIKELY, POSSIBLE, QUESTIONS, choose_roles, normal, role_of
from bot.knowledge.html.answers import shown
from bot.knowledge.html_questions import plain_question
from bot.knowledge.links import is_address, sound_address
from bot.knowledge.problem import Findings
from bot.knowledge.prompts import prompts_of
from bot.knowledge.structured.report import OWN_NAMES, Report
from bot.knowledge.structured.tree import Value, kind

_ASKING = ("question", "questions", "phrasings")
"""Roles of questions, in the order of an entry's questions."""
_SHORT_NAMES = {"t": "topic", "alt questions": "phrasings"}
"""Names in exports of other bots that have a role only next to a question and an answer."""
_SAID = frozenset({"text", "texts", "sample utterances", "expressions", "phrases", "samples", "training data"})
"""Names of lists of what members say to get an answer. They are questions, unless another field surely is."""
_TRIGGERS = frozenset({"keywords", "triggers"})
"""Names of other names of an entry that has only a name, such as a tag."""
_USES = frozenset({"uses", "author_id", "created_at"})
"""Names next to the "tag" of a bot that counts how often members use it."""
_TEXT_NAMES = ("text", "markdown", "value", "plain", "body", "content", "html", "title", "name", "messages", "children")
"""The names of the field with an object's text, in order of preference."""
_ADDRESS_NAMES = ("url", "href", "link", "uri")
"""The names of the field with the address, in a link that is an object."""
_TRANSLATED = re.compile(
    r"(?P<name>.+) (?:en|de|fr|es|it|pt|ru|zh|ja|ko|nl|pl|sv|da|fi|no|nb|cs|sk|tr|ar|he|uk|ua|ro|hu|id|vi|el|bg|hr|sr"
    r"|ca|gl|eu|cn|jp|kr|br|eng|english|deutsch)"
)
"""A name with the code of a language at its end, such as "answer_en"."""
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_ALTERNATIVES = frozenset(
    {"answers", "response", "responses", "replies", "respuestas", "antworten", "reponses", "speech"}
)
"""Names of lists of alternative answers."""
_EXPORT = frozenset({"source", "questions", "answer", "metadata"})
"""Fields of an export of QnA Maker or Azure's question answering, in which "\\n" in an answer is a line break."""


@lru_cache(maxsize=4096)
def roles_of(names: tuple[str, ...], limit: int) -> Mapping[str, str]:
    """The field of each role, for objects with these fields; empty without both a question and an answer."""
    named = [_role_of(name) for name in names]
    roles = dict(zip(choose_roles(named, limit), names, strict=True))
    roles.pop("", None)
    _add_spoken(names, roles)
    return roles if "answer" in roles and QUESTIONS & roles.keys() else {}


def _add_spoken(names: tuple[str, ...], roles: dict[str, str]) -> None:
    """Give the lists of what members say their roles, if no field surely holds the question."""
    if (
        "answer" not in roles
        or "@type" in names
        or any(_role_of(roles[role])[0] < POSSIBLE for role in QUESTIONS & roles.keys())
    ):
        return
    free = {normal(name): name for name in names if name not in roles.values()}
    said = next((name for plain, name in free.items() if plain in _SAID), "")
    triggers = next((name for plain, name in free.items() if plain in _TRIGGERS), "")
    if said and _role_of(roles["answer"])[0] <= LIKELY:
        roles.pop("question", None)
        roles["questions"] = said
    elif triggers and QUESTIONS & roles.keys():
        roles.setdefault("phrasings", triggers)
    elif triggers and _role_of(roles["answer"])[0] <= LIKELY:
        roles["questions"] = triggers


def trigger_field(names: tuple[str, ...]) -> str:
    """The field with other names of an entry whose name is the question; "" for none."""
    plain = {normal(name): name for name in names}
    return next((name for key, name in plain.items() if key in _TRIGGERS or role_of(key)[1] == "phrasings"), "")


@lru_cache(maxsize=4096)
def answering_field(names: tuple[str, ...]) -> str:
    """The field with the answer, in an object whose name is the question; "" for none."""
    named = [_role_of(name) for name in names]
    is_answer = [(sureness, place) for place, (sureness, role) in enumerate(named) if role == "answer"]
    asks = any(role in QUESTIONS and sureness <= LIKELY for sureness, role in named)
    if asks or is_answer:
        return names[min(is_answer)[1]] if is_answer and not asks else ""
    return "tag" if "tag" in names and _USES.intersection(names) else ""


def _role_of(name: str) -> tuple[int, str]:
    short = _SHORT_NAMES.get(normal(name))
    found = (LIKELY, short) if short else role_of(name)
    if not found[1] and (translated := _TRANSLATED.fullmatch(normal(name.replace(".", " ")))):
        sureness, role = role_of(translated["name"])
        return (max(sureness, LIKELY), role) if role in {"answer", "question"} else found
    return found


class RecordReader:
    """Reads objects whose fields have known roles."""

    def __init__(self, problems: Findings, report: Report) -> None:
        """Take the collectors of problems and of skipped parts."""
        self._problems, self._report = problems, report
        self._is_sound = True
        self.numbers: dict[str, str] = {}
        """The first question of each entry of an export, by the number that prompts use."""

    def pieces(self, name: str, line: int, value: Mapping[str, Value], roles: Mapping[str, str]) -> Pieces | None:
        """The pieces of the entry; None after reporting a value of the wrong kind. `name` is for reports: "[3]"."""
        self._is_sound = True
        known = frozenset(roles.values())
        self._report.ignored.update((field, None) for field in value if field not in known and field[:1] != "@")
        dot = f"{name}." if name else ""
        found = {
            role: self._texts(f"{dot}{field}", line, _address(value[field]) if role == "url" else value[field])
            for role, field in roles.items()
            if field in value
        }
        is_export = len(value) >= len(_EXPORT) and {name.lower() for name in value} >= _EXPORT
        # In schema.org's data, as in HTML, "&amp;" is "&".
        is_html = "@type" in value
        answer = self._one_answer(roles["answer"], found.get("answer", []))
        answer = shown(answer, is_html=is_html and "&" in answer)
        # Ids in such an export only group rows. Other exports have the same ids.
        entry_id = "" if is_export else " ".join(found.get("id", ()))
        if not OWN_NAMES.issuperset((roles["answer"], *(roles[role] for role in _ASKING if role in roles))):
            # Another bot's id may be anything, so an invalid one is not an error.
            entry_id = entry_id if is_id(entry_id) else ""
        pieces = Pieces(
            tuple(
                Line(line, unescape(question) if is_html else plain_question(question))
                for role in _ASKING
                for question in found.get(role, ())
            ),
            answer.replace("\\n", "\n") if is_export else answer,
            line,
            " ".join(found.get("topic", ())) or None,
            entry_id,
            split_synonyms(",".join(found.get("synonyms", ()))),
            self._url(line, " ".join(found.get("url", ())), value),
            tuple(found.get("related", ())) or (self._prompts(value) if is_export else ()),
        )
        if is_export and pieces.questions and self._is_sound:
            self.numbers.setdefault(str(value.get("id", value.get("Id", ""))), pieces.questions[0].text)
        return pieces if self._is_sound else None

    def _prompts(self, value: Mapping[str, Value]) -> tuple[str, ...]:
        """The entries that an answer leads to."""
        inner = [
            value[name] for name in value if name.lower() in {"context", "dialog"} and isinstance(value[name], dict)
        ]
        return prompts_of(next((each[name] for each in inner for name in each if name.lower() == "prompts"), None))

    def _one_answer(self, field: str, texts: Sequence[str]) -> str:
        if field not in OWN_NAMES and len(texts) == 1 and "\n" not in texts[0]:
            return texts[0].strip()
        if normal(field) not in _ALTERNATIVES:
            return "\n".join(texts)
        first, *others = [text for text in texts if text.strip()] or [""]
        self._report.alternatives += len(others)
        return first

    def _url(self, line: int, given: str, value: Mapping[str, Value]) -> str:
        source = value.get("source")
        if not given and isinstance(source, str) and is_address(source):
            return source
        return sound_address(given, line, self._problems)

    def _texts(self, name: str, line: int, value: Value, *, required: bool = False) -> list[str]:
        """The texts of a value, one or several. Other values are reported if the field has the bot's own name."""
        if isinstance(value, str):
            return [value] if self._is_text(name, line, value) else []
        if isinstance(value, list):
            items = (self._texts(f"{name}[{place}]", line, each, required=True) for place, each in enumerate(value))
            return [text for texts in items for text in texts]
        if isinstance(value, dict):
            field = text_field(tuple(value))
            if field:
                return self._texts(f"{name}.{field}", line, value[field])
        field = name.rpartition(".")[2].partition("[")[0]
        if isinstance(value, int | float) and not isinstance(value, bool):
            return [str(value)]
        if (value is not None or required) and field in OWN_NAMES:
            self._reject(line, f"{name} is {kind(value)}, not text", "write it as text, in quotation marks")
        return []

    def _is_text(self, name: str, line: int, value: str) -> bool:
        if not is_encodable(value):
            self._reject(line, f"{name} holds half a character (a lone surrogate)", "write the character itself")
        elif "\0" in value:
            self._reject(line, f"{name} holds a NUL character", "leave it out")
        else:
            return True
        return False

    def _reject(self, line: int, message: str, hint: str) -> None:
        self._is_sound = False
        self._problems.add(line, Code.FIELD, message, hint)


def _address(value: Value) -> Value:
    """The address in a link with a label, such as {"text": …, "url": …}; other values as they are."""
    if isinstance(value, dict):
        return next((value[name] for name in _ADDRESS_NAMES if isinstance(value.get(name), str)), value)
    return value


@lru_cache(maxsize=4096)
def text_field(names: tuple[str, ...]) -> str:
    """The field with the text of an object, such as the one for English; "" for none."""
    if names and all(map(is_language, names)):
        return next((name for name in names if name.startswith("en")), names[0])
    return next((name for name in _TEXT_NAMES if name in names), names[0] if len(names) == 1 else "")


def is_language(name: str) -> bool:
    """Whether it is the code of a language."""
    return bool(_LANGUAGE.fullmatch(name))
