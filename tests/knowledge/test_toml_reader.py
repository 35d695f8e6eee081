"""TOML: the structures of JSON and YAML, with the lines of the file."""

from bot.knowledge import Severity
from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.toml_reader import read_toml

TABLES = """title = "Lanterns"
weight = 3

[[faq]]
question = "How do I light it?"
answer = '''
Turn the knob.

Then wait.
'''
topic = "Light"

[[faq]]
question = "How much oil?"
answer = 1.5
"""


def read(text: str) -> list[Draft]:
    drafts, problems = read_toml(text, "faq.toml")
    assert all(problem.severity is Severity.NOTE for problem in problems)
    return drafts


def test_each_table_of_an_array_is_an_entry() -> None:
    light, oil = read(TABLES)
    assert light.questions == ((5, "How do I light it?"),)
    assert (light.answer, light.topic) == ("Turn the knob.\n\nThen wait.", "Light")
    assert (oil.questions[0].number, oil.answer, oil.topic) == (14, "1.5", None)


def test_tables_are_topics_over_questions_as_names() -> None:
    drafts = read('[oil]\n"Which oil?" = "Any."\n\n[glass]\n"Does it break?" = "Yes."\n"Is it dear?" = "No."\n')
    assert [(draft.topic, draft.questions[0].text, draft.answer) for draft in drafts] == [
        ("oil", "Which oil?", "Any."),
        ("glass", "Does it break?", "Yes."),
        ("glass", "Is it dear?", "No."),
    ]


def test_tags_are_named_by_their_tables() -> None:
    (draft,) = read('[oil]\nkeywords = ["fuel", "petroleum"]\ncontent = "Any oil will do."\n')
    assert [question.text for question in draft.questions] == ["oil", "fuel", "petroleum"]


def test_invalid_toml_is_an_error_only_if_it_was_meant_for_the_bot() -> None:
    _, (problem,) = read_toml('[[faq]]\nquestion = "A?"\nanswer = no\n', "x")
    assert (problem.code, problem.line, problem.message) == (Code.SYNTAX, 3, "invalid TOML: Invalid value")
    _, (problem,) = read_toml("[[site]]\n{{ name }}\n", "x")
    assert (problem.code, problem.line) == (Code.FILE_WITHOUT_ENTRY, 2)


def test_deep_nesting_is_an_error() -> None:
    _, (problem,) = read_toml(f"a = {'[' * 100_000}", "x")
    assert (problem.code, problem.message) == (Code.SYNTAX, "this TOML is nested too deeply")
