"""The confidence features of a hit. They are comparable between a file of 8 entries and one of 14,000.

For every feature, a larger value is evidence for the hit. `confidence` therefore allows no negative coefficients.
"""

from dataclasses import dataclass, fields

COMPLETE = 0.6
"""Minimum share of a stored question's content words to count as asking for all of it. See `complete`."""
CLOSE, SAME = 0.6, 0.8
"""Minimum cosines of sentence vectors for questions that are close in meaning, and for questions that mean the same."""
SPREAD = 0.02
"""Added to the standard deviation of the cosines, which is almost 0 in a file with two or three entries."""


@dataclass(frozen=True, slots=True)
class ConfidenceFeatures:
    """The features of the best hit. Without a sentence encoder, the features of meaning are 0."""

    score: float = 0.0
    """The score by words."""
    lead: float = 0.0
    """The square root of the score's lead over the best hit with another answer. Having a lead matters more than its
    size."""
    held: float = 0.0
    """The share of the question's idf weight that the entry holds, in [0, 1]. A word spelt like one in the entry counts
    in proportion to their similarity. A word that no entry holds has the weight of the rarest."""
    known: float = 0.0
    """The share of the idf weight of the question's content words that any entry holds."""
    not_partial: float = 0.0
    """1 - a * b, where a is the share of the stored question that is asked for, and b is the share of the question that
    the entry lacks. Low if a question uses a word of the stored one to ask for something else: "can I be mod" against
    "Are mods allowed?"."""
    complete: float = 0.0
    """How far the share of the stored question's content words that are asked for exceeds `COMPLETE`."""
    agreement: float = 0.0
    """Agreement with the stored question; see `agreement`. A different name in the same sentence lowers it."""
    same_kind: float = 0.0
    """0 if the question asks for another kind of thing than the stored question (who instead of when); else 1."""
    same_way: float = 0.0
    """0 if the question asks for the opposite, or swaps the roles (what A said about B, not B about A); else 1."""
    same_numbers: float = 0.0
    """0 if the question has a number that the entry does not hold, and the stored question has another; else 1."""
    explains: float = 0.0
    """0 if the question asks what something is, and the stored question asks something else about it; else 1."""
    resembles: float = 0.0
    """1 if at least one content word is known or spelt like a known word, else 0. Numbers do not count."""
    few_entries: float = 0.0
    """-log of the number of entries. In a larger file, more entries look close by chance."""
    context: float = 0.0
    """1 / rank of the hit for the whole message that holds the question; 1 if the question is the whole message."""
    standout: float = 0.0
    """How many standard deviations closer in meaning the entry is than the average entry."""
    question: float = 0.0
    """The cosine with the most similar stored question of the entry, in [-1, 1]."""
    question_close: float = 0.0
    """How far that cosine exceeds `CLOSE`."""
    question_same: float = 0.0
    """How far that cosine exceeds `SAME`."""
    nearest: float = 0.0
    """The larger of `question` and `answer`, so that an answer without content ("See the pinned message.") does no
    harm."""
    answer: float = 0.0
    """The cosine with the question and the answer as one text, in [-1, 1]."""

    def vector(self) -> tuple[float, ...]:
        """All features, in the order above."""
        return tuple(getattr(self, name) for name in NAMES)


NAMES = tuple(field.name for field in fields(ConfidenceFeatures))


@dataclass(frozen=True, slots=True)
class MeaningOfHit:
    """How close a hit is in meaning; see `ConfidenceFeatures`."""

    standout: float
    question: float
    answer: float
