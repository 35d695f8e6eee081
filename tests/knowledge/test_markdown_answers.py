"""Where an answer in Markdown begins and ends, and what its links need."""

import pytest

from bot.knowledge.markdown import read_markdown
from tests.knowledge.documents import read_one


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("**Q: Hot?**\n\nA: Very?", "Very?"),
        ("**Q: Hot?**\n**A:** Very", "Very"),
        ("Q: Hot\nA: Very", "Very"),
        ("**Hot?**\nVery\nindeed", "Very\nindeed"),
        ("**Hot?**\n\n*A:* Very", "Very"),
        ("**Q**. Is it\n\n**A**. Very", "Very"),
        ("## Q: Hot?\n\n**A: Very**\n\n- so", "**Very**\n\n- so"),
    ],
)
def test_an_answer_loses_its_prefix_and_nothing_else(text: str, answer: str) -> None:
    assert read_one(text).answer == answer


def test_a_heading_as_high_as_the_question_ends_its_answer() -> None:
    assert read_one("## Hot?\n\nVery.\n\n## Licence\n\nFree.").answer == "Very."


def test_a_list_of_links_to_other_places_is_an_answer_and_one_to_this_document_is_none() -> None:
    assert read_one("# FAQ\n\n## See also\n\n- [Manual](https://x.example)\n\n## Contents\n\n- [See](#see)").answer
    drafts, problems = read_markdown("# Hot?\n\n- [Hot](#hot)\n- [Dark](notes.md#dark)", "notes.md")
    assert drafts == []
    assert [problem.message for problem in problems] == ["no answer to “Hot?”"]


@pytest.mark.parametrize("behind", ["", "\n\n## Other"])
def test_relative_links_become_absolute_where_a_base_is_given(behind: str) -> None:
    text = "[a](GUIDE.md#x) ![b](b.png) [c](#c) [d](https://d.example) [e]\n\n```\n[a](GUIDE.md#x)\n```"
    draft = read_one(f"---\nbase_url: https://x.example/docs/\n---\n# Hot?\n\n{text}\n\n[e]: ../E.md 'E'{behind}")
    expected = text.replace("(GUIDE", "(https://x.example/docs/GUIDE", 1).replace("(b.", "(https://x.example/docs/b.")
    assert draft.answer == f"{expected}\n\n[e]: https://x.example/E.md 'E'{behind}"


def test_definitions_come_along_as_they_are_written_and_in_their_order() -> None:
    answer = "See [b], then [a] and [a][B].\n\n[a]: <https://x.example/a>\n[b]: https://x.example/b\n  'B'"
    assert read_one(f"# Hot?\n\n{answer}\n[c]: https://x.example/c\n\n# Dark").answer == answer


def test_links_stay_relative_without_a_base() -> None:
    assert read_one("# Hot?\n\n[a](GUIDE.md#x)").answer == "[a](GUIDE.md#x)"


def test_the_line_breaks_of_kramdown_are_no_text() -> None:
    text = "# Hot?\n\nVery.\\\\\nBring water.\n\\\\\nIt is in `C:\\\\`\nand D:\\\\x\n\n```\nend.\\\\\n```"
    expected = "Very.\nBring water.\n\nIt is in `C:\\\\`\nand D:\\\\x\n\n```\nend.\\\\\n```"
    assert read_one(text).answer == expected


def test_blank_lines_in_preformatted_html_end_no_answer() -> None:
    code = "<p>Run:</p>\n<pre><code>first\n\n    # Is it last?\n\n</code></pre>"
    assert read_one(f"<details>\n<summary>Hot?</summary>\n{code}\n</details>").answer == code


def test_headings_in_an_answer_lose_their_anchors_and_code_keeps_its_braces() -> None:
    text = "Two ways.\n\n### On paper {{#paper}}\n\nWrite.\n\n```\n# x {#y}\n```".replace("{{", "{").replace("}}", "}")
    assert read_one(f"## Hot?\n\n{text}").answer == text.replace(" {#paper}", "")
