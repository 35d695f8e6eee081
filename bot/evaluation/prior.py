"""Fits the confidence prior on labelled sets, cross-validates it, and prints it as Python."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answering import Strictness
from bot.evaluation.bootstrap import value_of
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.named_measures import MEASURES
from bot.evaluation.sample import Sample
from bot.knowledge import KnowledgeBase
from bot.language import ENGLISH
from bot.language.reading import read
from bot.retrieval.confidence import NAMES, ConfidenceFeatures, Logistic, fit
from bot.retrieval.feature_extraction import extract_features
from bot.retrieval.meaning import Encoder, EntryVectors
from bot.retrieval.priors import (
    MEANING_FEATURES,
    MEANING_RELEVANCE_FEATURES,
    WORD_FEATURES,
    WORD_RELEVANCE_FEATURES,
)
from bot.retrieval.ranker import Ranker

ROUNDS = 3
"""Number of successive fits. Each fit determines the reading with the highest confidence for the next fit."""
FIRST_HITS = 3
"""Number of first hits. The relevance counts a question as covered if one of them is right."""

SHOWN = ("success@1", "answered-right", "helped", "precision", "false-answers", "auroc-first", "ece")
POOLED = "/"
"""Separates the group of a set from the rest of its name. The table also pools each group."""

EncoderFor = Callable[[KnowledgeBase], Encoder | None]


@dataclass(frozen=True)
class PriorSet:
    """A knowledge base, and labelled questions about it."""

    name: str
    family: str
    """Sets of one family share entries or questions, so cross-validation leaves them out together."""
    weight: float
    """The weight of each of its questions."""
    base: KnowledgeBase
    questions: Sequence[LabelledQuestion]
    off_topic: frozenset[str]
    """Kinds of unanswerable questions about entirely different subjects."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a question, and whether its hits are right."""

    features: ConfidenceFeatures
    right: bool
    """Whether the first hit is right."""
    in_first: bool
    """Whether one of the first hits with different answers is right."""


@dataclass(frozen=True, slots=True)
class CalibrationExample:
    """A labelled question, with the features of its readings."""

    family: str
    set_name: str
    kind: str
    answerable: bool
    off_topic: bool
    weight: float
    readings: Sequence[Reading]


@dataclass(frozen=True)
class FittedPrior:
    """Both fitted models."""

    prior: Logistic
    relevance: Logistic


def examples_of(sets: Sequence[PriorSet], encoder_for: EncoderFor) -> Iterator[CalibrationExample]:
    """Ask every question against its knowledge base."""
    for each in sets:
        ranker = Ranker.build(each.base)
        if encoder := encoder_for(each.base):
            ranker = ranker.with_meaning(encoder, EntryVectors.build(each.base, encoder, ENGLISH))
        numbers = {entry.id: number for number, entry in enumerate(each.base.entries)}
        for question in each.questions:
            expected = frozenset(numbers[entry] for entry in question.expected)
            yield CalibrationExample(
                each.family,
                each.name,
                question.kind,
                bool(expected),
                not expected and question.kind in each.off_topic,
                each.weight,
                _readings(ranker, question.text, expected),
            )


def _readings(ranker: Ranker, message: str, expected: frozenset[int]) -> list[Reading]:
    reading = read(message, ENGLISH)
    texts = [span.text for span in reading.spans] or [reading.text]
    queries, ranked = ranker.rank(texts, reading.text if len(texts) > 1 else texts[0])
    made = []
    for query, one in zip(queries, ranked, strict=True):
        first: dict[int, None] = {}
        for entry, _ in one.top:
            if not any(ranker.terms.same_answer(entry, other) for other in first):
                first[entry] = None
        right = bool(one.top) and any(ranker.terms.same_answer(one.top[0][0], entry) for entry in expected)
        in_first = not expected.isdisjoint(list(first)[:FIRST_HITS])
        made.append(Reading(extract_features(ranker, query, one), right, in_first or right))
    return made


