"""The measures, compared with cases worked out by hand and with independent definitions."""

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.bootstrap import Estimate, estimate
from bot.evaluation.measures import Measure, auroc, auroc_of_first_hit, refused_at_coverage, success_at
from bot.evaluation.named_measures import MEASURES
from bot.evaluation.sample import Sample

Row = tuple[bool, int, float, bool, bool, bool, bool]
"""answerable, rank, confidence, answered, answered right, suggested, helped."""

BY_HAND: list[Row] = [
    (True, 1, 0.95, True, True, False, True),
    (True, 1, 0.75, True, True, False, True),
    (True, 2, 0.55, False, False, True, True),
    (True, 4, 0.35, False, False, False, False),
    (False, 0, 0.85, True, False, False, False),
    (False, 0, 0.15, False, False, True, False),
]


def sample(rows: Sequence[Row]) -> Sample:
    columns = list(zip(*rows, strict=True)) or [()] * 7
    kinds = (np.bool_, np.int64, np.float64, np.bool_, np.bool_, np.bool_, np.bool_)
    return Sample(*(np.array(column, dtype=kind) for column, kind in zip(columns, kinds, strict=True)))


def value(measure: Measure, of: Sample) -> float:
    return float(measure(of, np.ones((1, len(of))))[0])


@st.composite
def rows(draw: st.DrawFn) -> Row:
    answerable = draw(st.booleans())
    rank = draw(st.integers(0, 5)) if answerable else 0
    answered = draw(st.booleans())
    right = answered and rank == 1
    suggested = not answered and draw(st.booleans())
    helped = right or (suggested and 0 < rank <= 3)
    return answerable, rank, draw(st.integers(0, 64)) / 64, answered, right, suggested, helped


samples = st.lists(rows(), min_size=1, max_size=40).map(sample)
measures = st.sampled_from(sorted(MEASURES))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("answered-right", 2 / 4),
        ("helped", 3 / 4),
        ("precision", 2 / 3),
        ("false-answers", 1 / 2),
        ("false-suggestions", 1 / 2),
        ("success@1", 2 / 4),
        ("success@3", 3 / 4),
        ("mrr", (1 + 1 + 1 / 2 + 1 / 4) / 4),
        ("auroc-first", (4 + 3) / 8),
        ("ece", (0.05 + 0.25 + 0.55 + 0.35 + 0.85 + 0.15) / 6),
        ("brier", (0.05**2 + 0.25**2 + 0.55**2 + 0.35**2 + 0.85**2 + 0.15**2) / 6),
        ("auroc", (2 + 1 + 1 + 1) / 8),
        ("refused@95", 1 / 2),
    ],
)
def test_each_measure_has_the_value_worked_out_by_hand(name: str, expected: float) -> None:
    assert value(MEASURES[name].measure, sample(BY_HAND)) == pytest.approx(expected)


def test_hits_and_misses_in_one_bin_cancel_in_the_calibration_error() -> None:
    rows: list[Row] = [(True, 1, 0.75, True, True, False, True)] * 3 + [(False, 0, 0.75, True, False, False, False)]
    assert value(MEASURES["ece"].measure, sample(rows)) == pytest.approx(0)


def test_full_confidence_belongs_to_the_last_bin() -> None:
    rows: list[Row] = [(True, 1, 1.0, True, True, False, True), (False, 0, 0.9, True, False, False, False)]
    assert value(MEASURES["ece"].measure, sample(rows)) == pytest.approx(abs((1.0 - 1.0) + (0.0 - 0.9)) / 2)


def test_refusal_may_cost_at_most_one_answerable_question_in_twenty() -> None:
    answerable: list[Row] = [(True, 1, number / 100, True, True, False, True) for number in range(50, 70)]
    unanswerable: list[Row] = [
        (False, 0, confidence, True, False, False, False) for confidence in (0.4, 0.505, 0.515, 0.9)
    ]
    assert value(refused_at_coverage, sample(answerable + unanswerable)) == 2 / 4


@pytest.mark.parametrize("name", ["auroc", "refused@95", "false-answers", "false-suggestions"])
def test_measures_of_unanswerable_questions_need_some(name: str) -> None:
    assert np.isnan(value(MEASURES[name].measure, sample(BY_HAND[:4])))


@pytest.mark.parametrize(
    "name", ["answered-right", "helped", "success@1", "success@3", "mrr", "auroc-first", "auroc", "refused@95"]
)
def test_measures_of_answerable_questions_need_some(name: str) -> None:
    assert np.isnan(value(MEASURES[name].measure, sample(BY_HAND[4:])))


@pytest.mark.parametrize("name", MEASURES)
def test_an_empty_sample_gives_no_value(name: str) -> None:
    assert np.isnan(value(MEASURES[name].measure, sample([])))


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        replace(sample(BY_HAND), rank=np.zeros(2, dtype=np.int64))


@given(samples, measures)
def test_every_measure_lies_between_zero_and_one(of: Sample, name: str) -> None:
    found = value(MEASURES[name].measure, of)
    assert np.isnan(found) or -1e-12 <= found <= 1 + 1e-12


