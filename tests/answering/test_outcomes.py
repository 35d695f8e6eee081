"""One of three outcomes for any question."""

from typing import NamedTuple, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import Answered, Assistant, Evidence, Outcome, Strictness, Suggested, Unanswered
from bot.knowledge import KnowledgeBase
from bot.retrieval import Hit, Ranking
from tests.answering.conftest import NOTES

SPOKEN = sorted({word for question, answer in NOTES for word in f"{question} {answer}".split()} | {"who", "killed"})
ASKED = st.lists(st.sampled_from(SPOKEN), max_size=7).map(" ".join) | st.text(st.characters(codec=None))


class Drawn(NamedTuple):
    """A ranking without its entries."""

    hits: list[tuple[int, float]]
    """The number of each entry, and its score."""
    confidence: float
    lead: float = 0.5
    kept: float = 1.0
    exact: bool = False


@st.composite
def rankings(draw: st.DrawFn) -> Drawn:
    numbers = draw(st.lists(st.integers(0, len(NOTES) - 1), unique=True, max_size=8))
    scores = sorted(draw(st.lists(st.floats(0.01, 2), min_size=len(numbers), max_size=len(numbers))), reverse=True)
    confidence = draw(st.floats(0, 1)) if numbers else 0.0
    hits = list(zip(numbers, scores, strict=True))
    return Drawn(hits, confidence, draw(st.floats(0, 1)), draw(st.floats(0, 1)), draw(st.booleans()))


def ranking_of(base: KnowledgeBase, drawn: Drawn) -> Ranking:
    return Ranking(
        tuple(Hit(base.entries[number], score) for number, score in drawn.hits),
        drawn.confidence,
        exact=drawn.exact,
        kept=drawn.kept,
        lead=drawn.lead,
        matched=("ferry",),
        unknown=("rocket",),
    )


RANKINGS = rankings()
STRICTNESSES = st.sampled_from(Strictness)


@settings(deadline=None)
@given(text=ASKED)
def test_any_text_comes_to_one_of_three_outcomes(assistant: Assistant, text: str) -> None:
    outcome = assistant.ask(text)
    assert type(outcome) in get_args(Outcome)
    assert outcome.query == text
    assert 0 <= outcome.confidence <= 1


@given(drawn=RANKINGS, strictness=STRICTNESSES)
def test_an_answer_is_that_of_the_first_hit(
    assistant: Assistant, harbour: KnowledgeBase, drawn: Drawn,
    strictness: Strictness,
) -> None:  # fmt: skip
    ranking = ranking_of(harbour, drawn)
    outcome = assistant.decide("where to", ranking, strictness)
    if isinstance(outcome, Answered):
        assert outcome.entry is ranking.hits[0].entry
        assert outcome.related == assistant.related(outcome.entry)
    assert (outcome.hits, outcome.confidence) == (ranking.hits, ranking.confidence)
    assert outcome.evidence == Evidence(("ferry",), ("rocket",))


@given(drawn=RANKINGS, strictness=STRICTNESSES)
def test_choices_are_at_most_three_have_different_answers_and_stand_best_first(
    assistant: Assistant, harbour: KnowledgeBase, drawn: Drawn,
    strictness: Strictness,
) -> None:  # fmt: skip
    outcome = assistant.decide("where to", ranking_of(harbour, drawn), strictness)
    if not isinstance(outcome, Answered):
        choices = outcome.choices if isinstance(outcome, Suggested) else outcome.nearest
        ranked = [hit.entry for hit in outcome.hits]
        assert len(choices) <= 3
        assert len({entry.answer for entry in choices}) == len(choices)
        assert list(choices) == sorted(choices, key=ranked.index)
        assert choices[:1] == tuple(ranked[:1]) if choices else not isinstance(outcome, Suggested)


LEVELS = (Strictness.CAREFUL, Strictness.BALANCED, Strictness.EAGER)


@given(drawn=RANKINGS)
def test_whoever_is_less_strict_says_at_least_as_much(
    assistant: Assistant, harbour: KnowledgeBase, drawn: Drawn
) -> None:
    ranking = ranking_of(harbour, drawn)
    said = [
        {Unanswered: 0, Suggested: 1, Answered: 2}[type(assistant.decide("where to", ranking, level))]
        for level in LEVELS
    ]
    assert said == sorted(said)


@given(drawn=RANKINGS)
def test_whoever_is_less_strict_shows_the_nearest_at_least_as_often(
    assistant: Assistant, harbour: KnowledgeBase, drawn: Drawn
) -> None:
    ranking = ranking_of(harbour, drawn)
    outcomes = [assistant.decide("where to", ranking, level) for level in LEVELS]
    shown = [not isinstance(outcome, Unanswered) or bool(outcome.nearest) for outcome in outcomes]
    assert shown == sorted(shown)


@pytest.mark.parametrize("strictness", Strictness)
def test_thresholds_of_one_strictness_stand_in_their_order(strictness: Strictness) -> None:
    need = strictness.thresholds
    assert 0 < need.nearest < need.suggest < need.answer < 1


def said_at(assistant: Assistant, confidence: float, strictness: Strictness) -> Outcome:
    """What comes of two hits that are far apart."""
    ranking = ranking_of(assistant.base, Drawn([(0, 0.9), (5, 0.4)], confidence))
    return assistant.decide("where to", ranking, strictness)


