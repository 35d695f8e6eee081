"""What each part of the ranking contributes."""

import pytest

from bot.evaluation import EvaluationSet, LabelledQuestion
from bot.evaluation.ablation import SHOWN, WHOLE, Row, ablate, as_text
from bot.knowledge import KnowledgeBase
from bot.retrieval import ABLATIONS


@pytest.fixture(scope="module")
def rows(shop: KnowledgeBase) -> list[Row]:
    questions = (
        LabelledQuestion("return a parcel", frozenset({"parcel"})),
        LabelledQuestion("my orders page", frozenset({"order"})),
        LabelledQuestion("who won the race", frozenset()),
    )
    return list(ablate([EvaluationSet(shop, questions)]))


def test_the_whole_comes_first_and_then_a_row_without_each_part(rows: list[Row]) -> None:
    assert [name for name, _ in rows] == [WHOLE, *ABLATIONS]
    assert all(tuple(measured) == SHOWN for _, measured in rows)


def test_a_word_of_an_answer_is_not_found_without_the_answers(shop: KnowledgeBase) -> None:
    asked = LabelledQuestion("page", frozenset({"order"}))
    measured = dict(ablate([EvaluationSet(shop, (asked,))]))
    assert (measured[WHOLE]["success@1"], measured["answers"]["success@1"]) == (1, 0)


def test_the_table_shows_the_whole_and_then_differences(rows: list[Row]) -> None:
    head, whole, *others, foot = as_text(rows).splitlines()
    assert head.split()[:2] == ["left", "out"]
    assert whole.split()[1] == "1.000"
    assert len(others) == len(ABLATIONS)
    assert all(cell[0] in "+-" or cell == "nan" for line in others for cell in line.split()[-len(SHOWN) :])
    assert foot == "Lower is better for false-answers and ece."
