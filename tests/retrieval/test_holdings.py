"""What each entry holds of a question."""

import pytest

from bot.language import ENGLISH
from bot.retrieval.search import Search
from tests.retrieval.bases import analyze, base_of

BASE = base_of(
    ("Where is the lantern?", "Beside the harbour wall."),
    ("Who painted the harbour?", "Nobody knows."),
    ("How old is the wall?", "Nobody knows."),
    ("What will it cost?", "Nothing."),
)
SEARCH = Search.build(BASE, ENGLISH)
HOLDINGS = SEARCH.holdings
SPACE = SEARCH.scorer.space


def columns(*stems: str) -> frozenset[int]:
    return frozenset(SPACE.columns[stem] for stem in stems)


@pytest.mark.parametrize(("stem", "entry"), [("lantern", 0), ("harbour", 0), ("harbour", 1), ("wall", 2)])
def test_an_entry_holds_the_words_of_its_question_and_of_its_answer(stem: str, entry: int) -> None:
    assert HOLDINGS.match(stem, entry).held == 1


def test_a_word_of_another_entry_is_known_but_not_held() -> None:
    match = HOLDINGS.match("lantern", 2)
    assert (match.held, match.known) == (0, 1)


def test_a_misspelt_word_is_held_by_half_measures() -> None:
    assert 0 < HOLDINGS.match("lanttern", 0).held < 1


def test_a_word_that_nobody_wrote_is_neither_held_nor_known() -> None:
    match = HOLDINGS.match("zeppelin", 0)
    assert (match.held, match.known) == (0, 0)


def test_a_word_that_nobody_wrote_weighs_as_much_as_the_rarest() -> None:
    assert HOLDINGS.match("zeppelin", 0).weight >= max(SPACE.idf) - 1e-6


def test_the_own_words_of_an_entry_stand_in_no_other() -> None:
    assert HOLDINGS.own(0) == columns("lantern", "wher", "besid")


@pytest.mark.parametrize(
    ("question", "entries"),
    [("harbour", [0, 1]), ("harbour wall", [0]), ("lantern painted", []), ("zeppelin", []), ("", [0, 1, 2, 3])],
)
def test_the_entries_that_hold_every_word_are_found_in_file_order(question: str, entries: list[int]) -> None:
    assert SEARCH.scorer.holding_all(analyze(question)).tolist() == entries


@pytest.mark.parametrize(("entry", "same"), [(0, [0]), (1, [1, 2]), (2, [1, 2]), (3, [3])])
def test_entries_with_one_answer_are_told_by_any_of_them(entry: int, same: list[int]) -> None:
    assert [other for other in range(len(BASE.entries)) if HOLDINGS.says_the_same(entry, other)] == same


@pytest.mark.parametrize(
    ("word", "meant"),
    [("lantern", {"lantern"}), ("lanterm", {"lantern"}), ("harbur", {"harbour"}), ("zeppelin", set()), ("kill", set())],
)
def test_a_word_stands_for_itself_or_for_what_it_surely_misspells(word: str, meant: set[str]) -> None:
    assert HOLDINGS.stands_for(word) == columns(*meant)
