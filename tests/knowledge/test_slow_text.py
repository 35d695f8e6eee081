"""No text takes long to read, however often it repeats a sign."""

import time

import pytest

from bot.knowledge.linting.coverage import coverage
from bot.knowledge.readers import READERS, reader_of

UNITS = (
    *("*", "-", "=", "_", "#", "~", ">", "?", " ", "\n", "\t", "a", "1", "A. ", "Q: ", "a? ", "? a", "**a", "<", "<p>"),
    *(
        "{",
        "[",
        "[{",
        '"',
        "'",
        "`",
        "\\",
        "a=[{",
        "a:",
        "1. ",
        "Q1",
        "|",
        "🔥 ",
        ":a: ",
        "- ",
        "<!--",
        "{{< a\n",
        "<br>",
    ),
    *(
        "<template #a>",
        "a\n---\n",
        "# 1 a\n",
        "(",
        ") ",
        " A: ",
        "- Q",
        "> Q",
        "*a*",
        "= a =\n",
        "a? a! ",
        "---\na: b\n",
    ),
    *("<details><summary>a?</summary>\n", "- # a?\n", "<A b={[{c:`", "P. a?\nR. b\n", "a? -> b\n", "<table><tr><td>"),
)


@pytest.mark.parametrize("extension", [".txt", ".md", ".html"])
@pytest.mark.parametrize("unit", UNITS)
def test_repeated_signs_are_read_in_a_short_time(extension: str, unit: str) -> None:
    text = f"# FAQ\n\n## How deep?\n\nNine.\n\n{unit * (20_000 // len(unit))}\n\nx = [{{\n\n## Cold?\n\nYes.\n"
    assert extension in READERS
    start = time.process_time()
    drafts, _ = reader_of(extension)(text, f"faq{extension}")
    coverage(text, drafts)
    assert time.process_time() - start < 5
