"""Reads exports of Rasa and Dialogflow, in which an entry's questions and its answer are in different files."""

import json
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

import yaml

from bot.knowledge.draft import Line
from bot.knowledge.structured.json_tree import behind_space, parse_json
from bot.knowledge.structured.tree import List, Object, Value
from bot.knowledge.structured.yaml_tree import UnusableError, parse_yaml

_SIGNS = re.compile(
    r'^(?:nlu|responses|templates|stories|rules)\s*:|"(?:rasa_nlu_data|isTemplate|userSays|messages)"\s*:', re.MULTILINE
)
"""Every such file contains a match, unless its name shows what it is."""
_EXAMPLE = re.compile(r"^[ \t]*-[ \t]+(?P<text>.+)$", re.MULTILINE)
_ENTITY = re.compile(r"\[(?P<text>[^\]\n]*)\](?:\([^)\n]*\)|\{[^}\n]*\})")
"""A part of an example that is annotated as an entity."""
_USER_SAYS = re.compile(r"(?P<intent>.+)_usersays_(?P<language>[A-Za-z-]+)")
LANGUAGE = "\0"
"""Between the name of an intent and its language, in exports with several languages."""
UTTERS = "utter_"
"""The beginning of the name of an answer."""


class Half(NamedTuple):
    """The questions of an intent, its answer, or the name of its answer."""

    intent: str
    """The name of both halves."""
    line: int
    questions: tuple[Line, ...] = ()
    answer: str = ""
    alternatives: int = 0
    """The number of alternative answers."""
    action: str = ""
    """The name of the answer, if another file says which one it is."""


def halves_of(text: str, path: str) -> list[Half]:
    """The halves in a file of such an export; empty for other files, and for files that cannot be parsed."""
    if not _SIGNS.search(text) and not _USER_SAYS.fullmatch(PurePath(path).stem):
        return []
    try:
        if PurePath(path).suffix.lower() == ".json":
            values = [parse_json(text, behind_space(text, 0))[0]]
        else:
            values = list(parse_yaml(text))
    except (json.JSONDecodeError, yaml.YAMLError, UnusableError, RecursionError):
        return []
    return [half for value in values for half in _halves(value, PurePath(path))]


def _halves(value: Value, path: PurePath) -> Iterator[Half]:
    if isinstance(value, List):
        found = _USER_SAYS.fullmatch(path.stem)
        yield from _said(f"{found['intent']}{LANGUAGE}{found['language']}" if found else path.stem, value)
    elif isinstance(value, Object):
        yield from _rasa(value)
        yield from _dialogflow(value, path.stem)


def _rasa(value: Object) -> Iterator[Half]:
    nlu, old = value.get("nlu"), value.get("rasa_nlu_data")
    responses = value.get("responses", value.get("templates"))
    yield from _actions(value)
    for each in nlu if isinstance(nlu, List) else ():
        if isinstance(each, Object) and isinstance(each.get("intent"), str) and (said := tuple(_examples(each))):
            yield Half(UTTERS + each["intent"], each.line, said)
    if isinstance(responses, Object):
        for name, listed in responses.items():
            texts = [one["text"] for one in listed if _has_text(one)] if isinstance(listed, List) else []
            if texts and name.startswith(UTTERS):
                yield Half(name, responses.lines[name], answer=texts[0], alternatives=len(texts) - 1)
    examples = old.get("common_examples") if isinstance(old, Object) else None
    for each in examples if isinstance(examples, List) else ():
        if _has_text(each) and isinstance(each.get("intent"), str):
            yield Half(UTTERS + each["intent"], each.line, (Line(each.line, each["text"]),))


def _actions(value: Object) -> Iterator[Half]:
    """The names of the answers to intents, from stories and rules: the first answer after each intent."""
    for listed in (value.get("stories"), value.get("rules")):
        for each in listed if isinstance(listed, List) else ():
            steps = each.get("steps") if isinstance(each, Object) else None
            intent = ""
            for step in steps if isinstance(steps, List) else ():
                said, action = (step.get("intent"), step.get("action")) if isinstance(step, Object) else (None, None)
                if isinstance(said, str):
                    intent = said
                elif intent and isinstance(action, str) and action.startswith(UTTERS):
                    yield Half(UTTERS + intent, step.line, action=action)
                    intent = ""


def _has_text(value: Value) -> bool:
    return isinstance(value, Object) and isinstance(value.get("text"), str)


def _examples(intent: Object) -> Iterator[Line]:
    """The questions of an intent, which are a list in a single text."""
    examples = intent.get("examples")
    line = intent.lines.get("examples", intent.line)
    if isinstance(examples, str):
        place, below = 0, 1
        for found in _EXAMPLE.finditer(examples):
            place, below = found.start(), below + examples.count("\n", place, found.start())
            yield Line(line + below, without_entities(found["text"]))
    for each in examples if isinstance(examples, List) else ():
        text = each.get("text") if isinstance(each, Object) else each
        if isinstance(text, str):
            where = each.line if isinstance(each, Object) else line
            yield Line(where, without_entities(text.strip().removeprefix("- ")))


def without_entities(example: str) -> str:
    """The text of an example without annotations."""
    return _ENTITY.sub(r"\g<text>", example)


def _dialogflow(value: Object, name: str) -> Iterator[Half]:
    responses = value.get("responses")
    if value.get("fallbackIntent") is True or not isinstance(responses, List):
        return
    messages = [each.get("messages") for each in responses if isinstance(each, Object)]
    if not any(isinstance(each, List) for each in messages):
        return
    yield from _said(name, value.get("userSays"))
    told: dict[str, list[str]] = {}
    others = 0
    for each in (one for listed in messages if isinstance(listed, List) for one in listed if isinstance(one, Object)):
        speech = each.get("speech")
        texts = [text for text in (speech if isinstance(speech, List) else [speech]) if isinstance(text, str) and text]
        language = each.get("lang")
        told.setdefault(language if isinstance(language, str) else "", []).extend(texts[:1])
        others += max(0, len(texts) - 1)
    told = {language: texts for language, texts in told.items() if texts}
    for language, texts in told.items():
        intent = f"{name}{LANGUAGE}{language}" if len(told) > 1 else name
        yield Half(intent, value.line, answer="\n\n".join(texts), alternatives=others)
        others = 0


def _said(intent: str, values: Value) -> Iterator[Half]:
    """The questions of a Dialogflow intent, each of which is split into annotated parts."""
    for each in values if isinstance(values, List) else ():
        parts = each.get("data") if isinstance(each, Object) else None
        if isinstance(parts, List) and parts and all(map(_has_text, parts)):
            yield Half(intent, each.line, (Line(each.line, "".join(part["text"] for part in parts)),))
