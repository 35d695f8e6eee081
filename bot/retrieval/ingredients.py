"""What the ranking and the confidence are made of: each ingredient with its reason, and how to leave it out."""

from dataclasses import dataclass, replace

from bot.retrieval.confidence_features import NAMES


@dataclass(frozen=True, slots=True)
class Ingredients:
    """How much each ingredient counts; 0 leaves it out. The defaults are what paid on the development sets."""

    words: float = 0.6
    """Words and pairs of words, against `1 - words` of words that are spelt alike: the first tell twins apart, the
    second survive typos and endings."""
    answer: float = 0.5
    """The answer, against 1 for the nearest question: some ask with a word that stands only there."""
    unknown: float = 1.0
    """The share of the largest idf with which a term that no entry holds counts against every entry."""
    classifier: float = 1.0
    """The classifier's margin, where entries have several phrasings."""
    pairs: bool = True
    """Pairs of neighbouring words beside single ones: the order of words."""
    empty: float = 0.5
    """The share of its idf that a pair of stop words counts by, unless it opens a question: "is a" and "do I" say
    little that their words do not."""
    pivot: float = 0.7
    """The power of its length by which a stored question is divided; 1 makes it the cosine, in which a question of one
    word of substance wins against all that hold more beside it (Singhal et al. 1996)."""
    later: float = 0.95
    """What an entry's phrasings after the first count, against 1: the best of many phrasings is the best of many draws,
    and would take questions from entries that have one."""
    names: bool = True
    """Whether a question that names something else than an entry makes it less sure."""
    whole: int = 150_000
    """Up to so many postings of a question's terms, all rows that share one are scored; of more, only the best of those
    that the rarest terms find. That is for speed alone: with each phrasing of CLINC150's or BANKING77's an entry of its
    own, and all searched like that, success@1 is no more than 0.2 points less."""
    meaning: float = 1.5
    """How much the mean of the two cosines with an entry counts against the score by words, where there is a sentence
    encoder. At 1.5 no development set finds less than by words alone; at 4 CovidFAQ does, whose questions are all near
    to each other in meaning."""
    features: frozenset[str] = frozenset(NAMES)
    """The `ConfidenceFeatures` that the confidence rests on."""


DEFAULT = Ingredients()

ABLATIONS = {
    "answers": replace(DEFAULT, answer=0.0),
    "words": replace(DEFAULT, words=0.0),
    "pairs of words": replace(DEFAULT, pairs=False),
    "words spelt alike": replace(DEFAULT, words=1.0),
    "doubt about pairs of stop words": replace(DEFAULT, empty=1.0),
    "length of stored questions": replace(DEFAULT, pivot=1.0),
    "less weight of later phrasings": replace(DEFAULT, later=1.0),
    "unknown words": replace(DEFAULT, unknown=0.0),
    "classifier": replace(DEFAULT, classifier=0.0),
    "names": replace(DEFAULT, names=False),
    "scoring of all rows": replace(DEFAULT, whole=0),
    "meaning": replace(DEFAULT, meaning=0.0),
    **{f"confidence: {name}": replace(DEFAULT, features=DEFAULT.features - {name}) for name in NAMES},
}
"""By what is left out, so that its effect can be measured."""
