"""From signals to a probability, and what the signals are."""

from dataclasses import fields, replace
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.calibration.calibrating import calibrate
from bot.retrieval.confidence import Confidence, fit
from bot.retrieval.search import Search
from bot.retrieval.signals import Pretence, Signals, best_two, measure
from bot.retrieval.words.analysis import analyse
from tests.retrieval.bases import GREENHOUSE, LIBRARY, SOME, base_of

NAMES = [field.name for field in fields(Signals)]
FIGURES = st.floats(0, 10)
SIGNALS = st.builds(Signals, *(FIGURES for _ in NAMES))
MODELS = st.builds(
    Confidence, st.tuples(*(st.floats(0, 20) for _ in NAMES)), st.floats(-20, 20, allow_nan=False)
) | st.sampled_from([calibrate(base, Search.build(base)) for base in (LIBRARY, GREENHOUSE)])
SEARCH = Search.build(LIBRARY)
FINES = 1


def signals_of(question: str, pretence: Pretence | None = None) -> Signals:
    words = analyse(question)
    return measure(SEARCH.holdings, words, SEARCH.ranked_with_runner_up(words), pretence or Pretence())


@pytest.mark.parametrize("name", NAMES)
@SOME
@given(model=MODELS, signals=SIGNALS, more=FIGURES)
def test_more_of_any_signal_never_lowers_the_confidence(
    name: str, model: Confidence, signals: Signals, more: float
) -> None:
    raised = replace(signals, **{name: getattr(signals, name) + more})
    assert model.of(raised) >= model.of(signals)


@SOME
@given(model=MODELS, signals=SIGNALS)
def test_a_confidence_is_neither_nought_nor_one(model: Confidence, signals: Signals) -> None:
    assert 0 < model.of(signals) < 1


TRIALS = st.lists(st.tuples(SIGNALS, st.booleans(), st.floats(0.01, 1)), min_size=1, max_size=12)


@SOME
@given(TRIALS)
def test_no_trials_make_a_signal_speak_against_a_hit(made: list[tuple[Signals, bool, float]]) -> None:
    signals, right, weights = zip(*made, strict=True)
    model = fit(signals, right, weights, dict.fromkeys(NAMES, inf))
    assert all(coefficient >= 0 for coefficient in model.coefficients)
    assert np.isfinite([*model.coefficients, model.intercept]).all()


@SOME
@given(TRIALS, st.sampled_from(NAMES))
def test_a_signal_that_is_not_used_has_no_weight(made: list[tuple[Signals, bool, float]], name: str) -> None:
    signals, right, weights = zip(*made, strict=True)
    model = fit(signals, right, weights, {other: inf for other in NAMES if other != name})
    assert model.coefficients[NAMES.index(name)] == 0


@SOME
@given(TRIALS, st.sampled_from(NAMES), st.floats(0.1, 2))
def test_no_signal_counts_more_than_it_may(made: list[tuple[Signals, bool, float]], name: str, most: float) -> None:
    signals, right, weights = zip(*made, strict=True)
    model = fit(signals, right, weights, dict.fromkeys(NAMES, inf) | {name: most})
    assert model.coefficients[NAMES.index(name)] <= most + 1e-9


def test_a_fit_tells_the_right_from_the_wrong() -> None:
    good, bad = Signals(score=0.9, covered=1.0), Signals(score=0.3, covered=0.2)
    model = fit([good, bad] * 5, [True, False] * 5, [1.0] * 10, dict.fromkeys(NAMES, inf))
    assert model.of(bad) < 0.1
    assert model.of(good) > 0.9


def test_a_fit_says_how_often_it_was_right_where_the_signals_say_nothing() -> None:
    model = fit([Signals()] * 4, [True, True, True, False], [1.0] * 4, dict.fromkeys(NAMES, inf))
    assert model.of(Signals()) == pytest.approx(0.75, abs=1e-3)


def test_a_trial_that_counts_twice_is_as_good_as_two() -> None:
    one, other = Signals(score=0.9), Signals(score=0.8)
    twice = fit([one, other, other], [True, False, False], [1.0] * 3, dict.fromkeys(NAMES, inf))
    weighted = fit([one, other], [True, False], [1.0, 2.0], dict.fromkeys(NAMES, inf))
    assert twice.of(other) == pytest.approx(weighted.of(other), abs=1e-2)


def test_a_question_without_a_hit_has_no_signals() -> None:
    assert signals_of("zeppelin") == Signals()


def test_a_word_for_word_question_is_covered_whole() -> None:
    assert signals_of("What are the fines for late returns?").covered == pytest.approx(1)


def test_an_unknown_word_lowers_the_share_that_is_covered() -> None:
    assert signals_of("fines for late zeppelins").covered < signals_of("fines for late returns").covered


def test_length_counts_distinct_words_of_substance() -> None:
    assert signals_of("late returns").length == signals_of("what are the late late returns").length


def test_a_lead_by_stop_words_alone_is_none() -> None:
    assert signals_of("what are the for").lead == 0


def test_an_entry_that_is_left_out_is_not_the_best() -> None:
    ranked = SEARCH.ranked_with_runner_up(analyse("fines for late returns of a book"))
    assert best_two(SEARCH.holdings, ranked)[0] == ranked[0]
    assert ranked[0][0] == FINES
    assert best_two(SEARCH.holdings, ranked, Pretence(frozenset({FINES})))[0] == ranked[1]


def test_leaving_out_an_entry_lowers_every_signal_of_the_match() -> None:
    pretence = Pretence(frozenset({FINES}), SEARCH.holdings.own(FINES))
    whole, left = signals_of("fines for late returns"), signals_of("fines for late returns", pretence)
    assert (left.score, left.lead, left.covered) < (whole.score, whole.lead, whole.covered)


def test_the_second_best_has_another_answer() -> None:
    search = Search.build(
        base_of(("Where is the red boat?", "Here."), ("Where is the blue boat?", "Here."), ("Who steers?", "Ida."))
    )
    assert best_two(search.holdings, search.ranked_with_runner_up(analyse("the red boat")))[1] == (None, 0.0)


def test_nothing_left_out_leaves_the_scores_as_they_were() -> None:
    ranked = [(1, 0.4), (0, 0.2), (2, 0.1)]
    assert best_two(SEARCH.holdings, ranked) == ((1, 0.4), (0, 0.2))
    assert ranked == [(1, 0.4), (0, 0.2), (2, 0.1)]


def test_where_nothing_is_found_there_is_no_best() -> None:
    assert best_two(SEARCH.holdings, []) == ((None, 0.0), (None, 0.0))
    assert best_two(SEARCH.holdings, [(1, 0.4)], Pretence(frozenset({1}))) == ((None, 0.0), (None, 0.0))