@pytest.mark.parametrize("strictness", Strictness)
def test_a_threshold_is_met_from_its_own_figure_on(assistant: Assistant, strictness: Strictness) -> None:
    need = strictness.thresholds
    figures = [need.answer, need.suggest, need.nearest]
    assert [type(said_at(assistant, figure, strictness)) for figure in figures] == [Answered, Suggested, Unanswered]
    assert [type(said_at(assistant, figure - 1e-9, strictness)) for figure in figures] == [
        Suggested,
        Unanswered,
        Unanswered,
    ]


@pytest.mark.parametrize("strictness", Strictness)
def test_the_nearest_are_shown_from_their_own_figure_on(assistant: Assistant, strictness: Strictness) -> None:
    figure = strictness.thresholds.nearest
    at, below = (said_at(assistant, each, strictness) for each in (figure, figure - 1e-9))
    assert isinstance(at, Unanswered)
    assert isinstance(below, Unanswered)
    assert (len(at.nearest), len(below.nearest)) == (2, 0)


@pytest.mark.parametrize("strictness", Strictness)
def test_a_near_tie_between_different_answers_is_offered_and_not_decided(
    assistant: Assistant, harbour: KnowledgeBase, strictness: Strictness
) -> None:
    outcome = assistant.decide(
        "which ferry", ranking_of(harbour, Drawn([(0, 0.9), (1, 0.89)], 0.99, lead=0.01)), strictness
    )
    assert isinstance(outcome, Suggested)
    assert outcome.choices == harbour.entries[:2]


@pytest.mark.parametrize("strictness", Strictness)
def test_a_question_that_names_something_else_is_offered_and_not_decided(
    assistant: Assistant, harbour: KnowledgeBase, strictness: Strictness
) -> None:
    outcome = assistant.decide("where to", ranking_of(harbour, Drawn([(0, 0.9)], 0.99, kept=0.5)), strictness)
    assert isinstance(outcome, Suggested)
    assert outcome.choices == harbour.entries[:1]


def test_what_scores_far_less_than_the_best_is_not_offered_beside_it(
    assistant: Assistant, harbour: KnowledgeBase
) -> None:
    ranking = ranking_of(harbour, Drawn([(0, 0.9), (5, 0.6), (6, 0.2)], 0.5))
    outcome = assistant.decide("where to", ranking, Strictness.BALANCED)
    assert isinstance(outcome, Suggested)
    assert [entry.id for entry in outcome.choices] == ["0", "5"]


def test_a_stored_question_is_answered_however_near_another_is(assistant: Assistant, harbour: KnowledgeBase) -> None:
    ranking = ranking_of(harbour, Drawn([(0, 0.9), (1, 0.89)], 0.99, lead=0.01, kept=0.2, exact=True))
    assert isinstance(assistant.decide("which ferry", ranking, Strictness.CAREFUL), Answered)


def test_two_entries_with_one_answer_are_no_tie(assistant: Assistant) -> None:
    outcome = assistant.ask("what does a ferry ticket cost")
    assert isinstance(outcome, Answered)
    assert outcome.entry.answer == "Four euros, children half."


@pytest.mark.parametrize("number", range(len(NOTES)))
@pytest.mark.parametrize("strictness", Strictness)
def test_a_stored_question_is_answered_at_any_strictness(
    assistant: Assistant, harbour: KnowledgeBase, strictness: Strictness, number: int
) -> None:
    question = harbour.entries[number].question
    outcome = assistant.decide(question, assistant.retriever.rank(question), strictness)
    assert isinstance(outcome, Answered)
    assert outcome.entry is harbour.entries[number]


@pytest.mark.parametrize("strictness", Strictness)
@pytest.mark.parametrize(
    "text", ["", "?", "the of and", "what is it", "95", "1987", "95 %", "😀 🎉", "qwxz zzkq", "hjkl"]
)
def test_a_message_without_substance_is_unanswered_and_has_nothing_near(
    assistant: Assistant, strictness: Strictness, text: str
) -> None:
    outcome = assistant.decide(text, assistant.retriever.rank(text), strictness)
    assert isinstance(outcome, Unanswered)
    assert (outcome.nearest, outcome.confidence) == ((), 0)


@pytest.mark.parametrize("text", ["who wrote hamlet", "how do i cook rice", "is the lighthouse haunted by pirates"])
def test_what_the_file_does_not_say_is_not_answered(assistant: Assistant, text: str) -> None:
    assert not isinstance(assistant.ask(text), Answered)


def test_who_killed_kennedy_is_refused_and_told_why(shipped_assistant: Assistant) -> None:
    outcome = shipped_assistant.ask("who killed kennedy")
    assert isinstance(outcome, Unanswered)
    assert outcome.evidence == Evidence(matched=("kennedy",), unknown=("killed",))


def test_words_of_an_answer_find_it(shipped_assistant: Assistant) -> None:
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


def test_the_strictness_it_was_built_with_decides(harbour: KnowledgeBase) -> None:
    text = "when does the ferry leave from pier"
    for strictness in Strictness:
        built = Assistant.build(harbour, strictness)
        assert built.ask(text) == built.decide(text, built.retriever.rank(text), strictness)


def test_two_builds_answer_alike(assistant: Assistant, harbour: KnowledgeBase) -> None:
    again = Assistant.build(harbour)
    questions = ["ferry cost", "lighthouse keeper", "oil", "bicycle on the ferry", "rocket"]
    assert [again.ask(text) for text in questions] == [assistant.ask(text) for text in questions]
