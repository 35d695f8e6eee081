"""Where entries can be read on the web, and what relative links mean."""

import pytest

from bot.knowledge.markdown import read_markdown

TEXT = "## How do I set it *up*?\n\nSee [pegs](../pegs.md#long) and [rain](#rain).\n\n## Dogs? {#dogs}\n\nYes.\n"


@pytest.mark.parametrize(
    ("front", "base_url", "url", "link"),
    [
        ("", "https://x.example/docs", "https://x.example/docs/help/faq", "https://x.example/docs/pegs#long"),
        (
            "",
            "https://github.com/x/y",
            "https://github.com/x/y/blob/HEAD/help/faq.md",
            "https://github.com/x/y/blob/HEAD/pegs.md#long",
        ),
        (
            "",
            "https://github.com/x/y/tree/main/docs/",
            "https://github.com/x/y/blob/main/docs/help/faq.md",
            "https://github.com/x/y/blob/main/docs/pegs.md#long",
        ),
        ("slug: /ask", "https://x.example/docs", "https://x.example/docs/ask", "https://x.example/docs/pegs#long"),
        ("url: https://x.example/faq/", "", "https://x.example/faq/", "https://x.example/pegs.md#long"),
        ("base_url: https://x.example/a/", "", "https://x.example/a/faq", "https://x.example/pegs.md#long"),
    ],
)
def test_a_heading_has_an_address_where_that_of_its_page_is_known(
    front: str, base_url: str, url: str, link: str
) -> None:
    text = f"---\n{front}\n---\n{TEXT}" if front else TEXT
    (up, dogs), problems = read_markdown(text, "faq.md", base_url, "help/faq.md")
    assert problems == []
    assert (up.url, dogs.url) == (f"{url}#how-do-i-set-it-up", f"{url}#dogs")
    assert up.answer == f"See [pegs]({link}) and [rain](#rain)."


@pytest.mark.parametrize("base_url", ["", "x.example", "file:///etc/"])
def test_without_a_web_address_there_is_none(base_url: str) -> None:
    (up, _), _ = read_markdown(TEXT, "faq.md", base_url, "help/faq.md")
    assert (up.url, up.answer) == ("", "See [pegs](../pegs.md#long) and [rain](#rain).")


def test_links_in_html_become_absolute_too() -> None:
    table = (
        '<table>\n<tr><th>Question</th><th>Answer</th></tr>\n<tr><td>Far?</td><td><a href="far.md">No</a></td></tr>\n'
    )
    text = (
        f'{table}</table>\n\n## Cold?\n\nSee <a href=\'a/map.png\'>it</a>.\n\n<p><img src="#x"><img src="b.png"></p>\n'
    )
    (far, cold), problems = read_markdown(text, "faq.md", "https://x.example/docs", "faq.md")
    assert problems == []
    assert far.answer == "[No](https://x.example/docs/far)"
    image = '<p><img src="#x"><img src="https://x.example/docs/b.png"></p>'
    assert cold.answer == f"See <a href='https://x.example/docs/a/map.png'>it</a>.\n\n{image}"
