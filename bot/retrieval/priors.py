"""What is assumed of every knowledge base before it tells of itself: logistic models that many labelled sets were fitted
with, one pair for ranking by words and meaning, one for words alone.

`python -m bot evaluate --fit-prior FOLDER …` fits them anew and prints these lines.
"""

from bot.retrieval.confidence import Confidence, Logistic

MEANING_FEATURES = (
    "lead", "not_partial", "complete", "kept", "same_kind", "explains", "few_entries", "context", "standout", "question",
    "question_close", "question_same", "answer",
)  # fmt: skip
WORD_FEATURES = ("score", "lead", "held", "known", "not_partial", "complete", "kept", "same_kind", "explains", "few_entries")
MEANING_RELEVANCE_FEATURES = ("held", "resembles", "standout", "question", "answer")
WORD_RELEVANCE_FEATURES = ("score", "held", "known", "resembles")

# fmt: off
WITH_MEANING = Confidence(
    prior=Logistic.of(-12.572, lead=2.068, not_partial=4.504, complete=2.969, kept=0.758, same_kind=0.437, explains=2.397, few_entries=0.240, context=1.226, standout=0.892, question=0.588, question_close=2.387, question_same=5.396, answer=2.889),
    relevance=Logistic.of(-5.426, held=2.296, resembles=0.915, standout=0.501, question=2.870, answer=12.524),
)
BY_WORDS = Confidence(
    prior=Logistic.of(-6.547, lead=3.414, held=2.144, known=0.753, complete=2.405, kept=1.115, same_kind=0.436, explains=1.896),
    relevance=Logistic.of(-3.013, score=1.155, held=4.854, known=2.517, resembles=1.287),
)
# fmt: on
