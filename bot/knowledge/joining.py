"""Joins the questions and the answer of an intent that are in different files of an export."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.knowledge.codes import Code
from bot.knowledge.draft import Line
from bot.knowledge.drafting import Pieces, assemble, tolerant
from bot.knowledge.problem import Findings, excerpt
from bot.knowledge.reading import Reading
from bot.knowledge.structured.halves import LANGUAGE, Half

MOST_NAMED = 5
"""Maximum number of intents in a message."""
_PREFIXES = ("utter_faq_", "utter_ask_", "utter_")
"""Prefixes of the names of answers. The rest of the name is the intent."""


def join_halves(readings: Sequence[Reading]) -> list[Reading]:
    """The readings. Those with the questions of intents get entries, with the answers from other files."""
    answers: dict[str, tuple[Reading, Half]] = {}
    for reading in readings:
        for half in reading.halves:
            if half.answer:
                answers.setdefault(half.intent, (reading, half))
    actions: dict[str, str] = {}
    for half in (half for reading in readings for half in reading.halves if half.action in answers):
        actions.setdefault(half.intent, half.action)
    used: set[str] = set()
    asked = _asked(readings, answers, actions)
    joined = [_joined(reading, place, answers, asked, used) for place, reading in enumerate(readings)]
    return [_with_unused(reading, used) for reading in joined]


class _Asked(NamedTuple):
    """The questions of an intent in one file."""

    intent: str
    answer: str
    """The name of its answer; "" for none."""
    place: int
    """The file, as its place among all."""
    questions: list[Line]


def _asked(
    readings: Sequence[Reading], answers: Mapping[str, tuple[Reading, Half]], actions: Mapping[str, str]
) -> list[_Asked]:
    """The questions by intent. Those of several files, such as one for each language, are with those of the first."""
    found: dict[str, _Asked] = {}
    for place, reading in enumerate(readings):
        for half in reading.halves:
            if half.questions:
                plain = half.intent.partition(LANGUAGE)[0]
                name = actions.get(half.intent) or actions.get(plain)
                names = [half.intent, *_names(plain)]
                name = name or next((name for name in names if name in answers), "")
                one = found.setdefault(name or half.intent, _Asked(plain, name, place, []))
                lines = half.questions
                if one.place != place:  # their lines are those of another file
                    lines = tuple(Line(one.questions[0].number, line.text) for line in lines)
                one.questions.extend(lines)
    return list(found.values())


def _joined(
    reading: Reading,
    place: int,
    answers: Mapping[str, tuple[Reading, Half]],
    asked: Sequence[_Asked],
    used: set[str],
) -> Reading:
    own = [one for one in asked if one.place == place]
    if not own:
        return reading
    problems, drafts, alone, others = Findings(reading.path), [], [], 0
    for intent, name, _, questions in own:
        if not name:
            alone.append((questions[0].number, intent))
            continue
        used.add(name)
        half = answers[name][1]
        others += half.alternatives
        pieces = Pieces(tuple(questions), half.answer, questions[0].number)
        if draft := assemble(pieces, tolerant(problems.add)):
            drafts.append(draft._replace(answer_line=pieces.answer_line))
    hint = "add the file with their responses, or leave them out"
    _tell(problems, alone, "without a response", hint)
    if others:
        message = f"further responses left out: {others:,}; the first of each intent is its answer"
        problems.add(0, Code.LEFT_OUT, message, "join them if all of them are to be shown")
    return replace(reading, drafts=[*reading.drafts, *drafts], problems=[*reading.problems, *problems.told()])


def _with_unused(reading: Reading, used: set[str]) -> Reading:
    problems = Findings(reading.path)
    unused = [
        (half.line, half.intent.partition(LANGUAGE)[0])
        for half in reading.halves
        if half.answer and half.intent not in used
    ]
    _tell(problems, unused, "without questions", "add the file with their examples, or leave them out")
    return replace(reading, problems=[*reading.problems, *problems.told()]) if len(problems) else reading


def _tell(problems: Findings, alone: Sequence[tuple[int, str]], lacking: str, hint: str) -> None:
    if alone:
        names = ", ".join(excerpt(intent.removeprefix("utter_")) for _, intent in alone[:MOST_NAMED])
        more = f" and {len(alone) - MOST_NAMED:,} more" if len(alone) > MOST_NAMED else ""
        problems.add(alone[0][0], Code.LEFT_OUT, f"intents {lacking}: {names}{more}", hint)


def _names(intent: str) -> Iterable[str]:
    """The possible names of the answer to an intent."""
    yield intent
    flat = intent.replace("/", "_")
    yield flat
    bare = intent.removeprefix("utter_").rpartition("/")[2]
    for name in (bare, bare.removeprefix("ask_").removeprefix("faq_")):
        yield from (f"{prefix}{name}" for prefix in _PREFIXES)
