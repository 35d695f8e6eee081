"""Links in the answers of tables, JSON, YAML and text files."""

import pytest

from bot.replies.written_links import with_shown_links


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("See [our page](https://example.org).", "See [our page](https://example.org)."),
        ("See [the fees](#fees) and [prices](/prices).", "See the fees and prices."),
        ("Write to [us@example.org](mailto:us@example.org).", "Write to us@example.org."),
        (
            "On <a target='_blank' href='https://example.org/?a=1&amp;b=2'>our\npage</a>!",
            "On [our page](https://example.org/?a=1&b=2)!",
        ),
        ('See the <a href="/register.html">form</a>.', "See the form."),
        ("Write `[text](#anchor)` or ```<a href='x'>y</a>```.", "Write `[text](#anchor)` or ```<a href='x'>y</a>```."),
        ("1 < 2 and [no link] (at all)", "1 < 2 and [no link] (at all)"),
    ],
)
def test_links_are_ones_that_discord_shows(written: str, shown: str) -> None:
    assert with_shown_links(written) == shown


@pytest.mark.parametrize(
    "hostile", ["[" * 30_000 + "](", "<a href=" * 4_000 + "</a", "<a href=" + "x" * 30_000 + "</a"]
)
def test_hostile_text_is_quick_and_unchanged(hostile: str) -> None:
    assert with_shown_links(hostile) == hostile
