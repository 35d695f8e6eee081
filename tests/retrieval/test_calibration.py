"""Labelled questions adapt the confidence to one knowledge base."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase
from bot.language import ENGLISH
from bot.retrieval import DEFAULT_PARAMS, Labelled, Retriever
from bot.retrieval.calibration import MIN_SLOPE, calibrate
from bot.retrieval.confidence import NAMES, Confidence
from bot.retrieval.meaning import EntryVectors
from bot.retrieval.priors import BY_WORDS, WITH_MEANING
from bot.retrieval.ranker import Ranker
from tests.retrieval.bases import GREENHOUSE, LIBRARY, SOME, base_of, built
from tests.retrieval.synonym_encoder import SynonymEncoder

RANKER = Ranker.build(LIBRARY, ENGLISH)
ENCODER = SynonymEncoder("fines penalties", "late tardy", "coffee espresso")
WITH_VECTORS = RANKER.with_meaning(ENCODER, EntryVectors.build(LIBRARY, ENCODER, ENGLISH))
RANKERS = pytest.mark.parametrize("ranker", [RANKER, WITH_VECTORS], ids=["words", "meaning"])

ASKED = ("late fines", "print my thesis", "coffee near the manuscripts", "join from abroad", "broken book", "a room")
LABELLED: list[Labelled] = [
    ("may i drink in the hall", frozenset({"6"})),
    ("print a poster", frozenset({"2"})),
    ("late fines for zeppelins", frozenset()),
]


@pytest.mark.parametrize("base", [LIBRARY, GREENHOUSE], ids=["single questions", "several phrasings"])
def test_without_labelled_questions_the_prior_is_unchanged(base: KnowledgeBase) -> None:
    assert calibrate(base, Ranker.build(base, ENGLISH)) == BY_WORDS


def test_without_labelled_questions_the_prior_with_meaning_is_unchanged() -> None:
    assert calibrate(LIBRARY, WITH_VECTORS) == WITH_MEANING


@RANKERS
def test_calibration_is_deterministic(ranker: Ranker) -> None:
    assert calibrate(LIBRARY, ranker, LABELLED) == calibrate(LIBRARY, ranker, LABELLED)


@RANKERS
def test_only_shift_and_slope_are_adapted(ranker: Ranker) -> None:
    prior, adapted = calibrate(LIBRARY, ranker), calibrate(LIBRARY, ranker, LABELLED)
    assert adapted != prior
    assert replace(adapted, shift=prior.shift, slope=prior.slope) == prior


@pytest.mark.parametrize("encoder", [None, ENCODER], ids=["words", "meaning"])
@pytest.mark.parametrize(("answered_by", "surer"), [({"6"}, True), (set[str](), False)], ids=["right", "unanswerable"])
def test_labelled_questions_move_the_confidence_towards_their_labels(
    answered_by: set[str], encoder: SynonymEncoder | None, *, surer: bool
) -> None:
    labelled = [("may i drink in the hall", frozenset(answered_by))] * 100
    text = "may i eat in the hall"
    without = Retriever.build(LIBRARY, encoder=encoder).rank(text)
    taught = Retriever.build(LIBRARY, labelled, encoder=encoder).rank(text)
    assert taught.hits == without.hits
    assert (taught.confidence > without.confidence) is surer


def calibrated(texts: list[str], *, right: bool) -> Confidence:
    """What comes of questions of which the best hit is right throughout, or wrong."""
    hits = [(text, built(LIBRARY).rank(text).hits) for text in texts]
    return calibrate(LIBRARY, RANKER, [(text, frozenset({found[0].entry.id} if right else ())) for text, found in hits])


@SOME
@given(texts=st.lists(st.sampled_from(ASKED), min_size=1, max_size=6), right=st.booleans())
def test_right_hits_raise_the_confidence_and_wrong_hits_lower_it(texts: list[str], *, right: bool) -> None:
    assert (calibrated(texts, right=right).shift > 0) is right


@pytest.mark.parametrize("right", [True, False])
def test_more_labels_move_the_confidence_further(*, right: bool) -> None:
    moved = [abs(calibrated(["late fines"] * count, right=right).shift) for count in (1, 4, 16, 64)]
    assert moved == sorted(moved)
    assert len(set(moved)) == len(moved)


def test_labels_against_all_evidence_keep_the_slope_positive() -> None:
    sure, unsure = "What are the fines for late returns?", "a hall for zeppelins made of paper"
    (hit, *_) = built(LIBRARY).rank(unsure).hits
    labelled = [(sure, frozenset[str]()), (unsure, frozenset({hit.entry.id}))]
    assert calibrate(LIBRARY, RANKER, labelled * 100).slope == MIN_SLOPE


def test_a_label_for_a_removed_entry_counts_as_unanswerable() -> None:
    gone, none = [("late fines", frozenset({"gone"}))], [("late fines", frozenset[str]())]
    assert calibrate(LIBRARY, RANKER, gone) == calibrate(LIBRARY, RANKER, none)


def test_an_entry_with_the_same_answer_is_right_too() -> None:
    base = base_of(("Where is the red boat?", "Here."), ("Where is the blue boat?", "Here."), ("Who steers?", "Ida."))
    ranker = Ranker.build(base, ENGLISH)
    one, other = ([("the red boat please", frozenset({entry}))] for entry in ("0", "1"))
    assert calibrate(base, ranker, one) == calibrate(base, ranker, other)


def test_a_question_without_hits_counts_as_wrong() -> None:
    assert calibrate(LIBRARY, RANKER, [("zeppelin", frozenset({"6"}))]).shift < 0


def test_features_left_out_have_no_weight() -> None:
    ranker = Ranker.build(LIBRARY, ENGLISH, replace(DEFAULT_PARAMS, features=frozenset({"score", "held"})))
    weights = dict(zip(NAMES, calibrate(LIBRARY, ranker).prior.coefficients, strict=True))
    assert {name for name, weight in weights.items() if weight} <= {"score", "held"}
