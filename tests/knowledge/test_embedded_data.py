"""Entries in the data of Markdown documents: in front matter, and in lists in code."""

from pathlib import Path

import pytest

from bot.knowledge.loading import inspect
from bot.knowledge.markdown import read_markdown
from bot.knowledge.structured.script_tree import NotPlainError, parse_literal


def entries(text: str, path: str = "faq.mdx") -> list[tuple[int, str, str, str | None]]:
    drafts, problems = read_markdown(text, path)
    assert problems == []
    return [(draft.questions[0].number, draft.questions[0].text, draft.answer, draft.topic) for draft in drafts]


def test_lists_in_yaml_front_matter_are_entries_beside_those_of_the_text() -> None:
    text = (
        "---\ntitle: FAQ\nfaq:\n  - question: How deep is it?\n    answer: >-\n      Nine\n      metres.\n"
        "sections:\n  - title: Hut\n    items:\n      - q: Is it open?\n        a: Yes\n---\n\n"
        "## Is it cold?\n\nVery.\n"
    )
    assert entries(text) == [
        (4, "How deep is it?", "Nine metres.", None),
        (11, "Is it open?", "Yes", "Hut"),
        (15, "Is it cold?", "Very.", None),
    ]


def test_lists_in_toml_front_matter_are_entries() -> None:
    text = '+++\ntitle = "FAQ"\n[[faqs]]\nquestion = "How deep is it?"\nanswer = "Nine metres."\n+++\n'
    assert [entry[1:3] for entry in entries(text)] == [("How deep is it?", "Nine metres.")]


def test_other_lists_in_front_matter_are_no_entries() -> None:
    text = "---\nfeatures:\n  - title: Fast\n    details: Very fast.\n---\n\n## Is it cold?\n\nVery.\n"
    assert [entry[1] for entry in entries(text)] == ["Is it cold?"]


@pytest.mark.parametrize(
    ("front", "line", "reason"),
    [
        ("title: FAQ: all of it\nurl: https://example.org/faq", 2, "mapping values are not allowed"),
        ("title: FAQ\nurl: [https://example.org", 3, "did not find"),
    ],
)
def test_invalid_front_matter_is_reported_with_its_line_and_its_simple_values_still_count(
    front: str, line: int, reason: str
) -> None:
    drafts, problems = read_markdown(f"---\n{front}\n---\n\n## Cold water\n\nVery.\n", "page.md")
    assert [(problem.line, reason in problem.message) for problem in problems] == [(line, True)]
    assert [draft.questions[0].text for draft in drafts] == ["Cold water"]  # because the title says that it is an FAQ


def test_a_rule_is_no_front_matter() -> None:
    assert [entry[1] for entry in entries("---\n**Q: How deep is it?**\nA: Nine metres.\n\n---\n\nEnd.\n")] == [
        "How deep is it?"
    ]


def test_lists_in_code_are_entries_and_their_lines_are_no_text() -> None:
    text = """# FAQ

## Is it cold?

Very.

<Faq title="Lake" items={[
  // deep
  { question: 'It\\'s how deep?', answer: "Nine " + 'metres.' },
  { question: `May I swim?`, answer: <><p>Yes, <b>here</b>:</p><ul><li>in summer</li></ul></>, open: true },
]} />

export const questions: Entry[] = [{ q: "Is it\\u0020open?", a: ("Yes.") }];
"""
    assert entries(text) == [
        (3, "Is it cold?", "Very.", None),
        (9, "It's how deep?", "Nine metres.", None),
        (10, "May I swim?", "Yes, **here**:\n\n- in summer", None),
        (13, "Is it open?", "Yes.", None),
    ]


def test_lists_in_code_blocks_and_lists_that_hold_no_questions_stay_text() -> None:
    code = "```js\nconst faqs = [{ question: 'How?', answer: 'So.' }]\n```"
    text = f"# FAQ\n\n## Is it cold?\n\n{code}\n\n<Tabs items={{[{{ title: 'A', body: 'B' }}]}} />\n"
    ((_, question, answer, _),) = entries(text)
    assert (question, code in answer) == ("Is it cold?", True)


def test_a_list_of_questions_that_is_computed_is_reported() -> None:
    drafts, problems = read_markdown(
        "## Is it cold?\n\nVery.\n\nexport const faqs = [{ q: t('a'), a: t('b') }]\n", "a.mdx"
    )
    assert [problem.line for problem in problems] == [5]
    assert "skips a list" in problems[0].message
    assert len(drafts) == 1


@pytest.mark.parametrize(
    "text", ["[", "[{", "[{a", "[{a:", "[`${x}`]", "[f()]", "[<b>", "[...x]", "[" * 99, "[{a: 1", '["', "[\\"]
)
def test_a_literal_that_is_not_plain_raises_only_its_own_error(text: str) -> None:
    with pytest.raises(NotPlainError):
        parse_literal(text, 0, 1)


def test_a_file_whose_title_asks_is_one_entry(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("---\ntitle: How deep is it?\n---\n\nNine metres.\n", encoding="utf-8")
    (tmp_path / "two.md").write_text("---\ntitle: News\n---\n\nNone.\n", encoding="utf-8")
    base = inspect([tmp_path]).base
    assert [(entry.questions, entry.answer) for entry in base.entries] == [(("How deep is it?",), "Nine metres.")]


def test_code_and_markup_are_no_lost_text(tmp_path: Path) -> None:
    path = tmp_path / "faq.mdx"
    path.write_text(
        "import Faq from './faq'\n\n# FAQ\n\n<Faq items={[\n"
        "  { question: 'How deep is it?', answer: 'Nine metres.' },\n"
        "]} />\n\n<Card title='Is it cold?'>\n  - Very.\n</Card>\n",
        encoding="utf-8",
    )
    (file,) = inspect([path]).files
    assert file.coverage
    assert file.coverage.lost == 0
