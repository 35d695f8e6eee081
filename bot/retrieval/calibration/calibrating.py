"""Fits the confidence of a knowledge base to the knowledge base itself."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import inf
from random import Random

from bot.knowledge import KnowledgeBase
from bot.retrieval.calibration.trials import (
    ASSUMED,
    LABELLED_HALF,
    SHARES,
    Kind,
    Trial,
    disturbed,
    held_out,
    shares,
    unanswerable,
)
from bot.retrieval.confidence import Confidence, fit
from bot.retrieval.labelled import Labelled
from bot.retrieval.search import Search
from bot.retrieval.signals import Pretence, Signals, best_two, measure

SEED = 0
TWIN = 0.75
"""An entry that scores this share of what an entry scores for its own question may answer it too, so that leaving out
the one means leaving out the other."""
ENOUGH = 600
"""Trials of phrasings that are held out, from which on no others are made."""
MOST_TURNS = 5
"""So often at most are phrasings held out: of a small file few can be at a time, and a fit to few fits chance."""
LENGTH = 1.2
"""How much, at most, the length of a question may speak for its hit where phrasings are held out. These are whole
questions, and small talk is short, so that length tells them apart; of what members ask it tells less: 0.5 to 1.7, 1.1
on average, with 3 to 100 phrasings an intent of CLINC150 and BANKING77, and twice that if fitted to the trials alone.
"""
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
    random = Random(SEED)  # noqa: S311 - no secret, and the same every time
    most = dict.fromkeys(search.scorer.ingredients.signals, inf)
    if search.scorer.classifier is None:
        made = [(search, trial) for trial in (*disturbed(base, random), *unanswerable(search.scorer.tokens, random))]
        count_as = dict(SHARES)
    else:
        made = list(_held_out(base, search, random))
        most |= {"length": LENGTH} if "length" in most else {}
        count_as = shares(sum(len(entry.questions) for entry in base.entries) / len(base.entries))
    made += [(search, trial) for trial in _labelled(base, labelled)]
    judged = [_judge(tried, trial) for tried, trial in made]
    kinds = [trial.kind for _, trial in made]
    model = _fit(judged, kinds, [True] * len(kinds), most, count_as)
    for _ in range(ROUNDS):
        keep = [
            kind not in ASSUMED or model.of(signals) <= DOUBT for kind, (signals, _) in zip(kinds, judged, strict=True)
        ]
        model = _fit(judged, kinds, keep, most, count_as)
    return model


def _held_out(base: KnowledgeBase, search: Search, random: Random) -> Iterator[tuple[Search, Trial]]:
    """Phrasings that are held out, with a search that has not seen them; again and again, until there are enough."""
    count = 0
    for turn in range(MOST_TURNS):
        tried, made = held_out(base, random)
        practice = Search.build(tried, search.scorer.ingredients)
        yield from ((practice, trial) for trial in made)
        if not turn:
            yield from ((practice, trial) for trial in unanswerable(practice.scorer.tokens, random))
        count += len(made)
        if count >= ENOUGH:
            break


def _labelled(base: KnowledgeBase, labelled: Sequence[Labelled]) -> list[Trial]:
    numbers = {entry.id: number for number, entry in enumerate(base.entries)} if labelled else {}
    return [
        Trial(text, Kind.LABELLED, frozenset(numbers[each] for each in expected if each in numbers))
        for text, expected in labelled
    ]


def _fit(
    judged: Sequence[tuple[Signals, bool]],
    kinds: Sequence[Kind],
    keep: Sequence[bool],
    most: Mapping[str, float],
    count_as: Mapping[Kind, float],
) -> Confidence:
    """Fit on the trials to keep, each kind counting as a whole by its share."""
    counts = Counter(kind for kind, kept in zip(kinds, keep, strict=True) if kept)
    count_as = {**count_as, Kind.LABELLED: counts[Kind.LABELLED] / LABELLED_HALF}
    weights = [count_as[kind] / counts[kind] if kept else 0.0 for kind, kept in zip(kinds, keep, strict=True)]
    return fit([signals for signals, _ in judged], [right for _, right in judged], weights, most)


def _judge(search: Search, trial: Trial) -> tuple[Signals, bool]:
    """The signals of the best hit, and whether it is right."""
    question = search.scorer.analyse(trial.text)
    ranked, holdings = search.ranked_with_runner_up(question), search.holdings
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
