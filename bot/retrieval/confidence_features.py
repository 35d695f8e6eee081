"""What speaks for and against a hit: figures that mean the same for eight entries and for fourteen thousand.

Each is turned so that a larger value speaks for the hit, which lets a model be held to it: see `confidence`.
"""

from dataclasses import dataclass, fields

COMPLETE = 0.6
"""From this share on, a stored question counts as named in full, the more so the larger the share."""
CLOSE, SAME = 0.6, 0.8
"""Cosines of sentence vectors: near in meaning, and hardly another question."""
SPREAD = 0.02
"""Added to the standard deviation of the cosines, which is nearly 0 where a file has two or three entries."""


@dataclass(frozen=True, slots=True)
class ConfidenceFeatures:
    """The features of the best hit. Without a sentence encoder, those of meaning are 0."""

    score: float = 0.0
    """The score by words."""
    lead: float = 0.0
    """The square root of the lead over the best hit with another answer: that there is one matters more than how long
    it is."""
    held: float = 0.0
    """The share of the question's idf weight that the entry holds, in [0, 1]. A word that is spelt like one of the
    entry counts by how alike the two are; one that no entry holds weighs as much as the rarest."""
    known: float = 0.0
    """The same share of its words of substance, over all entries."""
    not_partial: float = 0.0
    """1 less the share of the stored question that is asked for times the share of the question that the entry lacks:
    "can I be mod" takes a word of "Are mods allowed?" into another question."""
    complete: float = 0.0
    """How far the share of the stored question's words of substance that are asked for exceeds `COMPLETE`."""
    kept: float = 0.0
    """See `Holdings.kept`: another name in the same frame lowers it."""
    same_kind: float = 0.0
    """0 where another kind of thing is asked for than by the stored question: who, where it should be when; else 1."""
    same_way: float = 0.0
    """0 where the opposite is asked for, or the other way round: what A said about B, where it should be B about A."""
    same_numbers: float = 0.0
    """0 where a number is asked for that the entry does not hold, and the stored question names another; else 1."""
    explains: float = 0.0
    """0 where it is asked what something is, and the stored question asks something else about it; else 1."""
    resembles: float = 0.0
    """Whether a word of substance is known or spelt like a known one: 0 or 1. A number is no word."""
    few_entries: float = 0.0
    """-log of the number of entries: the more there are, the more are near by chance."""
    context: float = 0.0
    """1 / rank of the hit for the whole message that the question was read out of; 1 where it is the whole."""
    standout: float = 0.0
    """By how many standard deviations the entry is nearer in meaning than the average entry."""
    question: float = 0.0
    """The cosine with the nearest stored question of the entry, in [-1, 1]."""
    question_close: float = 0.0
    """How far that cosine exceeds `CLOSE`."""
    question_same: float = 0.0
    """How far it exceeds `SAME`."""
    nearest: float = 0.0
    """The larger of that cosine and the next: an answer that says little of its question ("See the pinned message.")
    takes nothing away."""
    answer: float = 0.0
    """The cosine with the question and the answer as one text, in [-1, 1]."""

    def vector(self) -> tuple[float, ...]:
        """All of them, in the order above."""
        return tuple(getattr(self, name) for name in NAMES)


NAMES = tuple(field.name for field in fields(ConfidenceFeatures))


@dataclass(frozen=True, slots=True)
class MeaningOfHit:
    """How near a hit is in meaning; see `ConfidenceFeatures`."""

    standout: float
    question: float
    answer: float
