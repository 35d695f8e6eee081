"""Every question has one of three outcomes."""

from typing import NamedTuple, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import Answered, Assistant, Evidence, Outcome, Strictness, Suggested, Unanswered
from bot.answering.assistant import RankedMessage, RankedReading
from bot.knowledge import KnowledgeBase
from bot.language.reading import Span
from bot.retrieval import Hit, Ranking
from tests.answering.conftest import NOTES

SPOKEN = sorted({word for question, answer in NOTES for word in f"{question} {answer}".split()} | {"who", "killed"})
ASKED = st.lists(st.sampled_from(SPOKEN), max_size=7).map(" ".join) | st.text(st.characters(codec=None))


class Drawn(NamedTuple):
    """A ranking without its entries."""

    hits: list[tuple[int, float]]
    """The number of each entry, and its score."""
    confidence: float
    relevance: float


@st.composite
def rankings(draw: st.DrawFn) -> Drawn:
    numbers = draw(st.lists(st.integers(0, len(NOTES) - 1), unique=True, max_size=8))
    scores = sorted(draw(st.lists(st.floats(0.01, 2), min_size=len(numbers), max_size=len(numbers))), reverse=True)
    confidence = draw(st.floats(0, 1)) if numbers else 0.0
    relevance = draw(st.floats(confidence, 1)) if numbers else 0.0
    return Drawn(list(zip(numbers, scores, strict=True)), confidence, relevance)


def ranking_of(base: KnowledgeBase, drawn: Drawn) -> Ranking:
    return Ranking(
        tuple(Hit(base.entries[number], score) for number, score in drawn.hits),
        drawn.confidence,
        drawn.relevance,
        exact=False,
        matched=("ferry",),
        unknown=("rocket",),
        by_meaning=True,
    )


def ranked_of(base: KnowledgeBase, *drawn: Drawn, message: str = "where to") -> RankedMessage:
    """A message with one reading of the whole text for each ranking, highest confidence first."""
    span = Span(message, 0, 0, asks=True)
    return RankedMessage(message, tuple(RankedReading(span, ranking_of(base, each)) for each in drawn))


RANKINGS = rankings()
STRICTNESSES = st.sampled_from(Strictness)
LEVELS = (Strictness.CAREFUL, Strictness.BALANCED, Strictness.EAGER)


def says(outcome: Outcome) -> int:
    """How much an outcome says, as a number."""
    if isinstance(outcome, Suggested):
        return 2 if outcome.likely else 1
    return 3 if isinstance(outcome, Answered) else 0


@settings(deadline=None)
@given(text=ASKED)
def test_any_text_has_one_of_three_outcomes(assistant: Assistant, text: str) -> None:
    outcome = assistant.ask(text)
    assert type(outcome) in get_args(Outcome)
    assert outcome.query == text
    assert 0 <= outcome.confidence <= 1


@given(drawn=RANKINGS, strictness=STRICTNESSES)
def test_the_answer_is_the_first_hit(
    assistant: Assistant, harbour: KnowledgeBase, drawn: Drawn,
    strictness: Strictness,
) -> None:  # fmt: skip
    ranked = ranked_of(harbour, drawn)
    ranking = ranked.readings[0].ranking
    outcome = assistant.decide(ranked, strictness)
    if isinstance(outcome, Answered):
        assert outcome.entry is ranking.hits[0].entry
        assert outcome.related == assistant.related(outcome.entry)
    assert (outcome.hits, outcome.confidence) == (ranking.hits, ranking.confidence)
    assert outcome.evidence == Evidence(("ferry",), ("rocket",), by_meaning=True)


@given(drawn=RANKINGS, strictness=STRICTNESSES)
def test_choices_are_at_most_three_with_different_answers_best_first(
    assistant: Assistant, harbour: KnowledgeBase, drawn: Drawn,
    strictness: Strictness,
) -> None:  # fmt: skip
    outcome = assistant.decide(ranked_of(harbour, drawn), strictness)
    if isinstance(outcome, Suggested):
        ranked = [hit.entry for hit in outcome.hits]
        assert 1 <= len(outcome.choices) <= 3
        assert len({entry.answer for entry in outcome.choices}) == len(outcome.choices)
        assert list(outcome.choices) == sorted(outcome.choices, key=ranked.index)
        assert outcome.choices[0] is ranked[0]


@given(drawn=RANKINGS)
def test_a_less_strict_level_says_at_least_as_much(assistant: Assistant, harbour: KnowledgeBase, drawn: Drawn) -> None:
    said = [says(assistant.decide(ranked_of(harbour, drawn), level)) for level in LEVELS]
    assert said == sorted(said)


@pytest.mark.parametrize("strictness", Strictness)
def test_the_thresholds_of_each_level_are_in_order(strictness: Strictness) -> None:
    need = strictness.thresholds
    assert 0 < need.likely < need.answer < 1
    assert 0 < need.suggest < 1


def said_at(assistant: Assistant, confidence: float, relevance: float, strictness: Strictness) -> int:
    """How much the outcome for two hits with very different scores says."""
    drawn = Drawn([(0, 0.9), (5, 0.4)], confidence, relevance)
    return says(assistant.decide(ranked_of(assistant.base, drawn), strictness))


