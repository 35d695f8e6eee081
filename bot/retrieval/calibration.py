"""Fits the confidence of a knowledge base to the knowledge base itself."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import numpy as np

from bot.knowledge import KnowledgeBase
from bot.retrieval.analysis import analyse
from bot.retrieval.confidence import Confidence, fit
from bot.retrieval.search import Search
from bot.retrieval.signals import Pretence, Signals, best_two, measure
from bot.retrieval.trials import ASSUMED, SHARES, Kind, Trial, trials

SEED = 0
TWIN = 0.75
"""An entry that scores this share of what an entry scores for its own question may answer it too, so that leaving out
the one means leaving out the other."""
ROUNDS = 2
EPSILON = 1e-6
DOUBT = 0.5
"""A trial that is only assumed to be unanswerable is left out where the fit so far is surer than this of its hit."""


def calibrate(base: KnowledgeBase, search: Search) -> Confidence:
    """Try the knowledge base on itself, and fit the confidence to what came out. Deterministic.

    Needs the search of the same knowledge base. Where that has a classifier, a second one is fitted on a
    part of the phrasings, since a classifier is too sure of phrasings that it has learnt.
    """
    held_out = search.scorer.classifier is not None
    tried, made = trials(base, Random(SEED), held_out=held_out)  # noqa: S311 - no secret, and the same every time
    if held_out:
        search = Search.build(tried)
    judged = [_judge(search, trial) for trial in made]
    kinds = [trial.kind for trial in made]
    keep = [True] * len(made)
    for _ in range(1 + ROUNDS):
        model = _fit(judged, kinds, keep)
        keep = [
            kind not in ASSUMED or model.of(signals) <= DOUBT for kind, (signals, _) in zip(kinds, judged, strict=True)
        ]
    return model


def _fit(judged: Sequence[tuple[Signals, bool]], kinds: Sequence[Kind], keep: Sequence[bool]) -> Confidence:
    """Fit on the trials to keep, each kind counting as a whole by its share."""
    counts = Counter(kind for kind, kept in zip(kinds, keep, strict=True) if kept)
    weights = [SHARES[kind] / counts[kind] if kept else 0.0 for kind, kept in zip(kinds, keep, strict=True)]
    return fit([signals for signals, _ in judged], [right for _, right in judged], weights)


def _judge(search: Search, trial: Trial) -> tuple[Signals, bool]:
    """The signals of the best hit, and whether it is right."""
    question = analyse(trial.text)
    scores = search.scores(question)
    holdings = search.holdings
    if trial.entry is None:
        return measure(holdings, question, scores), False
    same = holdings.same_answer(trial.entry)
    if trial.kind is not Kind.REMOVED:
        best, _ = best_two(holdings, scores)
        return measure(holdings, question, scores), best in same
    own = max(float(scores[trial.entry]), EPSILON)
    absent = frozenset(np.flatnonzero(scores > TWIN * own).tolist()) | frozenset(same.tolist())
    return measure(holdings, question, scores, Pretence(absent, holdings.own(trial.entry))), False
