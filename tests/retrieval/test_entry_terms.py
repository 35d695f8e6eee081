"""The words and questions of an entry, as a question is compared with them."""

import pytest

from bot.language import ENGLISH
from bot.retrieval.ranker import Ranker
from tests.retrieval.bases import analyze, base_of

BASE = base_of(
    ("Where is the lantern?", "Beside the harbour wall."),
    ("Who painted the harbour?", "Nobody knows."),
    ("How old is the wall?", "Nobody knows."),
    ("What will it cost?", "Nothing."),
)
RANKER = Ranker.build(BASE, ENGLISH)
TERMS = RANKER.terms
VOCABULARY = RANKER.index.vocabulary


def columns(*stems: str) -> frozenset[int]:
    return frozenset(VOCABULARY.columns[stem] for stem in stems)


@pytest.mark.parametrize(("stem", "entry"), [("lantern", 0), ("harbour", 0), ("harbour", 1), ("wall", 2)])
def test_an_entry_holds_the_words_of_its_question_and_of_its_answer(stem: str, entry: int) -> None:
    assert TERMS.similarity(stem, entry) == 1


@pytest.mark.parametrize("stem", ["lantern", "zeppelin"], ids=["of another entry", "of no entry"])
def test_other_words_are_not_similar(stem: str) -> None:
    assert TERMS.similarity(stem, 2) == 0


def test_a_misspelt_word_is_somewhat_similar() -> None:
    assert 0 < TERMS.similarity("lanttern", 0) < 1


def test_an_unknown_word_weighs_as_much_as_the_rarest() -> None:
    assert VOCABULARY.idf_of("zeppelin") >= max(VOCABULARY.idf) - 1e-6


def test_the_unique_words_of_an_entry_are_in_no_other() -> None:
    assert TERMS.unique(0) == columns("lantern", "wher", "besid")


@pytest.mark.parametrize(
    ("question", "entries"),
    [("harbour", [0, 1]), ("harbour wall", [0]), ("lantern painted", []), ("zeppelin", []), ("", [0, 1, 2, 3])],
)
def test_entries_with_every_word_are_found_in_file_order(question: str, entries: list[int]) -> None:
    assert RANKER.index.entries_with_all(analyze(question)).tolist() == entries


@pytest.mark.parametrize(("entry", "same"), [(0, [0]), (1, [1, 2]), (2, [1, 2]), (3, [3])])
def test_entries_with_the_same_answer_are_recognised(entry: int, same: list[int]) -> None:
    assert [other for other in range(len(BASE.entries)) if TERMS.same_answer(entry, other)] == same


@pytest.mark.parametrize(
    ("word", "meant"),
    [("lantern", {"lantern"}), ("lanterm", {"lantern"}), ("harbur", {"harbour"}), ("zeppelin", set()), ("kill", set())],
)
def test_a_word_stands_for_itself_or_for_a_sure_correction(word: str, meant: set[str]) -> None:
    assert TERMS.meant(word) == columns(*meant)
