"""JSON and YAML in the shapes that people and other bots write."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Code, Severity, inspect
from bot.knowledge.draft import Draft
from bot.knowledge.json_reader import read_json, read_json_lines
from bot.knowledge.yaml_reader import read_yaml

Row = tuple[list[str], str, str | None]

PAIR = {"question": "Open?", "answer": "Yes."}
OPEN: Row = (["Open?"], "Yes.", None)
SHAPES: dict[str, tuple[Any, list[Row]]] = {
    "wrapper": ({"faqs": [PAIR]}, [OPEN]),
    "wrapper in a wrapper": ({"data": {"items": [PAIR]}, "version": 2}, [OPEN]),
    "other names": ([{"q": "Open?", "a": "Yes."}], [OPEN]),
    "capitals": ({"FAQ": [{"Question": "Open?", "Answer": "Yes."}]}, [OPEN]),
    "another language": ([{"Frage": "Open?", "Antwort": "Yes.", "Kategorie": "Zeit"}], [(["Open?"], "Yes.", "Zeit")]),
    "title and body": (
        [{"title": "Opening hours", "body": "Nine to five."}],
        [(["Opening hours"], "Nine to five.", None)],
    ),
    "lists of texts": (
        [{"question": ["Open?", "Shut?"], "answer": ["Yes,", "always."]}],
        [(["Open?", "Shut?"], "Yes,\nalways.", None)],
    ),
    "map of questions": ({"Open?": "Yes.", "Shut?": ["No,", "never."]}, [OPEN, (["Shut?"], "No,\nnever.", None)]),
    "topics over maps": (
        {"Hours": {"Open?": "Yes."}, "Place": {"Far?": "No."}},
        [(["Open?"], "Yes.", "Hours"), (["Far?"], "No.", "Place")],
    ),
    "topics over lists": (
        [{"category": "Hours", "questions": [PAIR]}, {"category": "FAQ", "questions": [{"q": "Far?", "a": "No."}]}],
        [(["Open?"], "Yes.", "Hours"), (["Far?"], "No.", None)],
    ),
    "names over answers": (
        {"opening": {"answer": "At nine.", "topic": "Hours"}, "place": {"answer": "Here."}},
        [(["opening"], "At nine.", "Hours"), (["place"], "Here.", None)],
    ),
    "numbered fields": (
        {"faq": {"q1": "Open?", "a1": "Yes.", "q2": "Far?", "a2": "No."}},
        [OPEN, (["Far?"], "No.", None)],
    ),
    "rows": ([["question", "answer"], ["Open?", "Yes."]], [OPEN]),
    "follow-ups": (
        [{**PAIR, "context": {"prompts": [{"qna": {"question": "Far?", "answer": "No."}}]}}],
        [OPEN, (["Far?"], "No.", None)],
    ),
    "intents": (
        {"intents": [{"tag": "o", "patterns": ["Open?", "now"], "responses": ["Yes."]}]},
        [(["Open?", "now"], "Yes.", None)],
    ),
    "intents with the texts of members": (
        {"intents": [{"intent": "O", "text": ["Open?", "now"], "responses": ["Yes."], "entities": []}]},
        [(["Open?", "now"], "Yes.", None)],
    ),
    "intents with utterances": (
        {
            "intents": [
                {
                    "name": "O",
                    "sampleUtterances": ["Open", "now"],
                    "conclusionStatement": {"messages": [{"contentType": "PlainText", "content": "Yes."}]},
                }
            ]
        },
        [(["Open", "now"], "Yes.", None)],
    ),
    "tags with other names": (
        [{"name": "open-hours", "keywords": ["hours", "time"], "content": "At nine."}],
        [(["open-hours", "hours", "time"], "At nine.", None)],
    ),
    "names with other names over answers": (
        {"hours": {"keywords": ["time"], "content": "At nine."}, "place": {"content": "Here."}},
        [(["hours", "time"], "At nine.", None), (["place"], "Here.", None)],
    ),
    "tags that are counted": (
        {"9": {"GUILD": {"12": {"tags": {"hours": {"tag": "At nine.", "uses": 3, "author_id": 1}}}}}},
        [(["hours"], "At nine.", None)],
    ),
    "a title for each list": (
        {"hours": {"title": "Opening hours", "entries": [PAIR]}, "far": {"title": "Way", "entries": [PAIR]}},
        [(["Open?"], "Yes.", "Opening hours"), (["Open?"], "Yes.", "Way")],
    ),
    "paragraphs with questions": (
        {"data": [{"title": "Hours", "paragraphs": [{"context": "x", "qas": [PAIR]}]}]},
        [(["Open?"], "Yes.", "Hours")],
    ),
    "numbers": ([{"question": "Seats?", "answer": 40}, PAIR], [(["Seats?"], "40", None), OPEN]),
    "HTML with line breaks": (
        [{"q": "Open?", "a": "Yes.<br>Until <b>ten</b> &amp; later."}],
        [(["Open?"], "Yes.\nUntil **ten** & later.", None)],
    ),
    "schema.org with entities": (
        {"@type": "Question", "name": "Open&#63;", "acceptedAnswer": {"@type": "Answer", "text": "Yes &amp; no."}},
        [(["Open?"], "Yes & no.", None)],
    ),
    "QnA Maker": (
        {
            "qnaDocuments": [
                {"id": 1, "answer": "Yes.\\nEver.", "source": "x.tsv", "questions": ["Open?"], "metadata": []}
            ]
        },
        [(["Open?"], "Yes.\nEver.", None)],
    ),
    "Azure": (
        {
            "metadata": {"language": "en"},
            "assets": {
                "qnas": [
                    {
                        "id": 1,
                        "answer": "Yes.",
                        "source": "E",
                        "questions": ["Open?"],
                        "metadata": {},
                        "dialog": {"prompts": []},
                    }
                ]
            },
        },
        [OPEN],
    ),
    "QnABot": (
        {"qna": [{"qid": "a.1", "q": ["Open?"], "a": "Yes.", "t": "Hours", "type": "qna"}]},
        [(["Open?"], "Yes.", "Hours")],
    ),
    "Botpress": (
        {
            "qnas": [
                {
                    "id": "x__y",
                    "data": {
                        "enabled": True,
                        "questions": {"fr": ["Ouvert?"], "en": ["Open?"]},
                        "answers": {"en": ["Yes."]},
                    },
                }
            ]
        },
        [OPEN],
    ),
    "Red": (
        {
            "4145": {
                "GUILD": {
                    "12": {"commands": {"hours": {"command": "hours", "response": "Nine.", "author": {"name": "A"}}}}
                }
            }
        },
        [(["hours"], "Nine.", None)],
    ),
    "RoboDanny": (
        {
            "generic": {
                "hours": {"name": "hours", "content": "Nine.", "uses": 4},
                "way": {"name": "way", "content": "Left."},
            }
        },
        [(["hours"], "Nine.", None), (["way"], "Left.", None)],
    ),
    "schema.org": (
        {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "mainEntity": [
                {"@type": "Question", "name": "Open?", "acceptedAnswer": {"@type": "Answer", "text": "Yes."}}
            ],
        },
        [OPEN],
    ),
    "schema.org, one question in a graph": (
        {
            "@graph": [
                {
                    "@type": "FAQPage",
                    "mainEntity": {"@type": "Question", "name": "Open?", "acceptedAnswer": {"text": "Yes."}},
                }
            ]
        },
        [OPEN],
    ),
    "ChatterBot": ({"categories": ["Hours"], "conversations": [["Open?", "Yes."]]}, [(["Open?"], "Yes.", "Hours")]),
    "chat": (
        [
            {
                "messages": [
                    {"role": "system", "content": "Be kind."},
                    {"role": "user", "content": "Open?"},
                    {"role": "assistant", "content": "Yes."},
                ]
            }
        ],
        [OPEN],
    ),
    "keywords and a response": (
        [{"keywords": ["open", "hours"], "response": "Yes."}],
        [(["open", "hours"], "Yes.", None)],
    ),
    "numbers in names with dots": ({"help.q1": "Open?", "help.a1": "Yes."}, [OPEN]),
    "questions and answers by the same names": (
        {"questions": {"x": "Open?", "y": "Far?"}, "answers": {"x": "Yes.", "y": "No."}},
        [OPEN, (["Far?"], "No.", None)],
    ),
    "questions and answers as objects in turn": (
        [{"q": "Open?"}, {"a": "Yes."}, {"q": "The way"}, {"a": "No."}],
        [OPEN, (["The way"], "No.", None)],
    ),
    "a topic with an unknown name": ([{"account": "Travel", "qa": [PAIR]}], [(["Open?"], "Yes.", "Travel")]),
    "HTML in questions": ([{"q": "<p>Open &amp; <b>free</b>?</p>", "a": "Yes."}], [(["Open & free?"], "Yes.", None)]),
    "texts in turn": (["Open?", "Yes.", "Far?", "No."], [OPEN, (["Far?"], "No.", None)]),
    "names with a language": (
        [{"question_en": "Open?", "answer_en": "Yes."}, {"question_en": "The way", "answer_en": "No."}],
        [OPEN, (["The way"], "No.", None)],
    ),
    "titles that ask below names": (
        {"items": {"x": {"title": "Open?", "description": "Yes."}, "y": {"title": "Far?", "description": "No."}}},
        [OPEN, (["Far?"], "No.", None)],
    ),
    "parts of messages": (
        [
            {
                "contents": [
                    {"role": "user", "parts": [{"text": "Open?"}]},
                    {"role": "model", "parts": [{"text": "Yes."}]},
                ]
            }
        ],
        [OPEN],
    ),
}


def rows(drafts: list[Draft]) -> list[Row]:
    return [([question.text for question in draft.questions], draft.answer, draft.topic) for draft in drafts]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_read_alike_in_json_and_yaml(shape: str) -> None:
    value, expected = SHAPES[shape]
    for text, read in ((json.dumps(value), read_json), (json.dumps(value, indent=1), read_yaml)):
        drafts, problems = read(text, "x")
        assert rows(drafts) == expected
        assert all(problem.severity is Severity.NOTE for problem in problems)


def test_questions_and_answers_may_be_listed_side_by_side() -> None:
    drafts, _ = read_json('{"questions": ["Open?", "Far?"], "answers": ["Yes.", "No."]}', "x")
    assert rows(drafts) == [OPEN, (["Far?"], "No.", None)]
    (draft,), _ = read_json('{"questions": ["Open?", "Far?"], "answers": ["Yes."]}', "x")
    assert [question.text for question in draft.questions] == ["Open?", "Far?"]


def test_an_answer_that_is_html_becomes_markdown() -> None:
    value = [
        {"q": "Open?", "a": "<p>Yes, <b>now</b>.</p><ul><li>a</li></ul>"},
        {"q": "Break?", "a": "Write <br> there."},
        {
            "q": "Far?",
            "a": "<p>No.</p><hr><p>See <a href='/map'>it</a>, <a href='https://x.org/a'>https://x.org/a</a></p>",
        },
    ]
    drafts, _ = read_json(json.dumps(value), "x")
    assert [draft.answer for draft in drafts] == [
        "Yes, **now**.\n\n- a",
        "Write <br> there.",
        "No.\n\nSee [it](/map), https://x.org/a",
    ]


def test_a_link_with_a_label_gives_its_address() -> None:
    link = {"text": "Our calendar", "url": "https://example.org/calendar"}
    (draft,), _ = read_json(json.dumps([{**PAIR, "link": link}]), "x")
    assert draft.url == link["url"]


def test_lines_of_json_may_be_the_prompts_of_a_model() -> None:
    drafts, (note,) = read_json_lines('{"prompt": "Open?", "completion": " Yes."}\n', "x")
    assert rows(drafts) == [OPEN]
    assert note.message == "fields: “prompt” is the question, “completion” is the answer"


def test_a_draft_stands_on_the_line_of_its_question() -> None:
    drafts, _ = read_json('{\n"faq": [\n{"q": "A?",\n"a": "1"},\n{"q": "B?", "a": "2"}],\n"more": {\n"C?": "3"}}', "x")
    assert [draft.questions[0].number for draft in drafts] == [3, 5, 7]
    drafts, _ = read_yaml("# faq\n- q: A?\n  a: |\n    1\n\n- q: B?\n  a: 2\n", "x")
    assert [(draft.questions[0].number, draft.answer) for draft in drafts] == [(2, "1"), (6, "2")]


def test_yaml_keeps_every_text_as_it_is_written() -> None:
    drafts, _ = read_yaml("- {q: Open?, a: no}\n- {q: Price?, a: 1.10}\n- {q: Since?, a: 2020-01-01}\n", "x")
    assert [draft.answer for draft in drafts] == ["no", "1.10", "2020-01-01"]


def test_an_empty_yaml_document_holds_no_entry() -> None:
    drafts, problems = read_yaml("---\n- {q: Open?, a: Yes.}\n---\n# the end\n", "x")
    assert rows(drafts) == [OPEN]
    assert all(problem.severity is Severity.NOTE for problem in problems)


def test_json_keeps_every_number_as_it_is_written() -> None:
    drafts, _ = read_json('[{"question": "Price?", "answer": 1.10}, {"question": "Far?", "answer": 1e9}]', "x")
    assert [draft.answer for draft in drafts] == ["1.10", "1e9"]


def test_unknown_names_are_told_by_their_texts() -> None:
    value = [{"id": 1, "foo": "Open?", "bar": "Yes."}, {"id": 2, "foo": "Far?", "bar": "No."}]
    drafts, (warning,) = read_json(json.dumps({"faq": value}), "x")
    assert rows(drafts) == [OPEN, (["Far?"], "No.", None)]
    assert (warning.code, "“foo” is the question" in warning.message) == (Code.GUESSED_COLUMNS, True)


def test_words_over_longer_texts_are_entries_with_a_warning() -> None:
    drafts, (warning,) = read_json('{"hours": "From nine to five.", "way": "Past the mill, then to the left."}', "x")
    assert [row[0] for row in rows(drafts)] == [["hours"], ["way"]]
    assert warning.code is Code.GUESSED_COLUMNS


@pytest.mark.parametrize(
    "text",
    ['{"name": "x", "version": "1.0", "description": "A package that does a great many things."}', '{"a": {"b": 1}}'],
)
def test_other_files_hold_no_entry(text: str) -> None:
    drafts, problems = read_json(text, "x")
    assert drafts == []
    assert not any(problem.severity is Severity.ERROR for problem in problems)


def test_what_is_left_out_is_told() -> None:
    value = [
        {"patterns": ["Open?"], "responses": ["Yes.", "It is."]},
        {"q": "Far?", "a": "No.", "enabled": False},
        {"tag": "x", "colour": "red"},
    ]
    drafts, problems = read_json(json.dumps(value), "x")
    assert rows(drafts) == [OPEN]
    assert [problem.message for problem in problems if problem.code is Code.LEFT_OUT] == [
        "1 object without question and answer, the first with “tag”, “colour”",
        "1 disabled entry left out",
        "1 further response left out; the first of each entry is its answer",
    ]
    _, problems = read_yaml("Open?: Yes.\nFar?: No.\nOpen?: Never.\n", "x")
    assert [(problem.line, problem.message) for problem in problems] == [
        (3, "the name “Open?” is used twice in one object; only the first is read")
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- q: Open?\n\ta: Yes.", 2, "invalid YAML: "),
        ("- q: Open?\n  a: Yes: no: yes", 2, "invalid YAML: mapping values are not allowed in this context"),
        ("q: &a [*a]", 1, "this YAML cannot be read: aliases (“*”) that would fill the memory"),
        ("a: *x", 1, "invalid YAML: found undefined alias"),
        ("a:\n- " + "[" * 5000, 2, "invalid YAML: "),
        ("a: \x01", 1, "invalid YAML: "),
    ],
)
def test_yaml_that_cannot_be_read_is_told_of_by_its_line(text: str, line: int, message: str) -> None:
    drafts, (problem,) = read_yaml(text, "x")
    assert (drafts, problem.line) == ([], line)
    assert problem.message.startswith(message)


def test_aliases_that_grow_without_end_are_refused() -> None:
    levels = [f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]" for level in range(1, 12)]
    _, (problem,) = read_yaml("\n".join(["l0: &l0 [x]", *levels]), "x")
    assert "aliases" in problem.message


def test_tags_make_nothing_but_text() -> None:
    drafts, problems = read_yaml("- q: Open?\n  a: !!python/object/apply:os.getcwd []\n- q: Far?\n  a: !x No.\n", "x")
    assert rows(drafts) == [(["Far?"], "No.", None)]
    assert [problem.code for problem in problems] == [Code.HALF_ENTRY, Code.HOW_READ]


def test_the_halves_of_rasa_are_joined_across_files(tmp_path: Path) -> None:
    nlu = "nlu:\n- intent: faq/open\n  examples: |\n    - Open [today](day)?\n    - open now\n"
    nlu += "- intent: greet\n  examples: |\n    - hi\n"
    (tmp_path / "nlu.yml").write_text(nlu, encoding="utf-8")
    domain = "responses:\n  utter_faq/open:\n  - text: Yes.\n  - text: It is.\n"
    domain += "  utter_bye:\n  - text: Bye.\n"
    (tmp_path / "domain.yml").write_text(domain, encoding="utf-8")
    found = inspect([tmp_path])
    (entry,) = found.base.entries
    assert (entry.questions, entry.answer, entry.source, entry.line) == (
        ("Open today?", "open now"),
        "Yes.",
        "nlu.yml",
        4,
    )
    assert [problem.message for problem in found.problems] == [
        "intents without questions: “bye”",
        "further responses left out: 1; the first of each intent is its answer",
        "intents without a response: “greet”",
    ]


def test_the_halves_of_dialogflow_are_joined_across_files(tmp_path: Path) -> None:
    said = [{"id": "1", "data": [{"text": "Open "}, {"text": "today?", "alias": "day"}], "isTemplate": False}]
    (tmp_path / "hours_usersays_en.json").write_text(json.dumps(said), encoding="utf-8")
    intent = {"name": "hours", "responses": [{"messages": [{"type": "0", "lang": "en", "speech": ["Yes."]}]}]}
    (tmp_path / "hours.json").write_text(json.dumps(intent), encoding="utf-8")
    found = inspect([tmp_path])
    assert [(entry.questions, entry.answer) for entry in found.base.entries] == [(("Open today?",), "Yes.")]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ({"en": "Yes."}, [(("Offen?", "Open?"), "Yes.")]),
        ({"en": "Yes.", "de": "Ja."}, [(("Offen?",), "Ja."), (("Open?",), "Yes.")]),
    ],
)
def test_each_language_of_dialogflow_has_its_answer_if_there_is_one(
    messages: dict[str, str], expected: list[tuple[tuple[str, ...], str]], tmp_path: Path
) -> None:
    for language, text in (("de", "Offen?"), ("en", "Open?")):
        said = json.dumps([{"data": [{"text": text}], "isTemplate": False}])
        (tmp_path / f"hours_usersays_{language}.json").write_text(said, encoding="utf-8")
    told = [{"type": "0", "lang": language, "speech": [text]} for language, text in messages.items()]
    (tmp_path / "hours.json").write_text(json.dumps({"name": "hours", "responses": [{"messages": told}]}))
    found = inspect([tmp_path])
    assert [(entry.questions, entry.answer) for entry in found.base.entries] == expected


NAMES = st.sampled_from(
    ["faq", "q", "a", "answers", "data", "title", "content", "Open?", "@type", "nlu", "responses", "id"]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.text("ab? \n*&!", max_size=5)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12
)


@given(TREES)
def test_any_tree_is_read_or_reported(value: object) -> None:
    text = json.dumps(value)
    for read in (read_json, read_yaml):
        drafts, problems = read(text, "x.json")
        assert all(draft.answer and draft.questions for draft in drafts)
        assert all(problem.line <= 1 for problem in problems)


@given(st.text("- :?[]{}&*!|>'\"#%@`,\nqa\t\x01", max_size=40))
def test_any_yaml_is_read_or_reported(text: str) -> None:
    _, problems = read_yaml(text, "x")
    assert all(0 <= problem.line <= text.count("\n") + 1 for problem in problems)