@given(samples, measures, st.data())
def test_a_weight_repeats_a_question(of: Sample, name: str, data: st.DataObject) -> None:
    weights = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(of), max_size=len(of))))
    repeated = Sample(*(np.repeat(getattr(of, field.name), weights) for field in fields(of)))
    weighted = MEASURES[name].measure(of, weights[None, :].astype(np.float64))[0]
    assert weighted == pytest.approx(value(MEASURES[name].measure, repeated), nan_ok=True)


@given(samples)
def test_auroc_is_the_share_of_pairs_in_the_right_order(of: Sample) -> None:
    above, below = of.confidence[of.answerable], of.confidence[~of.answerable]
    pairs = [1.0 if yes > no else 0.5 if yes == no else 0.0 for yes in above for no in below]
    assert value(auroc, of) == pytest.approx(np.mean(pairs) if pairs else np.nan, nan_ok=True)


@given(samples)
def test_auroc_of_the_first_hit_compares_the_right_with_all_others(of: Sample) -> None:
    is_right = (of.rank == 1) & of.answerable
    above, below = of.confidence[is_right], of.confidence[~is_right]
    pairs = [1.0 if yes > no else 0.5 if yes == no else 0.0 for yes in above for no in below]
    assert value(auroc_of_first_hit, of) == pytest.approx(np.mean(pairs) if pairs else np.nan, nan_ok=True)


def test_wrong_first_hits_lower_only_the_auroc_of_the_first_hit() -> None:
    rows: list[Row] = [
        (True, 1, 0.6, True, True, False, True),
        (True, 2, 0.9, True, False, False, False),
        (False, 0, 0.3, False, False, False, False),
    ]
    assert (value(auroc, sample(rows)), value(auroc_of_first_hit, sample(rows))) == (1, 1 / 2)


def test_suggestions_help_but_do_not_answer() -> None:
    rows: list[Row] = [(True, 1, 0.5, False, False, True, True)] * 9 + [(True, 1, 0.9, True, True, False, True)]
    found = {name: value(MEASURES[name].measure, sample(rows)) for name in ("helped", "answered-right", "precision")}
    assert found == {"helped": 1, "answered-right": 0.1, "precision": 1}


@given(samples)
def test_an_unanswerable_question_is_answered_suggested_or_refused(of: Sample) -> None:
    answered, suggested = (value(MEASURES[name].measure, of) for name in ("false-answers", "false-suggestions"))
    refused = ~(of.answered | of.suggested)[~of.answerable]
    assert 1 - answered - suggested == pytest.approx(refused.mean() if len(refused) else np.nan, nan_ok=True)


@given(samples)
def test_refusal_uses_the_best_threshold_that_keeps_the_coverage(of: Sample) -> None:
    kept, other = of.confidence[of.answerable], of.confidence[~of.answerable]
    allowed = [limit for limit in of.confidence if len(kept) and (kept >= limit).mean() >= 0.95]
    best = max(((other < limit).mean() for limit in allowed), default=np.nan) if len(other) else np.nan
    assert value(refused_at_coverage, of) == pytest.approx(best, nan_ok=True)


@given(samples)
def test_rank_measures_ignore_the_scale_of_the_confidence(of: Sample) -> None:
    scaled = replace(of, confidence=np.square(of.confidence))
    for measure in (auroc, auroc_of_first_hit, refused_at_coverage):
        assert value(measure, scaled) == pytest.approx(value(measure, of), nan_ok=True)


@given(samples, st.integers(1, 4))
def test_success_never_falls_with_more_hits(of: Sample, k: int) -> None:
    assert not success_at(k + 1, of, np.ones((1, len(of)))) < success_at(k, of, np.ones((1, len(of))))


def test_the_same_sample_has_the_same_intervals() -> None:
    listed = {name: each.measure for name, each in MEASURES.items()}
    assert estimate(sample(BY_HAND), listed) == estimate(sample(BY_HAND), listed)


def test_the_interval_of_a_share_is_binomial() -> None:
    rows: list[Row] = [(True, 1 if number < 300 else 2, 0.5, True, True, False, True) for number in range(400)]
    found = estimate(sample(rows), {"success@1": MEASURES["success@1"].measure})["success@1"]
    half = 1.96 * (0.75 * 0.25 / 400) ** 0.5
    assert (found.low, found.value, found.high) == pytest.approx((0.75 - half, 0.75, 0.75 + half), abs=0.005)


def test_what_cannot_be_measured_has_no_interval() -> None:
    found = estimate(sample(BY_HAND[:4]), {"auroc": auroc})["auroc"]
    assert np.isnan([found.value, found.low, found.high]).all()


def test_resampling_keeps_the_share_of_answerable_questions() -> None:
    found = estimate(sample(BY_HAND), {"mix": lambda of, weights: weights @ of.answerable.astype(np.float64)})["mix"]
    assert found == Estimate(4.0, 4.0, 4.0)
