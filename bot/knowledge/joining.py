"""Joins the questions and the answer of an intent that are in different files of an export."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.knowledge.codes import Code
from bot.knowledge.draft import Line
from bot.knowledge.drafting import Pieces, assemble, tolerant
from bot.knowledge.problem import Findings, excerpt
from bot.knowledge.reading import Reading
from bot.knowledge.structured.halves import Half

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
    joined = [_joined(reading, answers, actions, used) for reading in readings]
    return [_with_unused(reading, used) for reading in joined]


def _joined(
    reading: Reading, answers: Mapping[str, tuple[Reading, Half]], actions: Mapping[str, str], used: set[str]
) -> Reading:
    asked: dict[str, list[Line]] = {}
    for half in reading.halves:
        if half.questions:
            asked.setdefault(half.intent, []).extend(half.questions)
    if not asked:
        return reading
    problems, drafts, alone, others = Findings(reading.path), [], [], 0
    for intent, questions in asked.items():
        name = actions.get(intent) or next((name for name in _names(intent) if name in answers), None)
        if name is None:
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
    unused = [(half.line, half.intent) for half in reading.halves if half.answer and half.intent not in used]
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
