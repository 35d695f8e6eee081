"""Markdown of documents, converted to what Discord shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.markdown import MAX_CONVERTED, for_discord, with_readable_tables

KEPT = [
    "Yes. **Really**, *so* and ~~not~~ `that`.",
    "- one\n- two\n  - deeper\n\n1. first\n2. second",
    "3. third\n4. fourth",
    "> quoted",
    "```sh\n# a comment\n  ls\n```",
    "# One\n\n## Two\n\n### Three",
    "[manual](https://x.example/manual)",
    r"snake_case, 2 \* 3, C:\dir and https://x.example/a_b_c",
    "`` a`b ``",
]


@pytest.mark.parametrize("text", KEPT)
def test_markdown_that_discord_shows_is_kept(text: str) -> None:
    assert for_discord(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("#### Four **bold**\n\n###### Six", "**Four bold**\n\n**Six**"),
        ("Title\n=====", "# Title"),
        ("wrapped\nline  \nbroken", "wrapped line\nbroken"),
        ("__bold__ and _slanted_", "**bold** and *slanted*"),
        ("![a lamp](https://x.example/l.png)", "[a lamp](https://x.example/l.png)"),
        ("![](https://x.example/l.png)", "https://x.example/l.png"),
        ("![a lamp](l.png)", "a lamp"),
        ("[manual](GUIDE.md#x) [top](#top) [m](mailto:a@x.example)", "manual top m"),
        ("[![new](https://b.example/n.svg)](https://x.example)", "[new](https://x.example)"),
        ("[manual][m] [m]\n\n[m]: https://x.example 'M'", "[manual](https://x.example) [m](https://x.example)"),
        ("<https://x.example>", "https://x.example"),
        ("[a](https://x.example/b_(c))", "[a](https://x.example/b_%28c%29)"),
        ("one\n\n---\n\ntwo", "one\n\ntwo"),
        ("~~~\ncode\n~~~", "```\ncode\n```"),
        ("    code", "```\ncode\n```"),
        ("a &amp; b &copy;", "a & b ©"),
    ],
)
def test_markdown_that_discord_does_not_show_is_converted(text: str, shown: str) -> None:
    assert for_discord(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Press <kbd>Ctrl</kbd>, <b>now</b><br>or <a href='https://x.example'>here</a>.",
            "Press Ctrl, **now**\nor [here](https://x.example).",
        ),
        ("<!-- note -->\n\nText <!-- note -->here", "Text here"),
        ("<details>\n<summary>More</summary>\n\nText\n\n</details>", "**More**\n\nText"),
        (
            "<p align='center'>\n  <img src='https://x.example/l.png' alt='lamp'>\n</p>",
            "[lamp](https://x.example/l.png)",
        ),
        ("<h2>Two</h2>\n<h5>Five</h5>", "## Two\n\n**Five**"),
        ("<ul>\n<li>a &amp; b</li>\n<li><code>c</code></li>\n</ul>", "- a & b\n- `c`"),
        ("<pre>\n  code  x\n</pre>", "```\n  code  x\n```"),
        (
            "<div>Run <b>it</b>:\n<pre><code>\nfirst\n\n\n    last\n</code></pre>\n</div>",
            "Run **it**:\n\n```\nfirst\n\n\n    last\n```",
        ),
        ("<table><tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr></table>", "A · 1\nB · 2"),
        ("<ol start='3'><li>one</li><li>two</li></ol>", "3. one\n4. two"),
        ("<ul><li>one</li></ul><ol><li>two</li></ol>", "- one\n\n1. two"),
        ("About 10<sup>6</sup> of H<sub>2</sub>O<sup>TM</sup>.", "About 10⁶ of H2OTM."),
        ("<script>alert()</script>\n\nText", "Text"),
        ("<a href='#top'>up</a>", "up"),
    ],
)
def test_html_becomes_markdown(text: str, shown: str) -> None:
    assert for_discord(text) == shown


def test_a_table_becomes_a_code_block_with_columns() -> None:
    table = "| Key | Does |\n|:--|--:|\n| `q` | **quits** |\n| h | [help](https://x.example) \\| more |"
    assert for_discord(f"Keys:\n\n{table}\n\nThat is all.") == (
        "Keys:\n\n```\nKey  Does\n---  -------------------------------\nq    quits\n"
        "h    help (https://x.example) | more\n```\n\nThat is all."
    )


def test_code_that_holds_a_fence_gets_a_longer_one() -> None:
    assert for_discord("````\n```\nx\n```\n````") == "````\n```\nx\n```\n````"


def test_a_very_long_text_is_not_converted() -> None:
    text = "[" * (MAX_CONVERTED + 1)
    assert for_discord(text) == text


@given(st.text("<>/abp#*_`~[]()!|-\n \\&;1.", max_size=60))
def test_any_text_can_be_converted(text: str) -> None:
    shown = for_discord(text)
    assert shown == shown.strip("\n")


@given(st.lists(st.sampled_from(["one", "two words", "`code`", "**bold**", "[a](https://x.example)"]), min_size=1))
def test_converting_twice_changes_nothing(words: list[str]) -> None:
    shown = for_discord("\n\n".join(words))
    assert for_discord(shown) == shown


def test_a_table_that_is_too_wide_for_a_phone_becomes_a_line_for_each_row() -> None:
    long = "shows everything that there is to see"
    table = f"| Key | Does | When |\n|---|---|---|\n| `q` | **quits** | now |\n| h | [a](https://x.example) {long} | |"
    assert for_discord(table) == (
        f"**Key · Does · When**\n- **`q`**: Does: **quits** · When: now\n- **h**: Does: [a](https://x.example) {long}"
    )
    assert for_discord(f"| Key | Does |\n|---|---|\n| q | {long} |") == f"**Key · Does**\n- **q**: {long}"


def test_a_table_in_a_plain_text_is_converted_and_nothing_else() -> None:
    text = "Line one.\nLine *two*.\n\n| Plan | Price |\n|---|--:|\n| Free | 0 |\n\nHere | there."
    shown = "Line one.\nLine *two*.\n\n```\nPlan  Price\n----  -----\nFree  0\n```\n\nHere | there."
    assert with_readable_tables(text) == shown
    for plain in ("a | b", "one -- two\nthree | four", "- | -\nx"):
        assert with_readable_tables(plain) == plain
