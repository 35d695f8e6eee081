"""The related questions below an answer."""

import pytest

from bot.answering import Assistant
from bot.knowledge import Entry, KnowledgeBase


def test_related_entries_repeat_no_answer(assistant: Assistant) -> None:
    for entry in assistant.base.entries:
        answers = [entry.answer, *(other.answer for other in assistant.related(entry))]
        assert len(set(answers)) == len(answers) <= 5


def test_entries_that_share_words_come_before_those_of_the_same_topic() -> None:
    questions = ["Where is the red boat?", "Who knits?", "Who painted the red boat?", "How much is soup?"]
    base = KnowledgeBase(
        tuple(Entry(str(n), (text,), f"Answer {n}.", "Pier", "pier.txt", n) for n, text in enumerate(questions))
    )
    assert [entry.id for entry in Assistant.build(base).related(base.entries[0])] == ["2", "1", "3"]


@pytest.mark.parametrize("topic", [None, "Other"])
def test_an_entry_without_a_topic_is_related_by_words_alone(topic: str | None) -> None:
    questions = ["Where is the boat?", "Who knits?", "How much is soup?"]
    base = KnowledgeBase(
        tuple(Entry(str(n), (text,), f"Answer {n}.", topic, "pier.txt", n) for n, text in enumerate(questions))
    )
    assert Assistant.build(base).related(base.entries[0]) == ()


def test_near_duplicates_of_the_shipped_file_are_related(shipped_assistant: Assistant) -> None:
    twins = [
        entry
        for entry in shipped_assistant.base.entries
        if entry.question in {"Why did Khrushchev put missiles in Cuba?", "Why did Khrushchev put missiles into Cuba?"}
    ]
    assert [shipped_assistant.related(twin)[0] for twin in twins] == twins[::-1]


def test_most_entries_of_the_shipped_file_have_related_entries(shipped_assistant: Assistant) -> None:
    counts = [len(shipped_assistant.related(entry)) for entry in shipped_assistant.base.entries]
    assert min(counts) >= 1
    assert counts.count(4) >= 10
