"""Completions of a half-typed question."""

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
def test_the_best_completions_come_first(assistant: Assistant, text: str, first: str) -> None:
    assert ids(assistant.complete(text, 25)).startswith(first)


def test_beginnings_come_before_words_within() -> None:
    base = KnowledgeBase(
        (
            Entry("0", ("Where is the pier?",), "A.", None, "pier.txt", 1),
            Entry("1", ("Pier fees?",), "B.", None, "pier.txt", 3),
        )
    )
    assert ids(Assistant.build(base).complete("pier", 25)) == "10"


def test_other_phrasings_complete_too() -> None:
    base = KnowledgeBase((Entry("0", ("Where is the pier?", "Which way to the jetty?"), "A.", None, "pier.txt", 1),))
    assert ids(Assistant.build(base).complete("which way", 25)) == "0"


@pytest.mark.parametrize("text", ["", " ", "\t\n"])
def test_without_text_the_first_entries_of_the_file_are_offered(assistant: Assistant, text: str) -> None:
    assert ids(assistant.complete(text, 3)) == "012"


@pytest.mark.parametrize("text", ["xylophone", "zzz", "😀", "95"])
def test_unknown_text_has_no_completions(assistant: Assistant, text: str) -> None:
    assert assistant.complete(text, 25) == ()


@pytest.mark.parametrize("number", range(len(NOTES)))
def test_every_prefix_of_a_stored_question_offers_it(assistant: Assistant, harbour: KnowledgeBase, number: int) -> None:
    entry = harbour.entries[number]
    assert all(entry in assistant.complete(entry.question[:end], 25) for end in range(1, len(entry.question) + 1))


@settings(deadline=None)
@given(text=st.text(st.characters(codec=None)) | st.sampled_from(["ferry", "f", "when does"]), limit=st.integers(0, 9))
def test_completions_have_no_repeats_and_respect_the_limit(assistant: Assistant, text: str, limit: int) -> None:
    found = assistant.complete(text, limit)
    assert len({entry.id for entry in found}) == len(found) <= limit
