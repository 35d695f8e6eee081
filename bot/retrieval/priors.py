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
    *("lead", "not_partial", "complete", *_ASKED, "few_entries", "context"),
    *("standout", "question", "question_close", "question_same", "nearest"),
)
WORD_FEATURES = ("score", "lead", "held", "known", "not_partial", "complete", *_ASKED, "few_entries")
MEANING_RELEVANCE_FEATURES = ("held", "resembles", "standout", "question", "answer")
WORD_RELEVANCE_FEATURES = ("score", "held", "known", "resembles")

WITH_MEANING = Confidence(
    prior=Logistic.of(
        -20.768,
        lead=0.583,
        not_partial=5.111,
        complete=4.998,
        agreement=0.645,
        same_kind=2.776,
        same_way=2.180,
        same_numbers=2.952,
        explains=1.737,
        few_entries=0.412,
        context=1.838,
        standout=1.139,
        question_close=0.379,
        question_same=2.748,
        nearest=4.838,
    ),
    relevance=Logistic.of(
        -6.186,
        held=2.077,
        resembles=1.287,
        standout=0.355,
        question=3.224,
        answer=14.534,
    ),
)
BY_WORDS = Confidence(
    prior=Logistic.of(
        -13.776,
        lead=2.503,
        held=2.764,
        known=0.774,
        complete=4.538,
        agreement=0.991,
        same_kind=4.237,
        same_way=2.145,
        same_numbers=1.211,
        explains=1.877,
    ),
    relevance=Logistic.of(
        -3.676,
        score=3.555,
        held=3.793,
        known=2.060,
        resembles=1.862,
    ),
)
