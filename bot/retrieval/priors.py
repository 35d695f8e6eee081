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
        -18.743,
        lead=1.401,
        not_partial=5.110,
        complete=4.685,
        kept=0.385,
        same_kind=1.161,
        same_way=1.693,
        same_numbers=3.252,
        explains=1.809,
        few_entries=0.317,
        context=1.487,
        standout=1.056,
        question_close=1.089,
        question_same=5.250,
        nearest=4.357,
    ),
    relevance=Logistic.of(
        -5.791,
        held=2.204,
        resembles=0.967,
        standout=0.252,
        question=3.021,
        answer=15.338,
    ),
)
BY_WORDS = Confidence(
    prior=Logistic.of(
        -10.956,
        lead=2.888,
        held=2.412,
        known=0.907,
        complete=3.959,
        kept=1.140,
        same_kind=2.212,
        same_way=1.566,
        same_numbers=0.936,
        explains=1.847,
    ),
    relevance=Logistic.of(
        -3.387,
        score=3.773,
        held=4.248,
        known=1.765,
        resembles=1.526,
    ),
)
