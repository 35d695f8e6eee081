"""Reports how well a prior does on sets that it was not fitted on, and prints it as Python."""

from collections.abc import Iterator, Sequence

import numpy as np

from bot.answering import Strictness
from bot.evaluation.bootstrap import value_of
from bot.evaluation.named_measures import MEASURES
from bot.evaluation.prior import EncoderFor, PriorSet, Scored, as_python, cases_of, fit_prior, leave_one_out
from bot.evaluation.sample import Sample
from bot.retrieval.priors import (
    MEANING_FEATURES,
    MEANING_RELEVANCE_FEATURES,
    WORD_FEATURES,
    WORD_RELEVANCE_FEATURES,
)

SHOWN = ("success@1", "answered-right", "helped", "precision", "false-answers", "auroc-first", "ece")
POOLED = "/"
"""Separates the group of a set from the rest of its name. The table also pools each group."""


def report_priors(sets: Sequence[PriorSet], encoder_for: EncoderFor) -> Iterator[str]:
    """Fit both priors. For each, yield a table of all sets, cross-validated by family, and then the prior itself."""
    for name, names, relevance, encoders in (
        ("WITH_MEANING", MEANING_FEATURES, MEANING_RELEVANCE_FEATURES, encoder_for),
        ("BY_WORDS", WORD_FEATURES, WORD_RELEVANCE_FEATURES, lambda _base: None),
    ):
        cases = list(cases_of(sets, encoders))
        yield f"{name}: each set by a prior that was fitted on the others"
        yield table(leave_one_out(cases, names, relevance))
        yield as_python(name, fit_prior(cases, names, relevance), names, relevance)


def table(scored: Sequence[Scored]) -> str:
    """A table with a line for each set and each group of sets, at the default strictness."""
    groups: dict[str, list[Scored]] = {}
    for one in scored:
        for key in {one.case.set_name, one.case.set_name.partition(POOLED)[0]}:
            groups.setdefault(key, []).append(one)
    width = max(map(len, groups))
    lines = [" " * width + "".join(f"  {name:>14}" for name in SHOWN)]
    for key, members in sorted(groups.items()):
        sample = sample_of(members)
        cells = (value_of(sample, MEASURES[name].measure) for name in SHOWN)
        lines.append(f"{key:<{width}}" + "".join(f"  {cell:14.3f}" for cell in cells))
    return "\n".join(lines)


def sample_of(scored: Sequence[Scored]) -> Sample:
    """The outcomes at the default strictness."""
    need = Strictness.BALANCED.thresholds
    answered = np.array([one.confidence >= need.answer for one in scored])
    right = np.array([one.reading.right for one in scored])
    suggested = ~answered & np.array([one.relevance >= need.suggest for one in scored])
    among = np.array([one.reading.among for one in scored])
    return Sample(
        answerable=np.array([one.case.answerable for one in scored]),
        rank=right.astype(np.int64),
        confidence=np.array([one.confidence for one in scored]),
        answered=answered,
        answered_right=answered & right,
        suggested=suggested,
        helped=(answered & right) | (suggested & among),
    )
