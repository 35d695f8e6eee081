"""Calibration examples: questions with all their readings, and sets with few phrasings."""

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.evaluation import LabelledQuestion, prior_sets
from bot.evaluation.prior import CalibrationExample, PriorSet, Reading, examples_of, fit_prior, most_confident
from bot.evaluation.prior_sets import MANY_PHRASINGS, load_prior_sets
from bot.retrieval.confidence import NAMES, ConfidenceFeatures, Logistic
from bot.retrieval.priors import MEANING_FEATURES, MEANING_RELEVANCE_FEATURES
from tests.retrieval.bases import LIBRARY
from tests.retrieval.synonym_encoder import SynonymEncoder

SET = PriorSet(
    "tests/library",
    "library",
    1.0,
    LIBRARY,
    (
        LabelledQuestion("how much do i pay for late returns", frozenset({"1"}), "para"),
        LabelledQuestion("Our badge is new. Where is a printer for documents?", frozenset({"2"}), "wrapped"),
        LabelledQuestion("print in colour", frozenset(), "near"),
    ),
    frozenset(("far",)),
)
FEATURES = st.builds(ConfidenceFeatures, *(st.floats(0, 1) for _ in NAMES))
READINGS = st.builds(Reading, FEATURES, st.booleans(), st.just(value=True))
CASES = st.builds(
    CalibrationExample,
    family=st.just("a"),
    set_name=st.just("a/1"),
    kind=st.just("para"),
    answerable=st.booleans(),
    off_topic=st.booleans(),
    weight=st.floats(0.1, 1),
    readings=st.lists(READINGS, min_size=1, max_size=3),
)
SOME = settings(deadline=None, max_examples=20)


def test_every_reading_of_a_message_is_measured_and_one_of_an_answerable_question_is_right() -> None:
    alone, message, unanswerable = examples_of([SET], lambda _: None)
    assert len(alone.readings) == len(unanswerable.readings) == 1
    assert len(message.readings) > 1
    assert [any(one.right for one in example.readings) for example in (alone, message, unanswerable)] == [
        True,
        True,
        False,
    ]


def test_meaning_is_measured_with_an_encoder() -> None:
    encoder = SynonymEncoder()
    words, meaning = list(examples_of([SET], lambda _: None)), list(examples_of([SET], lambda _: encoder))
    assert all(one.features.question == 0 for example in words for one in example.readings)
    assert any(one.features.question > 0 for example in meaning for one in example.readings)


@SOME
@given(st.lists(CASES, min_size=1, max_size=8))
def test_more_evidence_never_lowers_the_confidence(made: list[CalibrationExample]) -> None:
    fitted = fit_prior(made, MEANING_FEATURES, MEANING_RELEVANCE_FEATURES)
    for model in (fitted.prior, fitted.relevance):
        assert all(weight >= 0 for weight in model.coefficients)
        assert math.isfinite(model.intercept)


@SOME
@given(CASES)
def test_the_most_confident_reading_counts(example: CalibrationExample) -> None:
    model = Logistic.of(-1.0, score=2.0, question=1.0)
    assert model.logit(most_confident(example, model).features) == max(
        model.logit(each.features) for each in example.readings
    )


Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, text: str) -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")

    return write


def test_questions_of_larger_sets_weigh_less(tmp_path: Path, write: Write) -> None:
    write("a.tsv", "late fines\tOOS\n")
    write("b.tsv", "".join(f"late fines {number}\tOOS\n" for number in range(9)))
    one, nine = load_prior_sets([tmp_path], LIBRARY)
    assert nine.weight == pytest.approx(one.weight / 3)


def test_the_sample_of_a_large_set_is_always_the_same(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("b.tsv", "".join(f"late fines {number}\tOOS\n" for number in range(9)))
    (whole,) = load_prior_sets([tmp_path], LIBRARY)
    monkeypatch.setattr(prior_sets, "MOST_QUESTIONS", 4)
    (few,), (again,) = (load_prior_sets([tmp_path], LIBRARY) for _ in range(2))
    assert few == again
    assert len(few.questions) == 4
    assert set(few.questions) < set(whole.questions)


def test_a_set_with_many_phrasings_is_repeated_with_few(tmp_path: Path, write: Write) -> None:
    texts = [
        (f"where is {thing} {number}", thing) for thing in ("boat", "pier") for number in range(MANY_PHRASINGS + 2)
    ]
    rows = [{"split": "train", "text": text, "intent": thing} for text, thing in texts]
    rows.append({"split": "val", "text": "where does the boat lie", "intent": "boat"})
    write("boats.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    made = list(load_prior_sets([tmp_path / "boats.jsonl"], LIBRARY))
    assert len({each.family for each in made}) == 1
    sizes = [{len(entry.questions) for entry in each.base.entries} for each in made]
    assert {1} in sizes
    assert {3} in sizes


@pytest.mark.parametrize("names", [(), ("a.tsv", "b.tsv")], ids=["no set", "sets of one file"])
def test_sets_of_a_single_knowledge_file_are_not_enough(
    tmp_path: Path, write: Write, names: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in names:
        write(name, "late fines\tOOS\n")
    write("notes.txt", "Where is the boat?\nAt the pier.\n")
    assert main(["evaluate", "--data", str(tmp_path / "notes.txt"), "--fit-prior", str(tmp_path)]) != 0
    assert "The prior cannot be fitted" in capsys.readouterr().err
