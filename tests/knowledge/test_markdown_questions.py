"""How a question is written in Markdown."""

import pytest

from bot.knowledge import Code
from bot.knowledge.markdown import read_markdown
from tests.knowledge.documents import questions, read, read_one


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("## Is it hot?", "Is it hot?"),
        ("## 1. Is it hot?", "Is it hot?"),
        ("## 2.1 Is it hot?", "Is it hot?"),
        ("## Q1: Is it hot?", "Is it hot?"),
        ("## Q: It is hot", "It is hot"),
        ("## Q2. It is hot", "It is hot"),
        ("### How to light it", "How to light it"),
        ("## What's new", "What's new"),
        ("Is it\nhot?\n---", "Is it hot?"),
        ("Is it hot?\n=====", "Is it hot?"),
        ("## Is **it** _very_ `hot` [here](x) &amp; there?", "Is it very hot here & there?"),
        ("## Is it hot? {#hot}", "Is it hot?"),
        ('## <a name="hot"></a>Is it hot?', "Is it hot?"),
        ("## [![new](https://b.example/new.svg)](x) Is it hot?", "new Is it hot?"),
        ("## [Is it hot?][ref]\n\n[ref]: x", "Is it hot?"),
        ('<h3 name="x">\n\nIs `it` hot?\n\n</h3>', "Is it hot?"),
        ("## 1) Is it hot?", "Is it hot?"),
        ("## (1) Is it hot?", "Is it hot?"),
        ("## Q3 - Is it hot?", "Is it hot?"),
        ("## 🔥 How to light it", "How to light it"),
        ("## Is it hot? 🔥", "Is it hot?"),
        ("## Is it hot? (in summer)", "Is it hot? (in summer)"),
        ("## _Is it hot_?!", "Is it hot?!"),
        ("<a name='x'></a>\n**Is it hot?**", "Is it hot?"),
        ("<h2>Is <code>it</code> hot &amp;\n bright?</h2>", "Is it hot & bright?"),
        ("<div align='center'>\n<h1>Is it hot?</h1>\n</div>", "Is it hot?"),
        ("**Is it hot?**", "Is it hot?"),
        ("__3. Is it hot?__", "Is it hot?"),
        ("<b>Is it hot?</b>", "Is it hot?"),
        ("**Q: It is hot**", "It is hot"),
        ("**Q:** It is hot", "It is hot"),
        ("Q: It is hot", "It is hot"),
    ],
)
def test_a_question_is_written_in_many_ways(heading: str, question: str) -> None:
    draft = read_one(f"{heading}\n\nYes.")
    assert (questions([draft]), draft.answer) == ([[question]], "Yes.")


def test_a_heading_with_nothing_below_it_is_told() -> None:
    _, (note,) = read_markdown("# Cold?\n\nNo.\n\n# Hot?\n\n# Dark?\n\n# Black?\n\nYes.\n", "notes.md")
    assert (note.line, note.code) == (5, Code.HOW_READ)
    assert "“Hot?” has no text of its own" in note.message
    assert "“Black?”; 1 more" in note.message


def test_a_bold_line_that_does_not_ask_among_others_that_do_is_told() -> None:
    text = "# FAQ\n\n**Hot?**\n\nYes.\n\n**Pegs**\n\nOf iron.\n\n**Dark?**\n\nNo.\n\n**Ropes**\n\nLong.\n"
    drafts, (note,) = read_markdown(text, "faq.md")
    assert questions(drafts) == [["Hot?"], ["Dark?"]]
    assert (note.line, note.code) == (7, Code.HOW_READ)
    assert note.message == "“Pegs” does not ask, so it is part of the answer above; 1 more like it"
    parts = "# FAQ\n\n**Hot?**\n\nYes.\n\n**Pegs**\n\nOf iron.\n\n**Ropes**\n\nLong.\n\n**Dark?**\n\nNo.\n"
    assert read_markdown(parts, "faq.md")[1] == []


