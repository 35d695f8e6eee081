"""Asking a real assistant, and judging its outcomes."""

from typing import NamedTuple

import pytest

from bot.answering import Answered, Assistant, Evidence, Outcome, Strictness, Suggested, Unanswered
from bot.evaluation import EvaluationSet, LabelledQuestion, evaluate, evaluate_sets
from bot.evaluation.judgement import judge
from bot.knowledge import KnowledgeBase
from bot.retrieval import Hit
from tests.evaluation.conftest import ORDER, PARCEL, SUNDAY

HITS = (Hit(ORDER, 0.9), Hit(PARCEL, 0.6))
COMMON = ("a question", HITS, 0.7, Evidence(("order",), ("rocket",)), "")
ANSWERED = Answered(*COMMON, ORDER, ())
SUGGESTED = Suggested(*COMMON, (ORDER, PARCEL), likely=True)
UNANSWERED = Unanswered(*COMMON)


class Judged(NamedTuple):
    """The main fields of a judgement."""

    rank: int
    answered_right: bool
    helped: bool


@pytest.fixture(scope="module")
def assistant(shop: KnowledgeBase) -> Assistant:
    return Assistant.build(shop)


@pytest.mark.parametrize(
    ("outcome", "expected", "judged"),
    [
        (ANSWERED, {"order"}, Judged(rank=1, answered_right=True, helped=True)),
        (ANSWERED, {"order", "sunday"}, Judged(rank=1, answered_right=True, helped=True)),
        (ANSWERED, {"parcel"}, Judged(rank=2, answered_right=False, helped=False)),
        (ANSWERED, {"sunday"}, Judged(rank=0, answered_right=False, helped=False)),
        (ANSWERED, set(), Judged(rank=0, answered_right=False, helped=False)),
        (SUGGESTED, {"parcel"}, Judged(rank=2, answered_right=False, helped=True)),
        (SUGGESTED, {"sunday"}, Judged(rank=0, answered_right=False, helped=False)),
        (UNANSWERED, {"order"}, Judged(rank=1, answered_right=False, helped=False)),
    ],
)
def test_an_outcome_is_judged(outcome: Outcome, expected: set[str], judged: Judged, shop: KnowledgeBase) -> None:
    found = judge(LabelledQuestion("a question", frozenset(expected)), outcome, shop)
    assert Judged(found.rank, found.answered_right, found.helped) == judged


def test_a_judgement_has_scores_and_evidence(shop: KnowledgeBase) -> None:
    found = judge(LabelledQuestion("a question", frozenset({"parcel"})), SUGGESTED, shop)
    assert (found.outcome, found.best, found.best_score, found.expected_score) == ("suggested", ORDER, 0.9, 0.6)
    assert (found.expected, found.matched, found.unknown) == ((PARCEL,), ("order",), ("rocket",))


def test_an_outcome_without_hits_is_judged(shop: KnowledgeBase) -> None:
    outcome = Unanswered("?", (), 0.0, Evidence(), "")
    found = judge(LabelledQuestion("?", frozenset({"parcel"})), outcome, shop)
    assert (found.best, found.rank, found.confidence) == (None, 0, 0.0)


def test_stored_questions_find_their_entries(assistant: Assistant, shop: KnowledgeBase) -> None:
    stored = [LabelledQuestion(text, frozenset({entry.id})) for entry in shop.entries for text in entry.questions]
    assert evaluate(assistant, stored).estimates["success@1"].value == 1


def test_progress_is_reported_after_every_question(assistant: Assistant) -> None:
    seen: list[tuple[int, int]] = []
    evaluate(assistant, [LabelledQuestion("it", frozenset())] * 3, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_sets_are_pooled_into_one_report_in_order(shop: KnowledgeBase) -> None:
    seen: list[tuple[int, int]] = []
    sets = [
        EvaluationSet(shop, (LabelledQuestion("Where is my order?", frozenset({"order"})),)),
        EvaluationSet(KnowledgeBase((PARCEL, SUNDAY)), (LabelledQuestion("Where is my order?", frozenset()),)),
    ]
    report = evaluate_sets(sets, lambda done, total: seen.append((done, total)))
    assert [judgement.rank for judgement in report.judgements] == [1, 0]
    assert seen == [(1, 2), (2, 2)]


def test_successive_sets_of_one_knowledge_base_share_an_assistant(shop: KnowledgeBase) -> None:
    built: list[KnowledgeBase] = []

    def build(base: KnowledgeBase) -> Assistant:
        built.append(base)
        return Assistant.build(base)

    asked = (LabelledQuestion("Where is my order?", frozenset({"order"})),)
    other = KnowledgeBase((PARCEL, ORDER))
    evaluate_sets([EvaluationSet(shop, asked), EvaluationSet(shop, asked), EvaluationSet(other, asked)], build=build)
    assert built == [shop, other]


def test_judgements_are_kept_by_the_file_of_their_questions(shop: KnowledgeBase) -> None:
    order = LabelledQuestion("Where is my order?", frozenset({"order"}))
    parcel = LabelledQuestion("How do I return a parcel?", frozenset({"parcel"}))
    report = evaluate_sets(
        [EvaluationSet(shop, (order,), "a.tsv"), EvaluationSet(shop, (parcel,), "b.tsv"), EvaluationSet(shop, (order,))]
    )
    assert {file: [row.asked for row in rows] for file, rows in report.by_file.items()} == {
        "a.tsv": [order],
        "b.tsv": [parcel],
    }
    assert len(report.judgements) == 3


def test_a_stricter_assistant_never_answers_more(assistant: Assistant) -> None:
    texts = ("return parcel", "order", "shops sunday open", "when do you close", "send something", "who are you")
    report = evaluate(assistant, [LabelledQuestion(text, frozenset()) for text in texts])
    careful, balanced, eager = (
        {row.asked.text for row in report.by_strictness[strictness] if row.answered} for strictness in Strictness
    )
    assert careful <= balanced <= eager


def test_the_report_uses_the_strictness_of_the_assistant(shop: KnowledgeBase) -> None:
    asked = [LabelledQuestion("return parcel", frozenset({"parcel"}))]
    report = evaluate(Assistant.build(shop, Strictness.CAREFUL), asked)
    assert report.judgements == report.by_strictness[Strictness.CAREFUL]
