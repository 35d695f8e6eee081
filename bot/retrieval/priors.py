"""The confidence prior for every knowledge base, before its owner labels questions.

One pair of logistic models is for ranking by words and meaning, the other for words alone. The command
`python -m bot evaluate --fit-prior SET ...` fits them on labelled sets and prints these lines. It also prints how well
a prior performs on each set when fitted on the others. These priors were fitted on 2026-11-27 on the sets in tests/data
and similar ones, and on CLINC150, BANKING77, CovidFAQ, COVID-Q, medical question pairs and the log of a shop.
"""

from bot.retrieval.confidence import Confidence, Logistic

_ASKED = ("agreement", "same_kind", "same_way", "same_numbers", "explains")
"""Features that tell whether the member asks the stored question or a different one."""
MEANING_FEATURES = (
    *("lead", "not_partial", "complete", *_ASKED, "close_same", "margin", "few_entries", "context"),
    *("standout", "question", "question_close", "question_same", "nearest"),
)
WORD_FEATURES = ("score", "lead", "held", "known", "not_partial", "complete", *_ASKED, "margin", "few_entries")
MEANING_RELEVANCE_FEATURES = ("held", "resembles", "standout", "question", "answer", "margin")
WORD_RELEVANCE_FEATURES = ("score", "held", "known", "resembles", "margin")

WITH_MEANING = Confidence(
    prior=Logistic.of(
        -15.811,
        lead=0.659,
        not_partial=3.527,
        complete=4.612,
        agreement=0.870,
        same_kind=1.952,
        same_way=0.404,
        same_numbers=1.759,
        explains=1.579,
        close_same=39.488,
        margin=1.614,
        few_entries=0.359,
        context=2.091,
        standout=1.125,
        question_same=9.842,
        nearest=5.062,
    ),
    relevance=Logistic.of(
        -6.364,
        held=2.439,
        resembles=1.300,
        standout=0.378,
        question=4.087,
        answer=14.103,
        margin=5.717,
    ),
)
BY_WORDS = Confidence(
    prior=Logistic.of(
        -13.758,
        lead=2.394,
        held=2.714,
        known=0.872,
        complete=4.509,
        agreement=1.181,
        same_kind=4.169,
        same_way=2.066,
        same_numbers=1.195,
        explains=1.915,
        margin=3.060,
    ),
    relevance=Logistic.of(
        -3.601,
        score=5.519,
        held=3.139,
        known=2.131,
        resembles=1.764,
        margin=7.325,
    ),
)
