"""The measures that are reported: their names, labels, and which way is better."""

from dataclasses import dataclass

from bot.evaluation.measures import (
    Measure,
    answered_precision,
    auroc,
    brier,
    expected_calibration_error,
    false_answer_rate,
    helped_rate,
    mean_reciprocal_rank,
    refused_at_coverage,
    success_at_1,
    success_at_3,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One measure as it is shown."""

    measure: Measure
    label: str
    meaning: str
    """In an owner's words, one line."""
    lower_is_better: bool = False


MEASURES = {
    "success@1": Listed(success_at_1, "success@1", "answerable questions whose best hit is right"),
    "success@3": Listed(success_at_3, "success@3", "answerable questions with a right one among the best three"),
    "mrr": Listed(mean_reciprocal_rank, "MRR", "mean of 1 / place of the right entry"),
    "auroc": Listed(auroc, "AUROC", "chance that an answerable question gets more confidence than one that is not"),
    "refused@95": Listed(
        refused_at_coverage, "refused at 95 % coverage", "unanswerable questions below what 95 % of answerable reach"
    ),
    "precision": Listed(answered_precision, "answered precision", "answers shown that are right"),
    "false-answers": Listed(
        false_answer_rate, "false-answer rate", "unanswerable questions that were answered", lower_is_better=True
    ),
    "helped": Listed(helped_rate, "answered or suggested right", "answerable questions that were helped"),
    "ece": Listed(
        expected_calibration_error, "ECE", "distance of confidence from the share that is right", lower_is_better=True
    ),
    "brier": Listed(brier, "Brier", "mean squared error of confidence", lower_is_better=True),
}
"""By the name that `--floor` and `--json` use, in the order they are printed."""