def test_a_page_whose_headings_ask_nothing_is_told_unless_it_says_that_it_is_an_faq() -> None:
    page = "# {}\n\n## Pegs\n\nOf iron.\n\n## Ropes\n\nLong.\n"
    drafts, (warning,) = read_markdown(page.format("Welcome"), "faq.md")
    assert questions(drafts) == [["Pegs"], ["Ropes"]]
    assert (warning.line, warning.code) == (3, Code.NOTHING_ASKS)
    assert read_markdown(page.format("Our FAQ"), "faq.md")[1] == []


def test_headings_with_nothing_between_are_phrasings_and_a_comment_tells_the_rest() -> None:
    draft = read_one(
        "## Hot?\n## How hot is it?\n<!-- id: heat -->\n<!-- synonyms: hot, warm -->\n<!-- topic: Heat -->\n\nVery."
    )
    assert questions([draft]) == [["Hot?", "How hot is it?"]]
    assert (draft.id, draft.synonyms, draft.topic, draft.answer) == ("heat", ("hot", "warm"), "Heat", "Very.")


def test_details_are_questions_with_what_they_unfold() -> None:
    drafts = read(
        "# FAQ\n\n<details>\n<summary>Is it <b>hot</b>?</summary>\n\nVery.\n\n```sh\n# Hot?\n```\n</details>\n\n"
        "Between.\n\n<details><summary>It is dark</summary>Light it.</details>\n\n"
        "<details>\n<summary>Nested?</summary>\n\n<details><summary>More?</summary>Yes.</details>\n\n</details>\n"
    )
    assert questions(drafts) == [["Is it hot?"], ["It is dark"], ["Nested?"]]
    assert [draft.answer for draft in drafts] == [
        "Very.\n\n```sh\n# Hot?\n```",
        "Light it.",
        "<details><summary>More?</summary>Yes.</details>",
    ]


@pytest.mark.parametrize("mark", ["-  ", "1. "])
def test_a_list_of_questions_in_bold_is_read_item_by_item(mark: str) -> None:
    text = (
        f"# FAQ\n\n{mark}**Hot?**\n   Very.\n\n       ls\n\n{mark}**Q: It is dark**\n\n   A: Light it.\n\nThat is all."
    )
    hot, dark = read(text)
    assert questions([hot, dark]) == [["Hot?"], ["It is dark"]]
    assert (hot.answer, dark.answer, hot.topic) == ("Very.\n\n    ls", "Light it.", None)


@pytest.mark.parametrize("other", ["- Note", "- **Note:** hot", "- > **Hot?**", "-"])
def test_a_list_with_an_item_that_asks_nothing_is_text(other: str) -> None:
    text = f"- **Hot?**\n  Very.\n{other}"
    assert read_one(f"# Really?\n\n{text}").answer == text
    assert read(f"# Lantern\n\n{text}") == []


def test_bold_and_details_inside_the_answer_of_a_heading_are_text() -> None:
    text = "Very.\n\n**Really?**\n\n<details><summary>How so?</summary>\n\nSo.\n\n</details>"
    assert read_one(f"## Hot?\n\n{text}").answer == f"{text[: -len('</details>')].rstrip()}\n\n</details>"


def test_headings_in_quotes_lists_code_and_comments_are_text() -> None:
    text = "> # Hot?\n\n- # Hot?\n\n```\n# Hot?\n```\n\n<!--\n# Hot?\n<h1>Hot?</h1>\n-->\n\nSo."
    assert read_one(f"# Really?\n\n{text}").answer == text


@pytest.mark.parametrize("text", ["---\nHot?\n---\nYes.", "---\n\n# Hot?\n\nYes.", "---"])
def test_a_rule_at_the_beginning_is_no_front_matter(text: str) -> None:
    assert len(read(text)) == text.count("?")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    draft = read_one(end.join(["# Hours", "", "## Open?", "", "From nine.", "", "To five.", ""]))
    assert (draft.topic, draft.answer, draft.questions[0].number) == ("Hours", "From nine.\n\nTo five.", 3)
