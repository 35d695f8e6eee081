"""The measures of a report: their names, labels and meanings, and whether lower is better."""

from dataclasses import dataclass

from bot.evaluation.measures import (
    Measure,
    answered_precision,
    answered_right_rate,
    auroc,
    auroc_of_first_hit,
    brier,
    expected_calibration_error,
    false_answer_rate,
    false_suggestion_rate,
    helped_rate,
    mean_reciprocal_rank,
    refused_at_coverage,
    success_at_1,
    success_at_3,
)


@dataclass(frozen=True, slots=True)
class NamedMeasure:
    """A measure as reports show it."""

    measure: Measure
    label: str
    meaning: str
    """One line for owners."""
    lower_is_better: bool = False


MEASURES = {
    "answered-right": NamedMeasure(
        answered_right_rate, "answered right", "answerable questions that get their answer at once"
    ),
    "helped": NamedMeasure(
        helped_rate, "answered or suggested right", "answerable questions answered right or with a right suggestion"
    ),
    "precision": NamedMeasure(
        answered_precision, "precision of answers", "answers shown that are right, over all questions"
    ),
    "false-answers": NamedMeasure(
        false_answer_rate, "false-answer rate", "unanswerable questions that get an answer", lower_is_better=True
    ),
    "false-suggestions": NamedMeasure(
        false_suggestion_rate,
        "false-suggestion rate",
        "unanswerable questions that get suggestions",
        lower_is_better=True,
    ),
    "success@1": NamedMeasure(success_at_1, "success@1", "answerable questions whose first hit is right"),
    "success@3": NamedMeasure(
        success_at_3, "success@3", "answerable questions with a right entry among the first three hits"
    ),
    "mrr": NamedMeasure(mean_reciprocal_rank, "MRR", "mean of 1 / rank of the right entry"),
    "auroc-first": NamedMeasure(
        auroc_of_first_hit, "first-hit AUROC", "chance that confidence is higher where the first hit is right"
    ),
    "ece": NamedMeasure(
        expected_calibration_error,
        "ECE",
        "distance of confidence from the share of first hits that are right",
        lower_is_better=True,
    ),
    "brier": NamedMeasure(brier, "Brier", "mean squared error of confidence", lower_is_better=True),
    "auroc": NamedMeasure(auroc, "AUROC", "chance that confidence is higher where the question is answerable"),
    "refused@95": NamedMeasure(
        refused_at_coverage,
        "refused at 95 % coverage",
        "unanswerable questions below the confidence that 95 % of the answerable ones reach",
    ),
}
"""By the name that `--floor` and `--json` use, in the order of the report."""
