"""Fits the confidence prior on labelled sets, and cross-validates it on sets that it was not fitted on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.labelled import LabelledQuestion
from bot.knowledge import KnowledgeBase
from bot.language import ENGLISH
from bot.language.reading import read
from bot.retrieval.confidence import Logistic, fit
from bot.retrieval.confidence_features import NAMES, ConfidenceFeatures
from bot.retrieval.feature_extraction import extract_features
from bot.retrieval.meaning import Encoder, EntryVectors
from bot.retrieval.ranker import Ranker

ROUNDS = 3
"""Number of successive fits: each fit decides which reading of a message has the highest confidence for the next."""
BESIDE = 3
"""First hits: the relevance counts a right entry among them."""

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
    far: frozenset[str]
    """Kinds of unanswerable questions about entirely different subjects."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a question, and whether its hits are right."""

    features: ConfidenceFeatures
    right: bool
    """Whether the first hit is right."""
    among: bool
    """Whether one of the first hits with different answers is right."""


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled question."""

    family: str
    set_name: str
    kind: str
    answerable: bool
    far: bool
    weight: float
    readings: Sequence[Reading]


@dataclass(frozen=True)
class FittedPrior:
    """Both fitted models."""

    prior: Logistic
    relevance: Logistic


def cases_of(sets: Sequence[PriorSet], encoder_for: EncoderFor) -> Iterator[Case]:
    """Ask every question against its knowledge base."""
    for each in sets:
        ranker = Ranker.build(each.base)
        if encoder := encoder_for(each.base):
            ranker = ranker.with_meaning(encoder, EntryVectors.build(each.base, encoder, ENGLISH))
        numbers = {entry.id: number for number, entry in enumerate(each.base.entries)}
        for question in each.questions:
            expected = frozenset(numbers[entry] for entry in question.expected)
            yield Case(
                each.family,
                each.name,
                question.kind,
                bool(expected),
                not expected and question.kind in each.far,
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
        among = not expected.isdisjoint(list(first)[:BESIDE])
        made.append(Reading(extract_features(ranker, query, one), right, among or right))
    return made


def fit_prior(cases: Sequence[Case], names: Sequence[str], relevance_names: Sequence[str]) -> FittedPrior:
    """Fit both models on the reading with the highest confidence of each question."""
    chosen = [case.readings[0] for case in cases]
    weights = [case.weight for case in cases]
    prior = Logistic.of(0.0)
    for _ in range(ROUNDS):
        prior = fit([one.features for one in chosen], [one.right for one in chosen], weights, names)
        chosen = [surest(case, prior) for case in cases]
    told = [(case, one) for case, one in zip(cases, chosen, strict=True) if case.far or one.among]
    relevance = fit(
        [one.features for _, one in told],
        [not case.far for case, _ in told],
        [case.weight for case, _ in told],
        relevance_names,
    )
    return FittedPrior(prior, relevance)


def surest(case: Case, prior: Logistic) -> Reading:
    """The reading with the highest probability. On a tie, the first."""
    return max(case.readings, key=lambda one: prior.logit(one.features))


@dataclass(frozen=True, slots=True)
class Scored:
    """A question, its reading with the highest confidence, and both probabilities."""

    case: Case
    reading: Reading
    confidence: float
    relevance: float


def leave_one_out(cases: Sequence[Case], names: Sequence[str], relevance_names: Sequence[str]) -> list[Scored]:
    """Score every question with a prior fitted on the other families."""
    scored = []
    for family in dict.fromkeys(case.family for case in cases):
        fitted = fit_prior([case for case in cases if case.family != family], names, relevance_names)
        for case in cases:
            if case.family == family:
                one = surest(case, fitted.prior)
                relevance = max(fitted.relevance.probability(each.features) for each in case.readings)
                scored.append(Scored(case, one, fitted.prior.probability(one.features), relevance))
    return scored


def as_python(name: str, fitted: FittedPrior, names: Sequence[str], relevance_names: Sequence[str]) -> str:
    """The source lines for `bot/retrieval/priors.py`."""

    def line(label: str, model: Logistic, kept: Sequence[str]) -> str:
        values: Mapping[str, float] = dict(zip(NAMES, model.coefficients, strict=True))
        listed = [f"        {each}={values[each]:.3f}," for each in kept if round(values[each], 3)]
        return "\n".join((f"    {label}=Logistic.of(", f"        {model.intercept:.3f},", *listed, "    ),"))

    body = (line("prior", fitted.prior, names), line("relevance", fitted.relevance, relevance_names))
    return "\n".join((f"{name} = Confidence(", *body, ")"))