@pytest.mark.parametrize("strictness", Strictness)
def test_a_threshold_includes_its_own_value(assistant: Assistant, strictness: Strictness) -> None:
    need, less = strictness.thresholds, 1e-9
    assert said_at(assistant, need.answer, 1, strictness) == 3
    assert said_at(assistant, need.answer - less, 1, strictness) == 2
    assert said_at(assistant, need.likely, 1, strictness) == 2
    assert said_at(assistant, need.likely - less, 1, strictness) == 1
    assert said_at(assistant, 0, need.suggest, strictness) == 1
    assert said_at(assistant, 0, need.suggest - less, strictness) == 0


def test_one_relevant_reading_makes_the_whole_message_relevant(assistant: Assistant, harbour: KnowledgeBase) -> None:
    surest, other = Drawn([(0, 0.9)], 0.2, 0.3), Drawn([(1, 0.9)], 0.1, 0.9)
    outcome = assistant.decide(ranked_of(harbour, surest, other), Strictness.BALANCED)
    assert isinstance(outcome, Suggested)
    assert outcome.choices == harbour.entries[1:2]


def test_an_entry_with_a_much_lower_score_is_not_offered(assistant: Assistant, harbour: KnowledgeBase) -> None:
    ranked = ranked_of(harbour, Drawn([(0, 0.9), (5, 0.6), (6, 0.2)], 0.5, 1))
    outcome = assistant.decide(ranked, Strictness.BALANCED)
    assert isinstance(outcome, Suggested)
    assert [entry.id for entry in outcome.choices] == ["0", "5"]


def test_two_entries_with_the_same_answer_are_not_a_tie(assistant: Assistant) -> None:
    outcome = assistant.ask("what does a ferry ticket cost")
    assert isinstance(outcome, Answered)
    assert outcome.entry.answer == "Four euros, children half."


@pytest.mark.parametrize("number", range(len(NOTES)))
@pytest.mark.parametrize("strictness", Strictness)
def test_a_stored_question_is_answered_at_any_strictness(
    assistant: Assistant, harbour: KnowledgeBase, strictness: Strictness, number: int
) -> None:
    question = harbour.entries[number].question
    outcome = assistant.decide(assistant.rank(question), strictness)
    assert isinstance(outcome, Answered)
    assert outcome.entry is harbour.entries[number]


@pytest.mark.parametrize("strictness", Strictness)
@pytest.mark.parametrize(
    "text", ["", "?", "the of and", "what is it", "95", "1987", "95 %", "😀 🎉", "qwxz zzkq", "hjkl"]
)
def test_a_message_without_substance_is_unanswered(assistant: Assistant, strictness: Strictness, text: str) -> None:
    outcome = assistant.decide(assistant.rank(text), strictness)
    assert isinstance(outcome, Unanswered)
    assert outcome.confidence == 0


@pytest.mark.parametrize("text", ["who wrote hamlet", "how do i cook rice", "is the lighthouse haunted by pirates"])
def test_a_question_outside_the_file_is_not_answered(assistant: Assistant, text: str) -> None:
    assert not isinstance(assistant.ask(text), Answered)


def test_who_killed_kennedy_is_unanswered_and_names_the_unknown_word(shipped_assistant: Assistant) -> None:
    outcome = shipped_assistant.ask("who killed kennedy")
    assert isinstance(outcome, Unanswered)
    assert outcome.evidence == Evidence(matched=("kennedy",), unknown=("killed",))


def test_an_entry_that_shares_few_content_words_is_not_likely(shipped_assistant: Assistant) -> None:
    assert says(shipped_assistant.ask("do you like pizza @everyone")) < 2


def test_words_of_an_answer_find_its_entry(shipped_assistant: Assistant) -> None:
    outcome = shipped_assistant.ask("what happened in Uncle Sam's backyard")
    assert outcome.hits[0].entry.question == "Why did Khrushchev protect Cuba?"
    assert not isinstance(outcome, Unanswered)


def test_every_stored_question_of_the_shipped_file_is_answered_with_its_own_entry(
    shipped_assistant: Assistant,
) -> None:
    for entry in shipped_assistant.base.entries:
        for question in entry.questions:
            outcome = shipped_assistant.ask(question)
            assert isinstance(outcome, Answered)
            assert outcome.entry is entry


def test_the_assistants_strictness_decides(harbour: KnowledgeBase) -> None:
    text = "when does the ferry leave from pier"
    for strictness in Strictness:
        built = Assistant.build(harbour, strictness)
        assert built.ask(text) == built.decide(built.rank(text), strictness)


def test_two_builds_give_the_same_answers(assistant: Assistant, harbour: KnowledgeBase) -> None:
    again = Assistant.build(harbour)
    questions = ["ferry cost", "lighthouse keeper", "oil", "bicycle on the ferry", "rocket"]
    assert [again.ask(text) for text in questions] == [assistant.ask(text) for text in questions]
