"""Reads the formats of public data sets: intent sets (CLINC150, BANKING77) and FAQ sets with user questions."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.evaluation.evaluator import EvaluationSet
from bot.evaluation.labelled import LabelledQuestion, numbered_lines, read_file
from bot.knowledge import Entry, KnowledgeBase, KnowledgeError, Problem

TURNS = 2
"""Number of parts of an FAQ set's entries. Each part is used as a knowledge base without the others."""

Record = Mapping[str, Any]


def load_data_set(path: Path) -> tuple[EvaluationSet, ...]:
    """Read the evaluation sets of a public data set.

    An intent set, `{"split": "train"|"val"|"oos_train"|"oos_val", "text", "intent"}`, is one set. Each intent is
    an entry with its training texts as phrasings. The questions are the validation texts and the out-of-scope texts of
    both splits. An intent has no answer text, so the entry's answer is its name in words.

    An FAQ set, `{"kind": "entry", "id", "questions", "answer"}` and `{"kind": "query", "text", "entries"}`, is two
    sets, each with half of the entries, so that half of the questions are unanswerable. Entries with the same answer
    stay together.

    Raises KnowledgeError with every problem.
    """
    records = _records(path)
    if any("split" in record for _, record in records):
        return (_intent_set(records, path.name),)
    return _faq_sets(records, path.name)


def _records(path: Path) -> list[tuple[int, Record]]:
    records: list[tuple[int, Record]] = []
    problems: list[Problem] = []
    for number, line in numbered_lines(read_file(path)):
        try:
            records.append((number, _checked(json.loads(line))))
        except ValueError as error:
            problems.append(Problem(str(path), number, None, str(error), "see evaluate --help"))
    if problems or not records:
        nothing = Problem(str(path), 0, None, "no record in this file", "name a file of JSON lines")
        raise KnowledgeError(tuple(problems) or (nothing,))
    return records


_FIELDS: tuple[dict[str, type], ...] = (
    {"split": str, "text": str, "intent": str},
    {"kind": str, "id": str, "questions": list, "answer": str},
    {"kind": str, "text": str, "entries": list},
)


def _checked(record: object) -> Record:
    """The record itself. Raises ValueError if it has none of the known forms."""
    if isinstance(record, dict) and any(
        all(isinstance(record.get(name), kind) for name, kind in form.items()) for form in _FIELDS
    ):
        return record
    raise ValueError("not an intent's text, an entry or a query")


def _intent_set(records: Sequence[tuple[int, Record]], source: str) -> EvaluationSet:
    texts: dict[str, dict[str, None]] = {}
    first: dict[str, int] = {}
    questions = []
    for line, record in records:
        text, intent, split = record["text"], record["intent"], record["split"]
        if split == "train":
            texts.setdefault(intent, {})[text] = None
            first.setdefault(intent, line)
        elif split == "val":
            questions.append(LabelledQuestion(text, frozenset({intent}), "in scope"))
        else:
            questions.append(LabelledQuestion(text, frozenset(), "out of scope"))
    entries = (
        Entry(intent, tuple(phrasings), intent.replace("_", " "), None, source, first[intent])
        for intent, phrasings in texts.items()
    )
    return EvaluationSet(KnowledgeBase(tuple(entries)), tuple(questions))


def _faq_sets(records: Sequence[tuple[int, Record]], source: str) -> tuple[EvaluationSet, ...]:
    entries = [
        Entry(record["id"], tuple(record["questions"]), record["answer"], None, source, line)
        for line, record in records
        if record["kind"] == "entry"
    ]
    queries = [record for _, record in records if record["kind"] == "query"]
    answers = {answer: place for place, answer in enumerate(dict.fromkeys(entry.answer for entry in entries))}
    sets = []
    for turn in range(TURNS):
        kept = tuple(entry for entry in entries if answers[entry.answer] % TURNS == turn)
        ids = {entry.id for entry in kept}
        labelled = (
            LabelledQuestion(query["text"], found, "left in" if found else "left out")
            for query in queries
            for found in (frozenset(query["entries"]) & ids,)
        )
        sets.append(EvaluationSet(KnowledgeBase(kept), tuple(labelled)))
    return tuple(sets)
