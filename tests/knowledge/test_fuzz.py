"""Markdown and text of any pieces, in any order, are read or reported."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.draft import Draft
from bot.knowledge.markdown import read_markdown
from bot.knowledge.problem import Problem
from bot.knowledge.text_reader import read_text

PIECES = [
    *("# FAQ", "## Is it hot?", "### On Windows", "**Hot?**", "**Hot?** Very.", "Q: Hot", "A: Very", "Frage: Heiß?"),
    *("- Hot?", "  - Very.", "1. Hot? Very.", "> Hot?", "| Question | Answer |", "|---|---|", "| Hot? | Very. |"),
    *('??? question "Hot?"', "!!! note", "    inside", "        code", ":::details Hot?", ":::", '=== "Tab"'),
    *('{{< details "Hot?" >}}', "{{< /details >}}", "{% raw %}", "{% endraw %}", "{% for x in y %}", "{% endfor %}"),
    *('<Accordion title="Hot?">', "</Accordion>", "<Foo", '  a="b"', "/>", "<details><summary>Hot?</summary>"),
    *(
        "</details>",
        "```",
        "~~~sh",
        "```{note}",
        "Term",
        ": meaning",
        "> [!faq] Hot?",
        "> [!NOTE]",
        "import x from 'y'",
    ),
    *("[Back to top](#top)", "- [Hot?](#hot) new", "## Contents", "<!-- id: hot -->", "<!-- verbatim answer -->"),
    *(
        "<!-- end of answer -->",
        "---",
        "title: FAQ",
        "base_url: https://x.example/",
        "[a](b.md) {{ x }}",
        "",
        "",
        "\t",
        " ",
    ),
]


TEXT_PIECES = [
    *(
        "Frequently Asked Questions",
        "====",
        "--------",
        "CAMPO",
        "Q1: Hot",
        "Q: Hot",
        "A: Very",
        "A1. Very",
        "Q.",
        "A.",
    ),
    *(
        "Frage: Heiß?",
        "Antwort: Sehr",
        "1. Hot?",
        "2. It is dark",
        "   so",
        "3. It is cold",
        "#1.1 - Hot?",
        "# Topic",
        "Hot?",
    ),
    *("a long line that goes on and on without any end at all", "and asks here?", "```", "**Q:** Hot", "**A:** Very"),
    *(
        "=== Tents ===",
        "Contents",
        "[id: hot]",
        "A.",
        "Hot?",
        "Question:",
        "Answer:",
        "",
        "",
        " ",
        "Very.",
        "https://x.example",
    ),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=25), st.sampled_from(["faq.md", "notes.md"]))
def test_any_pieces_of_markdown_are_read_or_reported(pieces: list[str], path: str) -> None:
    text = "\n".join(pieces)
    check(text, *read_markdown(text, path))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(TEXT_PIECES) | st.text(max_size=12), max_size=25))
def test_any_pieces_of_text_are_read_or_reported(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    check(text, *read_text(text, "faq.txt"))


def check(text: str, drafts: list[Draft], problems: list[Problem]) -> None:
    total = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= line.number <= total and line.text for draft in drafts for line in draft.questions)
    assert all(draft.answer.strip() and 1 <= draft.answer_line <= total for draft in drafts)
    assert all(0 <= problem.line <= total and "\n" not in str(problem) for problem in problems)
