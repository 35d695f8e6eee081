"""What is assumed of every knowledge base before it tells of itself: logistic models that many labelled sets were fitted
with, one pair for ranking by words and meaning, one for words alone.

`python -m bot evaluate --fit-prior FOLDER …` fits them anew and prints these lines.
"""

from bot.retrieval.confidence import Confidence, Logistic

MEANING_FEATURES = (
    "lead", "not_partial", "complete", "kept", "same_kind", "few_entries", "context", "standout", "question",
    "question_close", "question_same", "answer",
)  # fmt: skip
WORD_FEATURES = ("score", "lead", "held", "known", "not_partial", "complete", "kept", "same_kind", "few_entries")
MEANING_RELEVANCE_FEATURES = ("held", "resembles", "standout", "question", "answer")
WORD_RELEVANCE_FEATURES = ("score", "held", "known", "resembles")

# fmt: off
WITH_MEANING = Confidence(
    prior=Logistic.of(-10.744, lead=2.026, not_partial=4.423, complete=2.990, kept=0.693, same_kind=0.439, few_entries=0.241, context=1.857, standout=0.876, question=0.904, question_close=1.993, question_same=5.796, answer=2.734),
    relevance=Logistic.of(-5.394, held=2.288, resembles=0.927, standout=0.483, question=2.852, answer=12.544),
)
BY_WORDS = Confidence(
    prior=Logistic.of(-4.812, lead=3.486, held=1.993, known=0.719, complete=2.540, kept=1.154, same_kind=0.593),
    relevance=Logistic.of(-3.008, score=1.147, held=4.857, known=2.520, resembles=1.281),
)
# fmt: on
