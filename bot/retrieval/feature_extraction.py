"""Computes the confidence features of a question's best hit."""

from math import log, sqrt

from bot.retrieval.agreement import agreement, asks_other_type, explains, has_other_numbers, is_contrary
from bot.retrieval.confidence import CLOSE_COSINE, MIN_ASKED_SHARE, SAME_COSINE, ConfidenceFeatures, MeaningOfHit
from bot.retrieval.entry_terms import EntryTerms
from bot.retrieval.index import TopK
from bot.retrieval.ranker import Ranker
from bot.retrieval.ranking import Query, RankedEntries

COMPARED_QUESTIONS = 40
"""Maximum questions of an entry to compare with the question, to bound the time for an entry with thousands."""


def extract_features(ranker: Ranker, query: Query, ranked: RankedEntries) -> ConfidenceFeatures:
    """The features of the best hit; the default values if there is no hit."""
    if not ranked.top:
        return ConfidenceFeatures()
    (best, score), question, terms = ranked.top[0], query.words, ranker.terms
    weight = held = content = known = 0.0
    resembled, resembles = set[int](), False
    for stem, has_content in {word.stem: word.folded not in ranker.language.stop_words for word in question}.items():
        idf = terms.vocabulary.idf_of(stem)
        weight += idf
        held += idf * terms.similarity(stem, best)
        if has_content:
            similar = terms.resembled(stem)
            resembled |= similar
            resembles = resembles or (bool(similar) and any(map(str.isalpha, stem)))
            content += idf
            known += idf * bool(terms.meant(stem))
    share = held / weight if weight else 0.0
    stored = terms.questions(best)[:COMPARED_QUESTIONS]
    asked_for = max((_share(each.content, resembled, terms) for each in stored), default=0.0)
    near = ranked.meaning or MeaningOfHit(0.0, 0.0, 0.0)
    contrary, other_type = is_contrary(question, best, terms), asks_other_type(question, best, terms)
    other_numbers, explained = has_other_numbers(question, best, terms), explains(question, best, terms)
    same = max(0.0, near.question - SAME_COSINE)
    agreed = 1.0
    if not ranker.index.classifier and ranker.params.names:  # the classifier has learnt which words matter
        agreed = agreement(question, best, terms, contrary=contrary or other_type)
    return ConfidenceFeatures(
        score=ranked.score,
        lead=sqrt(max(0.0, score - _runner_up_score(ranked.top, terms))),
        held=share,
        known=known / content if content else 0.0,
        not_partial=(1 - asked_for * (1 - share)) ** 2,
        complete=max(0.0, asked_for - MIN_ASKED_SHARE),
        agreement=agreed,
        same_kind=float(not other_type),
        same_way=float(not contrary),
        same_numbers=float(not other_numbers),
        explains=float(explained),
        close_same=-same if contrary or other_type or other_numbers or not explained else 0.0,
        margin=ranker.index.margin(question, best),
        resembles=float(resembles),
        few_entries=-log(terms.count),
        context=ranked.context,
        standout=near.standout,
        question=near.question,
        question_close=max(0.0, near.question - CLOSE_COSINE),
        question_same=same,
        nearest=max(near.question, near.answer),
        answer=near.answer,
    )


def _runner_up_score(top: TopK, terms: EntryTerms) -> float:
    """The score of the best entry with another answer than the first; 0.0 if there is none."""
    best, _ = top[0]
    return next((score for entry, score in top if not terms.same_answer(best, entry)), 0.0)


def _share(content: frozenset[int], resembled: set[int], terms: EntryTerms) -> float:
    """The share of a stored question's content words, weighted by idf, that a question asks for."""
    idf = terms.vocabulary.idf
    whole = sum(idf[column] for column in content)
    return sum(idf[column] for column in content & resembled) / whole if whole else 0.0
