"""Data sets that contain both knowledge and questions."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation import LabelledQuestion, load_data_set
from bot.knowledge import KnowledgeError

INTENTS: list[dict[str, Any]] = [
    {"split": "train", "text": "is it open", "intent": "opening_hours"},
    {"split": "train", "text": "where are you", "intent": "place"},
    {"split": "train", "text": "when do you open", "intent": "opening_hours"},
    {"split": "val", "text": "how do i get there", "intent": "place"},
    {"split": "oos_train", "text": "sing", "intent": "oos"},
    {"split": "oos_val", "text": "dance", "intent": "oos"},
]
FAQ: list[dict[str, Any]] = [
    {"kind": "entry", "id": "tea", "questions": ["Tea?"], "answer": "Yes."},
    {"kind": "entry", "id": "coffee", "questions": ["Coffee?"], "answer": "No."},
    {"kind": "entry", "id": "water", "questions": ["Water?"], "answer": "Yes."},
    {"kind": "query", "text": "a cup of tea", "entries": ["tea"]},
    {"kind": "query", "text": "something hot", "entries": ["tea", "coffee"]},
]


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def test_training_texts_become_the_phrasings_of_their_intent(tmp_path: Path) -> None:
    (one,) = load_data_set(write(tmp_path / "set.jsonl", INTENTS))
    assert [(entry.id, entry.questions, entry.answer, entry.line) for entry in one.base.entries] == [
        ("opening_hours", ("is it open", "when do you open"), "opening hours", 1),
        ("place", ("where are you",), "place", 2),
    ]


def test_validation_texts_and_texts_out_of_scope_are_asked(tmp_path: Path) -> None:
    (one,) = load_data_set(write(tmp_path / "set.jsonl", INTENTS))
    assert one.questions == (
        LabelledQuestion("how do i get there", frozenset({"place"}), "in scope"),
        LabelledQuestion("sing", frozenset(), "out of scope"),
        LabelledQuestion("dance", frozenset(), "out of scope"),
    )


def test_an_faq_set_leaves_each_half_of_its_entries_out_once(tmp_path: Path) -> None:
    sets = load_data_set(write(tmp_path / "set.jsonl", FAQ))
    assert [[entry.id for entry in one.base.entries] for one in sets] == [["tea", "water"], ["coffee"]]


def test_a_query_is_answerable_if_one_of_its_entries_remains(tmp_path: Path) -> None:
    sets = load_data_set(write(tmp_path / "set.jsonl", FAQ))
    assert [[set(question.expected) for question in one.questions] for one in sets] == [
        [{"tea"}, {"tea"}],
        [set(), {"coffee"}],
    ]


@pytest.mark.parametrize("line", ["{", "3", '{"text": "x"}', '{"kind": "entry", "id": "x"}', '{"split": "val"}'])
def test_a_record_of_an_unknown_form_is_reported_with_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f"{json.dumps(INTENTS[0])}\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"set\.jsonl:2: error"):
        load_data_set(path)


def test_an_empty_set_is_reported(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no record in this file"):
        load_data_set(write(tmp_path / "set.jsonl", []))
