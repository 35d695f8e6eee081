"""Hostile texts against the whole bot except Discord. `python -m tests.chaos --fuzz 100000` is the long form."""

from tests.chaos.fuzz import fuzz


def test_hostile_texts_get_valid_replies_without_pings_links_and_invisible_characters() -> None:
    lines = list[str]()
    assert fuzz(1000, 2, lines.append), lines
