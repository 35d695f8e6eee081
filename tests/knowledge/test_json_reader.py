"""JSON: a list of objects, or one object a line."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Severity
from bot.knowledge.draft import Draft
from bot.knowledge.json_reader import read_json, read_json_lines


def read(text: str) -> list[Draft]:
    drafts, problems = read_json(text, "faq.json")
    assert all(problem.severity is Severity.NOTE for problem in problems)
    return drafts


def questions(draft: Draft) -> list[str]:
    return [question.text for question in draft.questions]


FULL = {
    "question": "Open?",
    "questions": ["Shut?", "Open?"],
    "phrasings": "Now?",
    "answer": "\nFrom nine\r\nto five.\n",
    "topic": "Hours",
    "id": "open",
    "synonyms": ["jfk", "kennedy"],
    "author": 7,
}


@pytest.mark.parametrize("text", [json.dumps([FULL]), json.dumps([FULL], indent=2), json.dumps(FULL)])
def test_an_object_is_an_entry(text: str) -> None:
    (draft,) = read(text)
    assert questions(draft) == ["Open?", "Shut?", "Now?"]
    assert (draft.answer, draft.topic, draft.id) == ("From nine\nto five.", "Hours", "open")
    assert draft.synonyms == ("jfk", "kennedy")


def test_what_is_null_or_missing_is_not_there() -> None:
    (draft,) = read('[{"questions": "Open?", "answer": "Yes.", "topic": null, "id": null, "synonyms": null}]')
    assert (draft.topic, draft.id, draft.synonyms) == (None, None, ())


def test_an_id_may_be_a_number_and_synonyms_one_text() -> None:
    (draft,) = read('[{"question": "Open?", "answer": "Yes.", "id": 7, "synonyms": "jfk, kennedy"}]')
    assert (draft.id, draft.synonyms) == ("7", ("jfk", "kennedy"))


def test_objects_are_told_of_by_the_line_that_they_begin_on() -> None:
    text = '\n[\n  {"question": "A?",\n   "answer": "\\n1"},\n\n  {"question": "B?", "answer": "2"}]'
    assert [(draft.questions[0].number, draft.answer_line) for draft in read(text)] == [(3, 3), (6, 6)]
    lines, problems = read_json_lines('\n{"question": "A?", "answer": "1"}\r\n{"question": "B?", "answer": "2"}', "x")
    assert [draft.questions[0].number for draft in lines] == [2, 3]
    assert problems == []


SOUND = '{"question": "A?", "answer": "1"}'


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ('{"question": "B?"}', "no answer to “B?”"),
        ('{"question": "B?", "answer": " "}', "no answer to “B?”"),
        ("{}", "no question, no answer"),
        ('{"answer": "2"}', "text that answers no question: “2”"),
        ('{"question": "?", "answer": "2"}', "a question without words"),
        ('{"question": "B?", "answer": true}', "[1].answer is true or false, not text"),
        ('{"question": [false], "answer": "2"}', "[1].question[0] is true or false, not text"),
        ('{"questions": ["B?", {}], "answer": "2"}', "[1].questions[1] is an object, not text"),
        ('{"questions": {}, "answer": "2"}', "[1].questions is an object, not text"),
        ('{"question": "B?", "answer": "2", "topic": true}', "[1].topic is true or false, not text"),
        ('{"question": "B?", "answer": "2", "id": true}', "[1].id is true or false, not text"),
        ('{"question": "B?", "answer": "2", "id": "a b"}', "an invalid id: “a b”"),
        ('{"question": "B?", "answer": "2", "synonyms": [null]}', "[1].synonyms[0] is null, not text"),
        ('{"question": "B?", "answer": "\\u0000"}', "[1].answer holds a NUL character"),
        ('{"question": "B?", "answer": "\\ud800"}', "[1].answer holds half a character (a lone surrogate)"),
        ('["B?", "2"]', "[1] is a list, not an object"),
        ("7", "[1] is a number, not an object"),
        ("{question = 'B?'}", "invalid JSON: Expecting property name enclosed in double quotes, at character 2"),
        ('{"question": "B?"', "invalid JSON: Expecting ',' delimiter, at character 1"),
        ("[" * 100_000, "this JSON is nested too deeply"),
    ],
)
def test_damage_is_named_with_its_place(record: str, message: str) -> None:
    drafts, (problem,) = read_json(f"[{SOUND},\n{record}\n]", "faq.json")
    assert (len(drafts), problem.message) == (1, message)
    assert problem.line == 2 or problem.message.endswith("delimiter, at character 1")
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f"[{SOUND}\n{SOUND}]", 2, "invalid JSON: missing comma or “]” after item [0]"),
        (f"[{SOUND}\n", 2, "invalid JSON: missing comma or “]” after item [0]"),
        ("", 1, "invalid JSON: Expecting value, at character 1"),
        ("\nfaq", 2, "invalid JSON: Expecting value, at character 1"),
        ("7", 1, "this is a number, not an object"),
    ],
)
def test_what_is_no_list_of_objects_is_named_with_its_line(text: str, line: int, message: str) -> None:
    _, (problem,) = read_json(text, "faq.json")
    assert (problem.line, problem.message) == (line, message)


def test_a_line_that_is_no_json_does_not_hide_the_others() -> None:
    drafts, problems = read_json_lines(f'{SOUND}\n{{"question"\n{SOUND}\n[]\n{{"question": true}}', "faq.jsonl")
    assert len(drafts) == 2
    assert [(problem.line, problem.message.partition(":")[0]) for problem in problems] == [
        (2, "invalid JSON"),
        (4, "this is a list, not an object"),
        (5, "question is true or false, not text"),
    ]


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text("a?\ud800 \n", max_size=3)
NESTED = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("id"), inner))
RECORDS = st.dictionaries(st.sampled_from(["question", "questions", "answer", "topic", "id", "synonyms"]), NESTED)


@given(st.lists(RECORDS | NESTED, max_size=3))
def test_any_objects_are_read_or_reported(records: list[Any]) -> None:
    drafts, problems = read_json(json.dumps(records), "faq.json")
    assert drafts or problems or not records
    assert all(draft.answer.encode() for draft in drafts)


@given(st.text('[]{}",:a1 \n', max_size=30))
def test_any_text_is_read_or_reported(text: str) -> None:
    for reader in (read_json, read_json_lines):
        _, problems = reader(text, "faq.json")
        assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)


def test_a_number_with_too_many_digits_is_read_as_it_is_written() -> None:
    text = f'{{"q": "How many?", "a": {"9" * 5000}}}'
    for reader in (read_json, read_json_lines):
        _, problems = reader(text, "faq.json")
        assert not [problem for problem in problems if "invalid" in problem.message]
    ((draft,), _) = read_json(f'[{{"q": "How many?", "a": "Nine.", "size": {"9" * 5000}}}]', "faq.json")
    assert draft.answer == "Nine."


def test_a_list_under_an_unknown_name_is_never_written_out_as_a_question() -> None:
    text = '[{"intent": "up", "text": ["How do I set it up?"], "say": ["Unfold it."]}]'
    drafts, problems = read_json(text, "faq.json")
    assert drafts == []
    assert problems


@pytest.mark.parametrize(
    "text",
    [
        '[\n  // our own\n  {"question": "A?", "answer": "1"},\n  {"question": "B?", "answer": "2 // 3"}\n]',
        "[{question: 'A?', answer: '1'}, {question: `B?`, answer: '2 // 3'}]",
        'export default [{"question": "A?", "answer": "1"}, {"question": "B?", "answer": "2 // 3"}];',
        '[{"question": "A?", "answer": "1",}, {"question": "B?", "answer": "2 // 3"},]',
    ],
)
def test_a_literal_of_javascript_is_read_with_a_note(text: str) -> None:
    drafts, (note,) = read_json(text, "faq.json")
    assert [(draft.questions[0].text, draft.answer) for draft in drafts] == [("A?", "1"), ("B?", "2 // 3")]
    assert (note.severity, note.hint) == (Severity.NOTE, "save it as JSON")


def test_objects_after_each_other_are_read_as_in_jsonl() -> None:
    drafts, problems = read_json(f'{SOUND}\n\n{{"question": "B?",\n"answer": "2"}}\n', "faq.json")
    assert [(draft.questions[0], draft.answer) for draft in drafts] == [((1, "A?"), "1"), ((3, "B?"), "2")]
    assert problems == []
