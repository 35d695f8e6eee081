"""From features to a probability."""

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.confidence import NAMES, Confidence, ConfidenceFeatures, Logistic, fit
from bot.retrieval.priors import BY_WORDS, WITH_MEANING
from tests.retrieval.bases import FEW, SOME

VALUES = st.floats(0, 10)
FEATURES = st.builds(ConfidenceFeatures, *(VALUES for _ in NAMES))
EXAMPLES = st.lists(st.tuples(FEATURES, st.booleans(), st.floats(0.01, 1)), min_size=1, max_size=12)
ADAPTED = st.builds(replace, st.sampled_from((BY_WORDS, WITH_MEANING)), shift=st.floats(-5, 5), slope=st.floats(0.1, 5))
Examples = list[tuple[ConfidenceFeatures, bool, float]]

SHIPPED = {
    "confidence by words": BY_WORDS.prior,
    "confidence with meaning": WITH_MEANING.prior,
    "relevance by words": BY_WORDS.relevance,
    "relevance with meaning": WITH_MEANING.relevance,
}
EVERY_SHIPPED = pytest.mark.parametrize("model", SHIPPED.values(), ids=SHIPPED.keys())
EVERY_FEATURE = pytest.mark.parametrize("name", NAMES)
OF_MEANING = frozenset(("standout", "question", "question_close", "question_same", "nearest", "answer"))


def fitted(examples: Examples) -> Logistic:
    features, right, weights = zip(*examples, strict=True)
    return fit(features, right, weights, NAMES)


def raised(features: ConfidenceFeatures, name: str, more: float) -> ConfidenceFeatures:
    return replace(features, **{name: getattr(features, name) + more})


@EVERY_SHIPPED
@EVERY_FEATURE
@SOME
@given(features=FEATURES, more=VALUES)
def test_no_feature_lowers_the_shipped_prior(
    model: Logistic, name: str, features: ConfidenceFeatures, more: float
) -> None:
    assert model.probability(raised(features, name, more)) >= model.probability(features)


@FEW
@given(examples=EXAMPLES, features=FEATURES, name=st.sampled_from(NAMES), more=VALUES)
def test_no_feature_lowers_a_fitted_model(
    examples: Examples, features: ConfidenceFeatures, name: str, more: float
) -> None:
    model = fitted(examples)
    assert model.probability(raised(features, name, more)) >= model.probability(features)


@SOME
@given(adapted=ADAPTED, features=FEATURES, name=st.sampled_from(NAMES), more=VALUES)
def test_no_feature_lowers_a_calibrated_confidence(
    adapted: Confidence, features: ConfidenceFeatures, name: str, more: float
) -> None:
    assert 0 < adapted.of(features) <= adapted.of(raised(features, name, more)) < 1


@pytest.mark.parametrize("name", ["agreement", "same_kind", "explains"])
@pytest.mark.parametrize("prior", [BY_WORDS, WITH_MEANING], ids=["words", "meaning"])
def test_each_contrast_counts(prior: Confidence, name: str) -> None:
    assert prior.of(ConfidenceFeatures(**{name: 1.0})) > prior.of(ConfidenceFeatures())


def test_the_prior_for_words_ignores_features_of_meaning() -> None:
    assert BY_WORDS.prior.without(OF_MEANING) == BY_WORDS.prior
    assert BY_WORDS.relevance.without(OF_MEANING) == BY_WORDS.relevance


@EVERY_FEATURE
def test_a_model_without_a_feature_gives_it_no_weight(name: str) -> None:
    blind = WITH_MEANING.prior.without(frozenset((name,)))
    assert blind.probability(ConfidenceFeatures(**{name: 9.0})) == blind.probability(ConfidenceFeatures())
    others = ConfidenceFeatures(**{other: 0.5 for other in NAMES if other != name})
    assert blind.probability(others) == pytest.approx(WITH_MEANING.prior.probability(others))


def test_a_model_is_defined_by_the_names_of_its_features() -> None:
    model = Logistic.of(-1.0, score=2.0)
    assert model.logit(ConfidenceFeatures(score=3.0, lead=9.0)) == 5


@SOME
@given(EXAMPLES)
def test_fitted_coefficients_are_finite_and_not_negative(examples: Examples) -> None:
    model = fitted(examples)
    assert all(coefficient >= 0 for coefficient in model.coefficients)
    assert np.isfinite([*model.coefficients, model.intercept]).all()


@SOME
@given(EXAMPLES, st.sets(st.sampled_from(NAMES)))
def test_a_feature_that_is_not_named_has_no_weight(examples: Examples, names: set[str]) -> None:
    features, right, weights = zip(*examples, strict=True)
    model = fit(features, right, weights, sorted(names))
    assert {name for name, weight in zip(NAMES, model.coefficients, strict=True) if weight} <= names


def test_a_fit_separates_right_from_wrong() -> None:
    good, bad = ConfidenceFeatures(score=0.9, held=1.0), ConfidenceFeatures(score=0.3, held=0.2)
    model = fit([good, bad] * 5, [True, False] * 5, [1.0] * 10, NAMES)
    assert model.probability(bad) < 0.1
    assert model.probability(good) > 0.9


def test_a_feature_against_a_hit_gets_no_weight() -> None:
    good, bad = ConfidenceFeatures(score=0.3), ConfidenceFeatures(score=0.9)
    model = fit([good, bad] * 5, [True, False] * 5, [1.0] * 10, ("score",))
    assert model.coefficients[NAMES.index("score")] == 0
    assert model.probability(good) == pytest.approx(0.5, abs=1e-3)


def test_without_informative_features_a_fit_gives_the_base_rate() -> None:
    model = fit([ConfidenceFeatures()] * 4, [True, True, True, False], [1.0] * 4, NAMES)
    assert model.probability(ConfidenceFeatures()) == pytest.approx(0.75, abs=1e-3)


def test_an_example_of_weight_two_equals_two_examples() -> None:
    one, other = ConfidenceFeatures(score=0.9), ConfidenceFeatures(score=0.8)
    twice = fit([one, other, other], [True, False, False], [1.0] * 3, NAMES)
    weighted = fit([one, other], [True, False], [1.0, 2.0], NAMES)
    assert twice.probability(other) == pytest.approx(weighted.probability(other), abs=1e-4)


@SOME
@given(st.floats(-9, 9), st.floats(0.1, 9), FEATURES)
def test_a_calibration_is_restored(shift: float, slope: float, features: ConfidenceFeatures) -> None:
    adapted = replace(WITH_MEANING, shift=shift, slope=slope)
    again = WITH_MEANING.restored(adapted.state())
    assert again == adapted
    assert again.of(features) == adapted.of(features)


@pytest.mark.parametrize("name", ["shift", "slope"])
@pytest.mark.parametrize("value", [nan, inf])
def test_an_invalid_calibration_is_refused(name: str, value: float) -> None:
    with pytest.raises(ValueError, match="out of range"):
        BY_WORDS.restored({**BY_WORDS.state(), name: np.array([value])})


def test_a_negative_slope_is_refused() -> None:
    with pytest.raises(ValueError, match="out of range"):
        BY_WORDS.restored({**BY_WORDS.state(), "slope": np.array([-0.1])})
