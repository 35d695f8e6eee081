"""What is assumed of every knowledge base before its owner labels questions.

Two pairs of logistic models, for ranking by words and meaning and for words alone, fitted on labelled sets by
`python -m bot evaluate --fit-prior SET ...`, which prints these lines and how each set does by a prior that has not
seen it. These are of 2026-11-27, from the sets in tests/data and others like them, and from CLINC150, BANKING77,
CovidFAQ, COVID-Q, medical question pairs and the log of a shop.
"""

from bot.retrieval.confidence import Confidence, Logistic

MEANING_FEATURES = (
    *("lead", "not_partial", "complete", "kept", "same_kind", "explains", "few_entries", "context", "standout"),
    *("question", "question_close", "question_same", "nearest"),
)
WORD_FEATURES = (
    *("score", "lead", "held", "known", "not_partial", "complete", "kept", "same_kind", "explains", "few_entries"),
)
MEANING_RELEVANCE_FEATURES = ("held", "resembles", "standout", "question", "answer")
WORD_RELEVANCE_FEATURES = ("score", "held", "known", "resembles")

WITH_MEANING = Confidence(
    prior=Logistic.of(
        -12.704,
        lead=2.242,
        not_partial=4.619,
        complete=3.836,
        kept=0.524,
        same_kind=0.674,
        explains=2.386,
        few_entries=0.416,
        context=1.292,
        standout=0.826,
        question_close=1.670,
        question_same=11.440,
        answer=4.650,
    ),
    relevance=Logistic.of(
        -5.473,
        held=1.926,
        resembles=0.973,
        standout=0.172,
        question=2.768,
        answer=14.475,
    ),
)
BY_WORDS = Confidence(
    prior=Logistic.of(
        -6.387,
        lead=3.357,
        held=2.239,
        known=0.884,
        complete=3.360,
        kept=0.809,
        same_kind=0.680,
        explains=1.582,
    ),
    relevance=Logistic.of(
        -3.262,
        score=2.086,
        held=4.572,
        known=2.070,
        resembles=1.447,
    ),
)
