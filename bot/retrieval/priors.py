"""The confidence prior for every knowledge base, before its owner labels questions.

One pair of logistic models is for ranking by words and meaning, the other for words alone. The command
`python -m bot evaluate --fit-prior SET ...` fits them on labelled sets and prints these lines. It also prints how well
a prior does on each set when fitted on the others. These were fitted on 2026-11-27 on the sets in tests/data and others
like them, and on CLINC150, BANKING77, CovidFAQ, COVID-Q, medical question pairs and the log of a shop.
"""

from bot.retrieval.confidence import Confidence, Logistic

_ASKED = ("kept", "same_kind", "same_way", "same_numbers", "explains")
"""Features that tell whether the member asks the stored question or a different one."""
MEANING_FEATURES = (
    *("lead", "not_partial", "complete", *_ASKED, "few_entries", "context"),
    *("standout", "question", "question_close", "question_same", "nearest"),
)
WORD_FEATURES = ("score", "lead", "held", "known", "not_partial", "complete", *_ASKED, "few_entries")
MEANING_RELEVANCE_FEATURES = ("held", "resembles", "standout", "question", "answer")
WORD_RELEVANCE_FEATURES = ("score", "held", "known", "resembles")

WITH_MEANING = Confidence(
    prior=Logistic.of(
        -13.576,
        lead=1.425,
        not_partial=5.384,
        complete=4.628,
        kept=0.403,
        same_kind=0.619,
        explains=1.850,
        few_entries=0.326,
        context=1.551,
        standout=1.011,
        question_close=1.077,
        question_same=14.126,
        nearest=4.482,
    ),
    relevance=Logistic.of(
        -5.786,
        held=2.228,
        resembles=0.963,
        standout=0.245,
        question=2.980,
        answer=15.407,
    ),
)
BY_WORDS = Confidence(
    prior=Logistic.of(
        -7.060,
        lead=2.756,
        held=2.643,
        known=0.866,
        complete=3.962,
        kept=1.144,
        same_kind=0.705,
        explains=1.922,
    ),
    relevance=Logistic.of(
        -3.400,
        score=3.755,
        held=4.300,
        known=1.729,
        resembles=1.535,
    ),
)
