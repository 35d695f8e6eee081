"""Phrasings help their own entry, and draw no questions from others."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase
from bot.retrieval import Retriever
from tests.retrieval.bases import FEW, LIBRARY, TEXTS, base_of

OPENINGS = st.sampled_from(
    ["hey all, ", "sorry if this was asked before: ", "so, quick question, ", "good evening! ", ""]
)
ASKED = {
    "how do i renew my novel": "0",
    "what fine do i pay for a late item": "1",
    "where are the printers": "2",
    "can i reserve a room to study": "3",
    "who can join": "4",
    "when does the corner for children open": "5",
    "is coffee ok in the reading hall": "6",
    "a page of my book is torn, how do i report damage": "7",
}
"""Questions in other words, and the entry that answers each."""


def with_phrasings(number: int, phrasings: list[str]) -> KnowledgeBase:
    """The library's file, one entry of which has learnt other phrasings."""
    entries = list(LIBRARY.entries)
    questions = (*entries[number].questions, *dict.fromkeys(phrasings))
    entries[number] = replace(entries[number], questions=questions)
    return KnowledgeBase(tuple(entries))


@FEW
@given(
    number=st.integers(0, len(LIBRARY.entries) - 1),
    phrasings=st.lists(st.tuples(OPENINGS, TEXTS), min_size=1, max_size=12),
)
def test_many_phrasings_of_one_entry_draw_no_questions_from_the_others(
    number: int, phrasings: list[tuple[str, str]]
) -> None:
    own = LIBRARY.entries[number].question.removesuffix("?").lower()
    taught = with_phrasings(number, [f"{opening}{own} {words}?" for opening, words in phrasings])
    retriever = Retriever.build(taught)
    for question, entry in ASKED.items():
        assert retriever.search(question)[0].entry.id == entry, question


def test_a_phrasing_that_was_learnt_finds_its_entry() -> None:
    taught = with_phrasings(2, ["my laptop needs paper, which machine do i use"])
    assert Retriever.build(taught).search("which machine is for paper")[0].entry.id == "2"


@pytest.mark.parametrize(
    "phrasing",
    [
        "hey guys, hope you're all well! which machine do i use for paper? thanks in advance",
        "sorry if this was asked before, which machine do i use for paper, asking for a friend lol",
    ],
)
def test_a_chatty_phrasing_counts_by_the_question_in_it(phrasing: str) -> None:
    chatty, plain = (
        Retriever.build(with_phrasings(2, [text])).rank("which machine is for paper")
        for text in (phrasing, "which machine do i use for paper")
    )
    assert chatty.confidence == pytest.approx(plain.confidence, abs=0.05)
    assert chatty.hits[0].entry.id == "2"


def test_phrasings_of_one_entry_leave_the_score_of_another_as_it_was() -> None:
    pairs = [("Where is the red boat?", "At pier four."), ("Who steers the ferry?", "Ida does.")]
    alone, taught = base_of(*pairs), base_of(pairs[0], (["Who steers the ferry?", "Which person steers?"], "Ida does."))
    before, after = (Retriever.build(base).search("where is the red boat")[0] for base in (alone, taught))
    assert after.entry.id == before.entry.id


def test_a_chatty_phrasing_that_is_asked_word_for_word_is_a_stored_question() -> None:
    chatty = "hey guys, hope you're all well! which machine do i use for paper? thanks in advance"
    retriever = Retriever.build(with_phrasings(2, [chatty]))
    assert retriever.is_stored(chatty)
    assert retriever.rank(chatty).exact
    assert retriever.rank("which machine do i use for paper").exact
