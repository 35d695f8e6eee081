"""The confidence note: how sure the bot is, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Evidence
from bot.replies.confidence import MAX_NOTE, confidence_note, percent_of, unknown_note


@pytest.mark.parametrize(
    ("confidence", "note"),
    [
        (1.0, "High confidence · 99%"),
        (0.93, "High confidence · 93%"),
        (0.795, "High confidence · 80%"),
        (0.794, "Medium confidence · 79%"),
        (0.5, "Medium confidence · 50%"),
        (0.494, "Low confidence · 49%"),
        (0.0, "Low confidence · 0%"),
    ],
)
def test_the_level_matches_the_percentage_shown(confidence: float, note: str) -> None:
    assert confidence_note(confidence, Evidence()) == note


def test_the_note_says_why() -> None:
    evidence = Evidence(("Khrushchev", "missiles", "Cuba"), ("rocket",))
    assert (
        confidence_note(0.93, evidence)
        == "High confidence · 93% · matched: Khrushchev, missiles, Cuba; my notes don't mention: rocket"
    )


def test_the_note_says_if_meaning_decided() -> None:
    evidence = Evidence(("Cuba",), ("rocket",), by_meaning=True)
    assert (
        confidence_note(0.72, evidence)
        == "Medium confidence · 72% · similar meaning; matched: Cuba; my notes don't mention: rocket"
    )
    assert confidence_note(0.72, Evidence(by_meaning=True)) == "Medium confidence · 72% · similar meaning"


def test_the_note_lists_a_few_words_each_once_as_first_written() -> None:
    evidence = Evidence((), ("One", "two", "ONE", "three", "four", "five", "six"))
    assert unknown_note(evidence) == "my notes don't mention: One, two, three, four, five …"


@pytest.mark.parametrize(
    "word",
    ["", "@everyone", "<@123>", "https://x.y", "[a](b)", "a`b", "**bold**", "a\nb", "a\u202eb", "x" * 31, "-", "||x||"],
)
def test_an_unsafe_word_is_not_repeated(word: str) -> None:
    assert unknown_note(Evidence((), (word,))) == ""
    assert unknown_note(Evidence((), (word, "rocket"))) == "my notes don't mention: rocket"


@pytest.mark.parametrize("word", ["Kennedy's", "Uncle’s", "U2", "co-op", "1962", "Über"])
def test_a_plain_word_is_repeated(word: str) -> None:
    assert unknown_note(Evidence((), (word,))) == f"my notes don't mention: {word}"


WORDS = st.lists(st.text(max_size=40) | st.text("abc", min_size=20, max_size=30), max_size=12).map(tuple)


@given(st.floats(0, 1), st.builds(Evidence, WORDS, WORDS, st.booleans()))
def test_any_note_is_one_short_line(confidence: float, evidence: Evidence) -> None:
    note = confidence_note(confidence, evidence)
    assert len(note) <= MAX_NOTE
    assert len(note.splitlines()) == 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_confidence_never_shows_a_lower_percentage(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert 0 <= percent_of(less) <= percent_of(more) <= 99
