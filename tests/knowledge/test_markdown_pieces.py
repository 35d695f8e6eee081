"""Long documents in Markdown are parsed piece by piece, which changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.markdown import pieces, read_markdown, tokens

BLOCKS = [
    "# A\n",
    "## Why?\n\nSo.\n\n",
    "### Part\n\ntext\n\n",
    "para\n# Here\npara\n\n",
    "Set?\n---\n\n[x] y\n\n",
    "[x]: z\n\n",
    "```sh\n# x?\n\n# y\n```\n\n",
    "~~~\n# z\n\n## zz\n~~~\n\n",
    "    # code\n\n",
    "> # q?\n\n",
    "- a\n\n  # li?\n\n  b\n\n",
    "<!--\n\n# c?\n\n-->\n\n",
    "<div>\n# no\n</div>\n\n",
    "<pre>\n\n# pre?\n\n</pre>\n\n",
    "<h3>\n\nBlank?\n\n</h3>\n\nA\n\n",
    "**Bold?**\n\nText.\n\n",
    "Q: it\n\nA: is\n\n",
    "<details>\n<summary>S?</summary>\n\nT\n\n</details>\n\n",
    "1. x\n\n   ```\n   # in\n\n# out of list\n\n",
]


def test_where_a_document_is_parted_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    @given(st.lists(st.sampled_from(BLOCKS), max_size=30).map("".join))
    def holds(text: str) -> None:
        whole = read_markdown(text, "faq.md")
        with monkeypatch.context() as patched:
            patched.setattr(pieces, "LEAST", 1)
            assert read_markdown(text, "faq.md") == whole

    holds()


def test_a_document_that_is_too_long_to_be_parsed_is_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LEAST", 1)
    monkeypatch.setattr(tokens, "LONGEST_PIECE", 100)
    drafts, (problem,) = read_markdown("# Why?\n\nSo.\n\n# Who?\n\n" + "- a\n" * 50, "faq.md")
    assert (drafts, problem.line, problem.hint) == ([], 5, "split the file into several")
    monkeypatch.setattr(tokens, "MOST_TOKENS", 10)
    drafts, (problem,) = read_markdown("# Why?\n\nSo.\n\n" * 20, "faq.md")
    assert (drafts, problem.line, problem.message) == ([], 25, "too many headings and lists above")
