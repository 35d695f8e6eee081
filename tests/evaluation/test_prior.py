"""The prior of the confidence is fitted on labelled sets, judged on unseen sets, and printed as Python."""

from pathlib import Path

import pytest

from bot.evaluation.prior import (
    as_python,
    examples_of,
    fit_prior,
    leave_one_out,
    most_confident,
    report_priors,
    sample_of,
    table,
)
from bot.evaluation.prior_sets import load_prior_sets
from bot.knowledge import KnowledgeBase, load
from bot.retrieval import confidence
from bot.retrieval.priors import BY_WORDS, WITH_MEANING, WORD_FEATURES, WORD_RELEVANCE_FEATURES

BOATS = "When does the ferry leave?\nAt nine.\n\nWhere is the ticket office?\nOn pier four.\n\nWho steers?\nIda does.\n"
BREAD = "How much is a loaf?\nThree euros.\n\nWhen do you bake?\nAt four.\n\nDo you sell rolls?\nOn Sundays.\n"
ASKED = {
    "boats": (
        "when does the ferry go\tWhen does the ferry leave?\tpara\n"
        "hi! where is the office for tickets? thanks\tWhere is the ticket office?\tchatter\n"
        "who steers the ferry\tWho steers?\tpara\n"
        "who built the ferry\tOOS\tnear\n"
        "what is the capital of peru\tOOS\tfar\n"
    ),
    "bread": (
        "what does a loaf cost\tHow much is a loaf?\tpara\n"
        "when do you bake bread\tWhen do you bake?\tpara\n"
        "do you have rolls\tDo you sell rolls?\tpara\n"
        "how much is a cake\tOOS\tnear\n"
        "lol\tOOS\tsmalltalk\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two knowledge files with their questions, and questions about another file."""
    for name, text in (("boats", BOATS), ("bread", BREAD)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.tsv").write_text(ASKED[name], encoding="utf-8")
    (tmp_path / "more.tsv").write_text("who is steering\tWho steers?\tpara\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def base(folder: Path) -> KnowledgeBase:
    return load([folder / "boats.txt"])


def no_encoder(_base: KnowledgeBase) -> None:
    """Rank by words only."""


def test_questions_without_their_own_file_are_asked_of_the_base(folder: Path, base: KnowledgeBase) -> None:
    sets = {each.name.partition("/")[2]: each for each in load_prior_sets([folder], base)}
    assert sets.keys() == {"boats", "bread", "more"}
    assert sets["more"].base is base
    assert sets["more"].family == "base"
    assert len({each.family for each in sets.values()}) == 3


def test_every_question_is_scored_once_by_a_prior_of_the_other_sets(folder: Path, base: KnowledgeBase) -> None:
    examples = list(examples_of(list(load_prior_sets([folder], base)), no_encoder))
    scored = leave_one_out(examples, WORD_FEATURES, WORD_RELEVANCE_FEATURES)
    assert sorted(map(id, examples)) == sorted(id(one.example) for one in scored)
    bread = [example for example in examples if example.family.endswith("bread")]
    others = fit_prior(
        [example for example in examples if example not in bread], WORD_FEATURES, WORD_RELEVANCE_FEATURES
    )
    told = {id(one.example): one.confidence for one in scored}
    for example in bread:
        assert told[id(example)] == others.prior.probability(most_confident(example, others.prior).features)


def test_the_kinds_show_which_questions_are_off_topic(folder: Path, base: KnowledgeBase) -> None:
    examples = examples_of(list(load_prior_sets([folder], base)), no_encoder)
    assert {example.kind for example in examples if example.off_topic} == {"far", "smalltalk"}


def test_the_printed_prior_is_the_fitted_one(folder: Path, base: KnowledgeBase) -> None:
    examples = list(examples_of(list(load_prior_sets([folder], base)), no_encoder))
    fitted = fit_prior(examples, WORD_FEATURES, WORD_RELEVANCE_FEATURES)
    names: dict[str, confidence.Confidence] = {}
    text = as_python("FITTED", fitted, WORD_FEATURES, WORD_RELEVANCE_FEATURES)
    exec(text, dict(vars(confidence)), names)  # noqa: S102  # what is printed is Python
    for example in examples:
        features = example.readings[0].features
        assert names["FITTED"].prior.logit(features) == pytest.approx(fitted.prior.logit(features), abs=0.05)


def test_a_report_has_a_line_for_each_set_and_each_folder(folder: Path, base: KnowledgeBase) -> None:
    parts = list(report_priors(list(load_prior_sets([folder], base)), no_encoder))
    lines = [line.split()[0] for line in parts[1].splitlines()[1:]]
    assert lines == sorted([folder.name, *(f"{folder.name}/{name}" for name in ("boats", "bread", "more"))])
    assert parts[2].startswith("WITH_MEANING = Confidence(")
    assert parts[5].startswith("BY_WORDS = Confidence(")


def test_a_sample_counts_what_would_be_shown(folder: Path, base: KnowledgeBase) -> None:
    examples = list(examples_of(list(load_prior_sets([folder], base)), no_encoder))
    scored = leave_one_out(examples, WORD_FEATURES, WORD_RELEVANCE_FEATURES)
    sample = sample_of(scored)
    assert len(sample) == len(examples)
    assert (sample.answered_right <= sample.answered).all()
    assert not (sample.answered & sample.suggested).any()
    assert table(scored)


@pytest.mark.parametrize("model", [WITH_MEANING, BY_WORDS])
def test_no_evidence_for_a_hit_lowers_a_shipped_prior(model: confidence.Confidence) -> None:
    assert min(*model.prior.coefficients, *model.relevance.coefficients) >= 0
