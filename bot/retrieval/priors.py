"""The confidence prior for every knowledge base, before its owner labels questions.

One pair of logistic models is for ranking by words and meaning, the other for words alone. The command
`python -m bot evaluate --fit-prior SET ...` fits them on labelled sets and prints these lines. It also prints how well
a prior does on each set when fitted on the others. These were fitted on 2026-11-27 on the sets in tests/data and others
like them, and on CLINC150, BANKING77, CovidFAQ, COVID-Q, medical question pairs and the log of a shop.
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
        -20.659,
        lead=0.738,
        not_partial=4.885,
        complete=4.650,
        agreement=0.655,
        same_kind=2.771,
        same_way=2.255,
        same_numbers=3.074,
        explains=1.701,
        few_entries=0.319,
        context=1.566,
        standout=1.109,
        question_close=1.101,
        question_same=3.436,
        nearest=4.546,
    ),
    relevance=Logistic.of(
        -5.857,
        held=2.053,
        resembles=1.025,
        standout=0.244,
        question=3.368,
        answer=14.980,
    ),
)
BY_WORDS = Confidence(
    prior=Logistic.of(
        -12.997,
        lead=2.694,
        held=2.354,
        known=0.898,
        complete=4.020,
        agreement=1.211,
        same_kind=3.816,
        same_way=1.873,
        same_numbers=1.126,
        explains=1.821,
    ),
    relevance=Logistic.of(
        -3.393,
        score=3.764,
        held=4.283,
        known=1.893,
        resembles=1.495,
    ),
)
