"""The parameters of the ranking and the confidence: why each one exists, and how to leave it out."""

from dataclasses import dataclass, replace

from bot.retrieval.confidence import NAMES


@dataclass(frozen=True, slots=True)
class RankingParams:
    """The weight of each part of the ranking; 0 leaves it out. The defaults did best on the development sets."""

    words: float = 0.6
    """Weight of words and pairs of words, which tell near-duplicates apart. Words with similar spellings have the
    weight `1 - words`. They tolerate typos and inflection."""
    answer: float = 0.5
    """Weight of the answer, relative to 1 for the best matching question. Some members ask with a word that is only in
    the answer."""
    unknown: float = 1.0
    """Penalty on every entry for a term that is in no entry, as a share of the largest idf."""
    classifier: float = 1.0
    """Weight of the classifier's margin, if entries have several phrasings."""
    pairs: bool = True
    """Whether pairs of neighbouring words are terms too. They capture word order."""
    empty: float = 0.5
    """The share of its idf that a pair of stop words gets, unless it begins a question. Pairs such as "is a" and "do I"
    add little to their words."""
    pivot: float = 0.7
    """Length normalisation: a stored question's score is divided by its length to this power. 1 gives the cosine, which
    ranks a question with a single content word above every longer question with that word (Singhal et al. 1996)."""
    phrasings_exponent: float = 0.1
    """An entry's score by words is divided by (its phrasings / their geometric mean over all entries) to this power.
    The more phrasings an entry has, the better the best one matches by chance. Without this, such an entry would win
    questions that belong to entries with one phrasing."""
    phrasings_cost: float = 0.03
    """The same for meaning: the total score is lowered by this times the log of the entry's number of phrasings.
    Measured with 300 phrasings added to BANKING77, more for the entries that are asked for more: for entries without
    new phrasings, success@1 drops by 4 points instead of 12, and for all questions it stays the same."""
    names: bool = True
    """Whether the confidence is lower if the question names something other than the entry does."""
    whole: int = 150_000
    """Maximum postings of a question's terms for scoring every row that shares a term. Above it, only a shortlist of
    rows that the rarest terms find is scored. This saves time: with every phrasing of CLINC150 or BANKING77 as a
    separate entry, and every search done this way, success@1 drops by at most 0.2 points."""
    meaning: float = 1.5
    """Weight of the mean of the two cosines with an entry, relative to the score by words, if there is a sentence
    encoder. At 1.5, no development set does worse than by words alone. At 4, CovidFAQ does: its questions are all close
    to each other in meaning."""
    features: frozenset[str] = frozenset(NAMES)
    """The `ConfidenceFeatures` that the confidence uses."""


DEFAULT_PARAMS = RankingParams()

ABLATIONS = {
    "answers": replace(DEFAULT_PARAMS, answer=0.0),
    "words": replace(DEFAULT_PARAMS, words=0.0),
    "pairs of words": replace(DEFAULT_PARAMS, pairs=False),
    "words spelt alike": replace(DEFAULT_PARAMS, words=1.0),
    "doubt about pairs of stop words": replace(DEFAULT_PARAMS, empty=1.0),
    "length of stored questions": replace(DEFAULT_PARAMS, pivot=1.0),
    "cost of many phrasings": replace(DEFAULT_PARAMS, phrasings_exponent=0.0, phrasings_cost=0.0),
    "unknown words": replace(DEFAULT_PARAMS, unknown=0.0),
    "classifier": replace(DEFAULT_PARAMS, classifier=0.0),
    "names": replace(DEFAULT_PARAMS, names=False),
    "scoring of all rows": replace(DEFAULT_PARAMS, whole=0),
    "meaning": replace(DEFAULT_PARAMS, meaning=0.0),
    **{f"confidence: {name}": replace(DEFAULT_PARAMS, features=DEFAULT_PARAMS.features - {name}) for name in NAMES},
}
"""Variants without one part of the ranking, keyed by the name of that part, to measure its effect."""
