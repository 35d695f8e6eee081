"""Markdown that is damaged, or made to be hard to read."""

import pytest

from bot.knowledge.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("# Dark?\n\nYes.\n\n## Why?", 5, "no answer to “Why?”", "write its answer below it"),
        ("# Hot?\n\n<!-- none yet -->\n\n---\n\n# Dark\n\nYes.", 1, "no answer to “Hot?”", "write its answer below it"),
        ("# Hot?\n<!-- id: so hot -->\n\nYes.", 1, "an invalid id: “so hot”", "use 1 to 64 characters"),
        ("# ???\n\nYes.", 1, "a question without words", "write the question before its “?”"),
        ("# Hot?\n\n```sh\n# Dark?\n", 3, "this code block is never closed", "close it with ``` on a line"),
        ("# Hot?\n\n~~~~\n~~~\n# Dark?", 3, "this code block is never closed", "close it with ~~~~ on a line"),
    ],
)
def test_damage_is_named_with_its_line_and_cure(text: str, line: int, message: str, hint: str) -> None:
    _, problems = read_markdown(text, "notes.md")
    assert (problems[0].line, problems[0].message) == (line, message)
    assert problems[0].hint.startswith(hint)
    assert len(problems) == 1


BOMBS = {
    "headings": "# a\n" * 10_000,
    "questions": "# a?\n" * 5_000,
    "one line": "# a?\n\n" + "[*_`<" * 100_000,
    "a heading of one line": "# " + "[*_`<" * 100_000,
    "a tag of one line": "# a?\n\n<div " + "<a " * 100_000,
    "quotes": "# a?\n\n" + "> " * 50_000 + "x",
    "lists": "# a?\n\n" + "\n".join(f"{' ' * depth}- x" for depth in range(500)),
    "definitions": "# a?\n\n[x1]\n\n" + "".join(f"[x{number}]: #x\n" for number in range(5_000)),
    "comments": "<!--" * 100_000,
    "details": "<details><summary>" * 5_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_document_made_to_be_hard_is_read_or_reported(name: str) -> None:
    drafts, problems = read_markdown(BOMBS[name], "faq.md")
    assert len(drafts) + len(problems) <= 1
