"""A small shop's knowledge base, and judgements made to order."""

from collections.abc import Callable
from typing import TypedDict, Unpack

import pytest

from bot.evaluation import Judgement, LabelledQuestion
from bot.knowledge import Entry, KnowledgeBase

PARCEL = Entry(
    "parcel",
    ("How do I return a parcel?", "What must I do to send something back?"),
    "Print the label from your account.",
    None,
    "shop.txt",
    1,
)
ORDER = Entry("order", ("Where is my order?",), "Open the page “My orders”.", None, "shop.txt", 4)
SUNDAY = Entry("sunday", ("When are the shops open on Sunday?",), "They are closed on Sunday.", None, "shop.txt", 6)

Make = Callable[..., Judgement]


@pytest.fixture(scope="session")
def shop() -> KnowledgeBase:
    return KnowledgeBase((PARCEL, ORDER, SUNDAY))


@pytest.fixture(scope="session")
def make() -> Make:
    return judgement


class Given(TypedDict, total=False):
    """The parts of a judgement that tests set; the rest follows from them."""

    outcome: str
    best: Entry | None
    rank: int
    confidence: float
    matched: tuple[str, ...]
    unknown: tuple[str, ...]
    kind: str


def judgement(text: str = "a question", expected: Entry | None = PARCEL, **given: Unpack[Given]) -> Judgement:
    """A consistent judgement: it helped if `expected` was the answer or among the three suggestions."""
    outcome, best = given.get("outcome", "answered"), given.get("best", PARCEL)
    rank = given.get("rank", 1) if expected else 0
    right = expected is not None and expected == best
    return Judgement(
        asked=LabelledQuestion(text, frozenset({expected.id} if expected else ()), given.get("kind", "")),
        outcome=outcome,
        best=best,
        best_score=0.8,
        expected=(expected,) if expected else (),
        rank=rank,
        expected_score=0.8 / rank if rank else 0.0,
        confidence=given.get("confidence", 0.9),
        helped=right if outcome == "answered" else outcome == "suggested" and 0 < rank <= 3,
        matched=given.get("matched", ()),
        unknown=given.get("unknown", ()),
    )
