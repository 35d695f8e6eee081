"""Adapts the confidence to a knowledge base: by its phrasings, where it has many, and by the owner's labelled questions."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp
from random import Random

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import KnowledgeBase
from bot.retrieval.calibration.examples import Example, Kind, held_out
from bot.retrieval.confidence import Confidence
from bot.retrieval.confidence_features import NAMES
from bot.retrieval.labelled import Labelled
from bot.retrieval.meaning import EntryVectors
from bot.retrieval.observing import features_of, observe
from bot.retrieval.priors import BY_WORDS, WITH_MEANING
from bot.retrieval.search import Search

SEED = 0
ENOUGH = 600
"""Phrasings that are held out, from which on no others are."""
MOST_TURNS = 5
"""So often at most are phrasings held out: of a small file few can be at a time, and a fit to few fits chance."""
FEWEST_SPARE = 20
"""Phrasings beside the first of each entry from which on some are held out: fewer tell nothing."""
MISSING = 0.3
"""The share of questions that belong to no entry, where a file has few phrasings an entry. Who has collected very many
phrasings has seen what is asked, and has entries for it."""
MANY = 20
"""Phrasings an entry, on average, with which that share has fallen to 1/e."""
COUNTS_AS = 60.0
"""What all held-out phrasings together count, in examples: they are as their owner worded them, not as members do."""
SHIFT_SPREAD, SLOPE_SPREAD = 1.0, 0.3
"""How far, by one standard deviation, knowledge bases differ from the prior in shift and slope."""


def calibrate(base: KnowledgeBase, search: Search, labelled: Sequence[Labelled] = ()) -> Confidence:
    """The prior, shifted and stretched as far as the examples of the knowledge base ask for. Deterministic.

    Needs the search of the same knowledge base. Phrasings are held out of a search of their own, since a classifier is
    too sure of those that it has learnt. Labelled questions are asked of the whole knowledge base.
    """
    prior = BY_WORDS if search.vectors is None else WITH_MEANING
    missing = frozenset(NAMES) - search.scorer.ingredients.features
    if missing:
        prior = replace(prior, prior=prior.prior.without(missing))
    random = Random(SEED)  # noqa: S311 - no secret, and the same every time
    made = [*_held_out(base, search, random), *((search, example) for example in _labelled(base, labelled))]
    if not made:
        return prior
    judged = [_judge(tried, example, prior) for tried, example in made]
    weights = _weights([example.kind for _, example in made], _phrasings(base))
    logits, right = np.array([logit for logit, _ in judged]), np.array([found for _, found in judged], float)
    shift, slope = _fit(logits, right, weights)
    return replace(prior, shift=shift, slope=slope)


def _phrasings(base: KnowledgeBase) -> float:
    return sum(len(entry.questions) for entry in base.entries) / len(base.entries)


def _held_out(base: KnowledgeBase, search: Search, random: Random) -> Iterator[tuple[Search, Example]]:
    """Phrasings that are held out, with a search that has not seen them; again and again, until there are enough."""
    if sum(len(entry.questions) - 1 for entry in base.entries) < FEWEST_SPARE:
        return
    known = search.vectors.known(base) if search.vectors else None
    count = 0
    for _ in range(MOST_TURNS):
        tried, made = held_out(base, random)
        practice = Search.build(tried, search.scorer.ingredients)
        if search.encoder:
            practice = practice.with_meaning(search.encoder, EntryVectors.build(tried, search.encoder, known=known))
        yield from ((practice, example) for example in made)
        count += len(made)
        if count >= ENOUGH:
            break


def _labelled(base: KnowledgeBase, labelled: Sequence[Labelled]) -> list[Example]:
    numbers = {entry.id: number for number, entry in enumerate(base.entries)} if labelled else {}
    return [
        Example(text, Kind.LABELLED, frozenset(numbers[each] for each in expected if each in numbers))
        for text, expected in labelled
    ]


def _weights(kinds: Sequence[Kind], phrasings: float) -> NDArray[np.float64]:
    """How much each example counts: a labelled question 1, those of each other kind their share of `COUNTS_AS`."""
    missing = MISSING * exp(-phrasings / MANY)
    counts = Counter(kinds)
    each: Mapping[Kind, float] = {
        Kind.STORED: (1 - missing) * COUNTS_AS / max(1, counts[Kind.STORED]),
        Kind.REMOVED: missing * COUNTS_AS / max(1, counts[Kind.REMOVED]),
        Kind.LABELLED: 1.0,
    }
    return np.array([each[kind] for kind in kinds])


def _judge(search: Search, example: Example, prior: Confidence) -> tuple[float, bool]:
    """The prior's logit for the best hit, and whether that is right."""
    (query,), (found,) = observe(search, [example.text], example.text)
    best = found.ranked[0][0] if found.ranked else None
    right = best is not None and any(search.holdings.says_the_same(best, entry) for entry in example.entries)
    return prior.prior.logit(features_of(search, query, found)), right


def _fit(
    logits: NDArray[np.float64], right: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[float, float]:
    """The most probable shift and slope, given examples and the spreads of knowledge bases (Platt 1999, with a prior)."""
    from scipy.optimize import minimize

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        shift, slope = parameters
        adapted = shift + slope * logits
        cost = weights @ (np.logaddexp(0, adapted) - right * adapted)
        errors = weights * (1 / (1 + np.exp(-adapted)) - right)
        off = np.array([shift / SHIFT_SPREAD, (slope - 1) / SLOPE_SPREAD])
        gradient = np.array([errors.sum(), errors @ logits]) + off / np.array([SHIFT_SPREAD, SLOPE_SPREAD])
        return float(cost + off @ off / 2), gradient

    found = minimize(loss, np.array([0.0, 1.0]), jac=True, method="L-BFGS-B", bounds=[(None, None), (0.1, None)]).x
    return float(found[0]), float(found[1])
