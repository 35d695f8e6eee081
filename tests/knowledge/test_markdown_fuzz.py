"""Markdown of any pieces, in any order, is read or reported, and nothing of an answer is made up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.markdown import read_markdown

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


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=25), st.sampled_from(["faq.md", "notes.md"]))
def test_any_pieces_are_read_or_reported(pieces: list[str], path: str) -> None:
    text = "\n".join(pieces)
    drafts, problems = read_markdown(text, path)
    total = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= line.number <= total and line.text for draft in drafts for line in draft.questions)
    assert all(draft.answer.strip() and 1 <= draft.answer_line <= total for draft in drafts)
    assert all(0 <= problem.line <= total and "\n" not in str(problem) for problem in problems)
