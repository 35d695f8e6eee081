"""Outcomes of a message that asks two things, and of one that says more than it asks."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import Answered, Assistant, Outcome
from tests.answering.conftest import NOTES

FERRY, LIGHTHOUSE, OFFICE = (
    "When does the morning ferry leave?",
    "Who looks after the lighthouse?",
    "Where is the harbour office?",
)
COST, TICKET = "What does the ferry cost?", "How much is a ticket for the ferry?"
"""Two questions with the same answer."""
TALE = "We came down to the water early and had the whole place to ourselves."


def answered(outcomes: tuple[Outcome, ...]) -> list[str]:
    """The stored questions that get an answer, in order."""
    return [outcome.entry.question for outcome in outcomes if isinstance(outcome, Answered)]


@pytest.mark.parametrize("joint", [" ", " And ", "\n", "\n\nalso, ", " Thanks! ", " 🙂 "])
def test_two_questions_have_one_outcome_each_in_message_order(assistant: Assistant, joint: str) -> None:
    assert answered(assistant.answer(f"{FERRY}{joint}{LIGHTHOUSE}")) == [FERRY, LIGHTHOUSE]
    assert answered(assistant.answer(f"{LIGHTHOUSE}{joint}{FERRY}")) == [LIGHTHOUSE, FERRY]


def test_any_two_stored_questions_are_both_answered(shipped_assistant: Assistant) -> None:
    entries = shipped_assistant.base.entries
    for first, second in permutations(entries, 2):
        if first.answer != second.answer:
            message = f"{first.question} And {second.question}"
            assert answered(shipped_assistant.answer(message)) == [first.question, second.question]


def test_of_three_questions_two_are_answered(assistant: Assistant) -> None:
    assert len(answered(assistant.answer(f"{FERRY} {LIGHTHOUSE} {OFFICE}"))) == 2


@pytest.mark.parametrize(
    ("message", "question"),
    [
        (FERRY, FERRY),
        (f"Hello! {FERRY} Thanks!", FERRY),
        (f"{TALE} {FERRY}", FERRY),
        (f"{COST} {TICKET}", None),
        (f"{FERRY} Who wrote Hamlet?", FERRY),
        (f"{FERRY} qwxz zzkq?", FERRY),
    ],
    ids=["one", "courtesy", "a tale", "the same answer", "another subject", "gibberish"],
)
def test_every_other_message_has_one_outcome(assistant: Assistant, message: str, question: str | None) -> None:
    outcomes = assistant.answer(message)
    assert len(outcomes) == 1
    assert answered(outcomes) == [question] if question else answered(outcomes)


def test_each_outcome_says_which_part_of_the_message_it_answers(assistant: Assistant) -> None:
    message = f"{FERRY} {LIGHTHOUSE}"
    outcomes = assistant.answer(message)
    assert [outcome.read_as for outcome in outcomes] == [FERRY, LIGHTHOUSE]
    assert {outcome.query for outcome in outcomes} == {message}


@pytest.mark.parametrize(
    ("message", "read_as"), [(FERRY, ""), (f"Hi! {FERRY}", ""), (f"{TALE} {FERRY}", FERRY), (f"{FERRY} {TALE}", FERRY)]
)
def test_a_part_is_named_only_if_it_is_not_nearly_the_whole_message(
    assistant: Assistant, message: str, read_as: str
) -> None:
    assert assistant.ask(message).read_as == read_as


SENTENCES = st.sampled_from([*(question for question, _ in NOTES), TALE, "Thanks!", "who wrote hamlet", "hi"])


@settings(deadline=None)
@given(message=st.lists(SENTENCES | st.text(max_size=9), max_size=5).map(" ".join))
def test_the_outcomes_include_that_of_the_most_confident_reading(assistant: Assistant, message: str) -> None:
    outcomes = assistant.answer(message)
    assert 1 <= len(outcomes) <= 2
    assert assistant.ask(message) in outcomes
    assert (
        len({outcome.hits[0].entry.answer for outcome in outcomes if outcome.hits}) == len(outcomes)
        or len(outcomes) == 1
    )
