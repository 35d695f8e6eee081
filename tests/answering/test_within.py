"""An assistant that knows only some of its topics."""

import pytest

from bot.answering import Answered, Assistant
from bot.knowledge import Entry, KnowledgeBase
from tests.retrieval.synonym_encoder import SynonymEncoder

BIKE, BOAT = "Bicycles", "Boats"
RENT = "How much does it cost to rent one for a day?"


def entry(topic: str, number: int, question: str, answer: str) -> Entry:
    return Entry(f"{topic}{number}", (question,), answer, topic, "hire.md", number)


@pytest.fixture(scope="module", params=[None, SynonymEncoder("cost price")], ids=["words", "meaning"])
def whole(request: pytest.FixtureRequest) -> Assistant:
    return Assistant.build(
        KnowledgeBase(
            (
                entry(BIKE, 1, RENT, "Twelve euros."),
                entry(BIKE, 2, "Do I need a helmet for a bicycle?", "No, but we lend you one."),
                entry(BIKE, 3, "Where do I return the bicycle?", "At the station."),
                entry(BOAT, 4, "What does it cost to rent a boat for a day?", "Eighty euros."),
                entry(BOAT, 5, "Do I need a licence for a boat?", "Only for motor boats."),
                entry(BOAT, 6, "Where do I return the boat?", "At the jetty."),
            )
        ),
        encoder=request.param,
    )


@pytest.fixture(scope="module")
def boats(whole: Assistant) -> Assistant:
    return whole.within([topic for topic in whole.topics if topic.name == BOAT])


def test_it_holds_only_its_entries(boats: Assistant) -> None:
    assert [topic.name for topic in boats.topics] == [BOAT]
    assert {entry.topic for entry in boats.base.entries} == {BOAT}
    assert boats.base.get(f"{BIKE}1") is None


def test_the_best_entry_of_its_topics_answers(whole: Assistant, boats: Assistant) -> None:
    question = "cost to rent one for a day"
    outcome = whole.ask(question)
    assert isinstance(outcome, Answered)
    assert outcome.entry.topic == BIKE
    scoped = boats.ask("what does it cost to rent a boat for one day")
    assert isinstance(scoped, Answered)
    assert scoped.entry.answer == "Eighty euros."


@pytest.mark.parametrize(
    "question", [RENT, "helmet for a bicycle", "where do i return the bicycle", "cost to rent one"]
)
def test_other_topics_never_appear(boats: Assistant, question: str) -> None:
    outcome = boats.ask(question)
    assert {hit.entry.topic for hit in outcome.hits} <= {BOAT}
    if isinstance(outcome, Answered):
        assert {each.topic for each in (outcome.entry, *outcome.related)} == {BOAT}
    assert {found.topic for found in boats.complete("", 10)} == {BOAT}
    assert {found.topic for found in boats.complete("bicycle", 10)} <= {BOAT}
    assert {hit.entry.topic for hit in boats.retriever.search(question)} <= {BOAT}


def test_a_stored_question_of_its_topics_is_certain(boats: Assistant) -> None:
    outcome = boats.ask("do I need a licence for a boat")
    assert isinstance(outcome, Answered)
    assert outcome.entry.id == f"{BOAT}5"


def test_all_topics_rank_as_the_whole(whole: Assistant) -> None:
    same = whole.within(whole.topics)
    for question in (RENT, "licence boat", "bring back bicycle", "xqzzv"):
        first, second = whole.ask(question), same.ask(question)
        assert (first.hits, first.confidence) == (second.hits, second.confidence)


def test_the_shipped_notes_rank_alike_with_all_topics(shipped_assistant: Assistant) -> None:
    same = shipped_assistant.within(shipped_assistant.topics)
    for stored in shipped_assistant.base.entries:
        question = " ".join(stored.question.split()[1:])
        first, second = shipped_assistant.ask(question), same.ask(question)
        assert (first.hits, first.confidence) == (second.hits, second.confidence)
