"""Testing a knowledge base on itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation import EvaluationSet, self_test_sets
from bot.evaluation.perturb import drop_words, misspell, reorder
from bot.evaluation.self_test import FOLDS, MOST_OF_A_KIND, ONE_BY_ONE
from bot.knowledge import Entry, KnowledgeBase

questions = st.lists(st.text("abcdefghij", min_size=1, max_size=8), min_size=1, max_size=10).map(" ".join)
generators = st.integers(0, 1000).map(np.random.default_rng)


def large_base(entries: int, phrasings: int) -> KnowledgeBase:
    return KnowledgeBase(
        tuple(
            Entry(
                f"id{number}",
                tuple(f"What is matter number {number} in words {place}?" for place in range(phrasings)),
                f"Answer {number}.",
                None,
                "large.txt",
                number,
            )
            for number in range(entries)
        )
    )


def of_kind(sets: tuple[EvaluationSet, ...], kind: str) -> list[tuple[EvaluationSet, str]]:
    return [(one, asked.text) for one in sets for asked in one.questions if asked.kind == kind]


def test_the_same_base_is_tested_in_the_same_way(shipped_base: KnowledgeBase) -> None:
    assert self_test_sets(shipped_base) == self_test_sets(shipped_base)


def test_each_of_several_phrasings_is_asked_of_a_base_without_it(shop: KnowledgeBase) -> None:
    asked = of_kind(self_test_sets(shop), "held out")
    assert [text for _, text in asked] == list(shop.entries[0].questions)
    for one, text in asked:
        assert one.base.entries[0].questions == tuple(each for each in shop.entries[0].questions if each != text)


def test_every_question_is_asked_of_a_base_without_its_entry(shop: KnowledgeBase) -> None:
    asked = of_kind(self_test_sets(shop), "removed")
    assert [text for _, text in asked] == [text for entry in shop.entries for text in entry.questions]
    for one, text in asked:
        assert len(one.base.entries) == len(shop.entries) - 1
        assert all(text not in entry.questions for entry in one.base.entries)


def test_entries_with_the_same_answer_are_removed_together() -> None:
    twins = tuple(Entry(name, (f"{name}?",), "The same.", None, "f.txt", 1) for name in ("one", "two"))
    other = Entry("three", ("three?",), "Another.", None, "f.txt", 3)
    sets = [one for one, _ in of_kind(self_test_sets(KnowledgeBase((*twins, other))), "removed")]
    assert [one.base.entries for one in sets] == [(other,), (other,), twins]


def test_the_only_answer_is_never_removed() -> None:
    base = large_base(1, 1)
    assert [one.base for one in self_test_sets(base)] == [base]


@pytest.mark.parametrize(("entries", "phrasings"), [(ONE_BY_ONE, 2), (400, 1), (30, 40)])
def test_rebuilds_and_questions_are_limited(entries: int, phrasings: int) -> None:
    sets = self_test_sets(large_base(entries, phrasings))
    assert len(sets) <= 1 + FOLDS + max(ONE_BY_ONE, FOLDS)
    for kind in ("misspelt", "shuffled", "shortened", "held out", "removed"):
        assert len(of_kind(sets, kind)) <= MOST_OF_A_KIND


@given(questions, generators)
def test_a_misspelt_question_keeps_its_short_words_and_first_letters(text: str, rng: np.random.Generator) -> None:
    wrong = misspell(text, rng)
    assert (wrong is None) == all(len(word) < 4 for word in text.split())
    if wrong is not None:
        assert wrong != text
        for before, after in zip(text.split(), wrong.split(), strict=True):
            assert before == after or (len(before) >= 4 and before[0] == after[0])


@given(questions, generators)
def test_a_shuffled_question_has_the_same_words_in_another_order(text: str, rng: np.random.Generator) -> None:
    shuffled = reorder(text, rng)
    if shuffled is not None:
        assert shuffled != text
        assert sorted(shuffled.split()) == sorted(text.split())


@given(questions, generators)
def test_a_shortened_question_has_fewer_words_in_the_same_order(text: str, rng: np.random.Generator) -> None:
    short = drop_words(text, rng)
    if short is not None:
        left = iter(text.split())
        assert all(word in left for word in short.split())
        assert len(short.split()) < len(text.split())
