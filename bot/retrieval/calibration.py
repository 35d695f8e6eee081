"""Fits the confidence of a knowledge base to the knowledge base itself."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from random import Random

from bot.knowledge import KnowledgeBase
from bot.retrieval.confidence import Confidence, fit
from bot.retrieval.search import Search
from bot.retrieval.signals import Pretence, Signals, best_two, measure
from bot.retrieval.trials import ASSUMED, LABELLED_HALF, SHARES, Kind, Labelled, Trial, trials

SEED = 0
TWIN = 0.75
"""An entry that scores this share of what an entry scores for its own question may answer it too, so that leaving out
the one means leaving out the other."""
ROUNDS = 2
EPSILON = 1e-6
DOUBT = 0.5
"""A trial that is only assumed to be unanswerable is left out where the fit so far is surer than this of its hit."""


def calibrate(base: KnowledgeBase, search: Search, labelled: Sequence[Labelled] = ()) -> Confidence:
    """Try the knowledge base on itself, and fit the confidence to what came out. Deterministic.

    Needs the search of the same knowledge base. Where that has a classifier, a second one is fitted on a part of the
    phrasings, since a classifier is too sure of phrasings that it has learnt. Labelled questions are asked of the whole
    knowledge base, and count the more the more there are.
    """
    held_out = search.scorer.classifier is not None
    tried, made = trials(base, Random(SEED), held_out=held_out)  # noqa: S311 - no secret, and the same every time
    practice = Search.build(tried, search.scorer.ingredients) if held_out else search
    own = _labelled(base, labelled)
    judged = [_judge(practice, trial) for trial in made] + [_judge(search, trial) for trial in own]
    kinds = [trial.kind for trial in (*made, *own)]
    used = search.scorer.ingredients.signals
    model = _fit(judged, kinds, [True] * len(kinds), used)
    for _ in range(ROUNDS):
        keep = [
            kind not in ASSUMED or model.of(signals) <= DOUBT for kind, (signals, _) in zip(kinds, judged, strict=True)
        ]
        model = _fit(judged, kinds, keep, used)
    return model


def _labelled(base: KnowledgeBase, labelled: Sequence[Labelled]) -> list[Trial]:
    numbers = {entry.id: number for number, entry in enumerate(base.entries)}
    return [
        Trial(text, Kind.LABELLED, frozenset(numbers[each] for each in expected if each in numbers))
        for text, expected in labelled
    ]


def _fit(
    judged: Sequence[tuple[Signals, bool]], kinds: Sequence[Kind], keep: Sequence[bool], used: frozenset[str]
) -> Confidence:
    """Fit on the trials to keep, each kind counting as a whole by its share."""
    counts = Counter(kind for kind, kept in zip(kinds, keep, strict=True) if kept)
    shares = SHARES | {Kind.LABELLED: counts[Kind.LABELLED] / LABELLED_HALF}
    weights = [shares[kind] / counts[kind] if kept else 0.0 for kind, kept in zip(kinds, keep, strict=True)]
    return fit([signals for signals, _ in judged], [right for _, right in judged], weights, used)


def _judge(search: Search, trial: Trial) -> tuple[Signals, bool]:
    """The signals of the best hit, and whether it is right."""
    question = search.scorer.analyse(trial.text)
    ranked, holdings = search.ranked(question), search.holdings
    if trial.kind is not Kind.REMOVED or not trial.entries:
        (best, _), _ = best_two(holdings, ranked)
        right = best is not None and any(holdings.says_the_same(best, entry) for entry in trial.entries)
        return measure(holdings, question, ranked), right
    own = max(EPSILON, *(score for entry, score in ranked if entry in trial.entries), 0.0)
    absent = frozenset(
        entry
        for entry, score in ranked
        if score > TWIN * own or any(holdings.says_the_same(entry, removed) for removed in trial.entries)
    )
    lost = frozenset(chain.from_iterable(holdings.own(entry) for entry in trial.entries))
    return measure(holdings, question, ranked, Pretence(absent, lost)), False