def fit_prior(
    examples: Sequence[CalibrationExample], names: Sequence[str], relevance_names: Sequence[str]
) -> FittedPrior:
    """Fit both models on the reading with the highest confidence of each question."""
    chosen = [example.readings[0] for example in examples]
    weights = [example.weight for example in examples]
    prior = Logistic.of(0.0)
    for _ in range(ROUNDS):
        prior = fit([one.features for one in chosen], [one.right for one in chosen], weights, names)
        chosen = [most_confident(example, prior) for example in examples]
    told = [(example, one) for example, one in zip(examples, chosen, strict=True) if example.off_topic or one.in_first]
    relevance = fit(
        [one.features for _, one in told],
        [not example.off_topic for example, _ in told],
        [example.weight for example, _ in told],
        relevance_names,
    )
    return FittedPrior(prior, relevance)


def most_confident(example: CalibrationExample, prior: Logistic) -> Reading:
    """The reading with the highest probability. On a tie, the first."""
    return max(example.readings, key=lambda one: prior.logit(one.features))


@dataclass(frozen=True, slots=True)
class Scored:
    """A question, its reading with the highest confidence, and both probabilities."""

    example: CalibrationExample
    reading: Reading
    confidence: float
    relevance: float


def leave_one_out(
    examples: Sequence[CalibrationExample], names: Sequence[str], relevance_names: Sequence[str]
) -> list[Scored]:
    """Score every question with a prior fitted on the other families."""
    scored = []
    for family in dict.fromkeys(example.family for example in examples):
        fitted = fit_prior([example for example in examples if example.family != family], names, relevance_names)
        for example in examples:
            if example.family == family:
                one = most_confident(example, fitted.prior)
                relevance = max(fitted.relevance.probability(each.features) for each in example.readings)
                scored.append(Scored(example, one, fitted.prior.probability(one.features), relevance))
    return scored


def as_python(name: str, fitted: FittedPrior, names: Sequence[str], relevance_names: Sequence[str]) -> str:
    """The source lines for `bot/retrieval/priors.py`."""

    def line(label: str, model: Logistic, kept: Sequence[str]) -> str:
        values: Mapping[str, float] = dict(zip(NAMES, model.coefficients, strict=True))
        listed = [f"        {each}={values[each]:.3f}," for each in kept if round(values[each], 3)]
        return "\n".join((f"    {label}=Logistic.of(", f"        {model.intercept:.3f},", *listed, "    ),"))

    body = (line("prior", fitted.prior, names), line("relevance", fitted.relevance, relevance_names))
    return "\n".join((f"{name} = Confidence(", *body, ")"))


def report_priors(sets: Sequence[PriorSet], encoder_for: EncoderFor) -> Iterator[str]:
    """Fit both priors. For each, yield a table of all sets, cross-validated by family, and then the prior itself."""
    for name, names, relevance, encoders in (
        ("WITH_MEANING", MEANING_FEATURES, MEANING_RELEVANCE_FEATURES, encoder_for),
        ("BY_WORDS", WORD_FEATURES, WORD_RELEVANCE_FEATURES, lambda _base: None),
    ):
        examples = list(examples_of(sets, encoders))
        yield f"{name}: each set by a prior that was fitted on the others"
        yield table(leave_one_out(examples, names, relevance))
        yield as_python(name, fit_prior(examples, names, relevance), names, relevance)


def table(scored: Sequence[Scored]) -> str:
    """A table with a line for each set and each group of sets, at the default strictness."""
    groups: dict[str, list[Scored]] = {}
    for one in scored:
        for key in {one.example.set_name, one.example.set_name.partition(POOLED)[0]}:
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
    in_first = np.array([one.reading.in_first for one in scored])
    return Sample(
        answerable=np.array([one.example.answerable for one in scored]),
        rank=right.astype(np.int64),
        confidence=np.array([one.confidence for one in scored]),
        answered=answered,
        answered_right=answered & right,
        suggested=suggested,
        helped=(answered & right) | (suggested & in_first),
    )
