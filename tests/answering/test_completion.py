"""What a half-typed question may become."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import Assistant
from bot.knowledge import Entry, KnowledgeBase
from tests.answering.conftest import NOTES


def ids(entries: tuple[Entry, ...]) -> str:
    return "".join(entry.id for entry in entries)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("When does the", "01"),
        ("when DOES the e", "1"),
        ("  where   is", "5"),
        ("ferry", "0123"),
        ("ferry cos", "2"),
        ("leave eve", "1"),
        ("bicyc", "4"),
        ("lighthouse keeper", "6"),
        ("bycicle", "4"),
        ("crane", "5"),
    ],
)
def test_the_best_stand_first(assistant: Assistant, text: str, first: str) -> None:
    assert ids(assistant.complete(text, 25)).startswith(first)


def test_beginnings_come_before_words_within() -> None:
    base = KnowledgeBase(
        (
            Entry("0", ("Where is the pier?",), "A.", None, "pier.txt", 1),
            Entry("1", ("Pier fees?",), "B.", None, "pier.txt", 3),
        )
    )
    assert ids(Assistant.build(base).complete("pier", 25)) == "10"


def test_a_second_phrasing_completes_too() -> None:
    base = KnowledgeBase((Entry("0", ("Where is the pier?", "Which way to the jetty?"), "A.", None, "pier.txt", 1),))
    assert ids(Assistant.build(base).complete("which way", 25)) == "0"


@pytest.mark.parametrize("text", ["", " ", "\t\n"])
def test_without_a_text_the_first_of_the_file_are_offered(assistant: Assistant, text: str) -> None:
    assert ids(assistant.complete(text, 3)) == "012"


@pytest.mark.parametrize("text", ["xylophone", "zzz", "😀", "95"])
def test_what_is_like_nothing_completes_to_nothing(assistant: Assistant, text: str) -> None:
    assert assistant.complete(text, 25) == ()


@pytest.mark.parametrize("number", range(len(NOTES)))
def test_every_beginning_of_a_stored_question_offers_it(
    assistant: Assistant, harbour: KnowledgeBase, number: int
) -> None:
    entry = harbour.entries[number]
    assert all(entry in assistant.complete(entry.question[:end], 25) for end in range(1, len(entry.question) + 1))


@settings(deadline=None)
@given(text=st.text(st.characters(codec=None)) | st.sampled_from(["ferry", "f", "when does"]), limit=st.integers(0, 9))
def test_nothing_is_offered_twice_and_no_more_than_wanted(assistant: Assistant, text: str, limit: int) -> None:
    found = assistant.complete(text, limit)
    assert len({entry.id for entry in found}) == len(found) <= limit
