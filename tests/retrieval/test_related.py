"""Which entries are shown beside another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase
from bot.retrieval import Retriever, ranker
from tests.retrieval.bases import FEW, base_of, bases, uncalibrated


@FEW
@given(base=bases(), limit=st.integers(0, 5))
def test_related_entries_have_answers_that_differ_from_the_one_shown_and_from_each_other(
    base: KnowledgeBase, limit: int
) -> None:
    retriever = uncalibrated(base)
    for entry in base.entries:
        found = retriever.related(entry, limit)
        assert len(found) <= limit
        assert len({entry.answer, *(other.answer for other in found)}) == len(found) + 1


def test_the_most_similar_entry_comes_first() -> None:
    base = base_of(
        ("Where is the red boat?", "Here."), ("Where is the oar?", "A."), ("Who bought the red boat?", "B."),
        ("Who painted the boat?", "C."),
    )  # fmt: skip
    assert [entry.id for entry in uncalibrated(base).related(base.entries[0], 4)] == ["2", "3"]


def test_shared_stop_words_do_not_relate_entries() -> None:
    base = base_of(("What is the boat for?", "Fishing."), ("What is the lamp for?", "Light."))
    assert uncalibrated(base).related(base.entries[0], 4) == ()


def test_an_entry_without_content_words_has_no_related_entries() -> None:
    base = base_of(("What is it?", "That."), ("What is it then?", "This."))
    assert uncalibrated(base).related(base.entries[0], 4) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Why did Khrushchev put missiles in Cuba?", "Why did Khrushchev put missiles into Cuba?")],
)
def test_near_duplicates_are_related_to_each_other_first(
    one: str, other: str, shipped_base: KnowledgeBase, shipped_retriever: Retriever
) -> None:
    twins = [entry for entry in shipped_base.entries if entry.question in {one, other}]
    assert [shipped_retriever.related(twin, 4)[0] for twin in twins] == twins[::-1]


def test_many_entries_with_the_same_answer_do_not_crowd_out_the_others() -> None:
    twins = (("Where is the boat?", "Here.") for _ in range(30))
    base = base_of(*twins, ("Where is the boat shed?", "There."))
    assert [entry.answer for entry in uncalibrated(base).related(base.entries[0], 4)] == ["There."]


def test_the_search_for_another_answer_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranker, "MAX_SAME_ANSWER", 10)
    twins = (("Where is the boat?", "Here.") for _ in range(30))
    base = base_of(*twins, ("Where is the boat shed?", "There."))
    assert uncalibrated(base).related(base.entries[0], 4) == ()
