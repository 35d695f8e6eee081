"""Computes the confidence features of a question's best hit."""

from collections.abc import Sequence
from math import log, sqrt

from bot.retrieval.confidence_features import CLOSE, COMPLETE, SAME, ConfidenceFeatures, MeaningOfHit
from bot.retrieval.holdings import Holdings
from bot.retrieval.index import TopK
from bot.retrieval.words.analysis import Word

Best = tuple[int | None, float]

PHRASINGS = 40
"""Maximum phrasings of an entry to compare with the question."""


def best_two(holdings: Holdings, ranked: TopK) -> tuple[Best, Best]:
    """The best entry and its score, and the best entry with another answer; None and 0.0 if there is none."""
    if not ranked:
        return (None, 0.0), (None, 0.0)
    best, _ = ranked[0]
    return ranked[0], next((hit for hit in ranked if not holdings.says_the_same(best, hit[0])), (None, 0.0))


def measure(  # noqa: PLR0913 - keyword arguments that the features are computed from
    holdings: Holdings,
    question: Sequence[Word],
    best: int,
    *,
    score: float,
    lead: float,
    kept: float,
    context: float = 1.0,
    meaning: MeaningOfHit | None = None,
) -> ConfidenceFeatures:
    """Compute the features of a hit from its score by words, its lead in total score and its closeness in meaning."""
    weight = held = substance = known = 0.0
    meant, resembles = set[int](), False
    stop_words = holdings.language.stop_words
    for stem, has_substance in {word.stem: word.folded not in stop_words for word in question}.items():
        match = holdings.match(stem, best)
        weight += match.weight
        held += match.weight * match.held
        if has_substance:
            alike = holdings.resembles(stem)
            meant |= alike
            resembles = resembles or (bool(alike) and any(map(str.isalpha, stem)))
            substance += match.weight
            known += match.weight * bool(holdings.stands_for(stem))
    share = held / weight if weight else 0.0
    asked_for = max((_share(phrasing, meant, holdings) for phrasing in holdings.asked(best)[:PHRASINGS]), default=0.0)
    near = meaning or MeaningOfHit(0.0, 0.0, 0.0)
    return ConfidenceFeatures(
        score=score,
        lead=sqrt(max(0.0, lead)),
        held=share,
        known=known / substance if substance else 0.0,
        not_partial=1 - asked_for * (1 - share),
        complete=max(0.0, asked_for - COMPLETE),
        kept=kept,
        same_kind=float(not holdings.clashes(question, best)),
        same_way=float(not holdings.is_turned(question, best)),
        same_numbers=float(not holdings.has_other_numbers(question, best)),
        explains=float(holdings.explains(question, best)),
        resembles=float(resembles),
        few_entries=-log(holdings.count),
        context=context,
        standout=near.standout,
        question=near.question,
        question_close=max(0.0, near.question - CLOSE),
        question_same=max(0.0, near.question - SAME),
        nearest=max(near.question, near.answer),
        answer=near.answer,
    )


def _share(columns: frozenset[int], meant: set[int], holdings: Holdings) -> float:
    """The share of a stored question's content words, weighted by idf, that a question asks for."""
    whole = sum(map(holdings.idf, columns))
    return sum(holdings.idf(column) for column in columns & meant) / whole if whole else 0.0
