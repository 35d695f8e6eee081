"""Questions with known answers, made from the knowledge base alone, on which its confidence is calibrated."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from math import exp
from random import Random

import numpy as np

from bot.knowledge import Entry, KnowledgeBase
from bot.retrieval.calibration.background import GENERAL, SMALL_TALK, TEMPLATES
from bot.retrieval.calibration.disturbance import DISTURBANCES, about_answer, loosened, reworded
from bot.retrieval.words.analysis import analyse
from bot.retrieval.words.lexicon import STOP_WORDS
from bot.retrieval.words.tokens import Tokens

MOST_ENTRIES = 80
"""Of so many entries at most phrasings are held out: to learn more of them takes long."""
MOST_DISTURBED = 40
"""Of so many at most the questions are disturbed: more would sharpen nothing, and each trial costs a search."""
MOST_HELD_OUT = 900
MOST_REMOVED = 400
HELD_OUT = 0.2
"""The share of an entry's phrasings that is held out, where there are enough of them."""
REMOVED = 1 / 7
"""The least share of the entries that is left out whole, where phrasings are held out."""
ANSWER_TRIALS = 2
MOST_PHRASINGS = 5
"""Of each entry, whose words go into templates."""
LEAST_QUESTIONS = 40
"""Of fewer stored questions each is disturbed twice, for chance to even out."""
TEMPLATE_TRIALS = (40, 200)
"""At least and at most so many questions from templates; three an entry in between."""


NOBODY = frozenset[int]()


class Kind(Enum):
    """Where a trial comes from."""

    STORED = "stored"
    """A stored question in other words."""
    REMOVED = "removed"
    """The question of an entry that is left out: the hardest of the unanswerable, since others are near."""
    BACKGROUND = "background"
    """Small talk and general questions."""
    TEMPLATE = "template"
    """A word of the knowledge base in a question that it does not answer."""
    LABELLED = "labelled"
    """A question that the owner has labelled."""


SHARES = {Kind.STORED: 0.75, Kind.REMOVED: 0.03, Kind.BACKGROUND: 0.08, Kind.TEMPLATE: 0.14}
"""How much each kind counts, however many trials it has: what members are assumed to ask. Of four questions the file
answers three."""
MISSING = 0.4
"""The share of the questions that are near to some entry and belong to none, where a file has few phrasings an entry.
Who has collected very many phrasings has seen what is asked, and has entries for it. A compromise: with 3 to 20
phrasings an intent of CLINC150 and BANKING77, the calibration error is least without any if all intents are there, and
with about as many as this if half are left out."""
MANY = 20
"""Phrasings an entry, on average, with which the share that is missing has fallen to 1/e."""
LABELLED_HALF = 50
"""With so many labelled questions they count as much as all the others together; with twice as many, twice as much."""

ASSUMED = (Kind.BACKGROUND, Kind.TEMPLATE)
"""Kinds that are assumed to be unanswerable, but may by chance have an answer."""


def shares(phrasings: float) -> dict[Kind, float]:
    """How much each kind counts where phrasings are held out, given how many an entry has on average; 1 in all."""
    missing = MISSING * exp(-phrasings / MANY)
    return {kind: (1 - missing) * share + missing * (kind is Kind.REMOVED) for kind, share in SHARES.items()}


@dataclass(frozen=True, slots=True)
class Trial:
    """One question."""

    text: str
    kind: Kind
    entries: frozenset[int]
    """The numbers, in the knowledge base that is tried, of the entries that answer it; of kind REMOVED they are to be
    left out. Empty where there is none."""


def held_out(base: KnowledgeBase, random: Random) -> tuple[KnowledgeBase, list[Trial]]:
    """A part of a knowledge base with several phrasings an entry, and phrasings that it does not hold as trials.

    Some of them belong to entries that are no part of it.
    """
    count = min(MOST_ENTRIES, max(2, round(len(base.entries) * (1 - REMOVED))))
    kept = set(random.sample(range(len(base.entries)), min(count, len(base.entries))))
    entries, stored, removed = list[Entry](), list[Trial](), list[Trial]()
    for number, entry in enumerate(base.entries):
        phrasings = random.sample(entry.questions, len(entry.questions))
        if number not in kept:
            removed += [Trial(text, Kind.REMOVED, NOBODY) for text in phrasings[:20]]
            continue
        count = max(1, round(HELD_OUT * len(phrasings))) if len(phrasings) > 1 else 0
        stored += [Trial(text, Kind.STORED, frozenset({len(entries)})) for text in phrasings[:count]]
        entries.append(Entry(entry.id, tuple(phrasings[count:]), entry.answer, entry.topic, entry.source, entry.line))
    return KnowledgeBase(tuple(entries)), [
        *random.sample(stored, min(MOST_HELD_OUT, len(stored))),
        *random.sample(removed, min(MOST_REMOVED, len(removed))),
    ]


def disturbed(base: KnowledgeBase, random: Random) -> Iterator[Trial]:
    """The questions of a knowledge base in other words: of the whole one, and as if their entry were left out."""
    numbers = sorted(random.sample(range(len(base.entries)), min(MOST_DISTURBED, len(base.entries))))
    rounds = 2 if len(numbers) < LEAST_QUESTIONS else 1
    for number in numbers * rounds:
        entry, own = base.entries[number], frozenset({number})
        answer = [word.folded for word in analyse(entry.answer)]
        for question in entry.questions[:3]:
            words = [word.folded for word in analyse(question)]
            for disturb in DISTURBANCES:
                yield Trial(" ".join(disturb(words, random)), Kind.STORED, own)
            for _ in range(ANSWER_TRIALS):
                if asked := about_answer(answer, random):
                    yield Trial(" ".join(asked), Kind.STORED, own)
            for removed in (words, loosened(words, random), reworded(words, random)):
                yield Trial(" ".join(removed), Kind.REMOVED, own)


def unanswerable(tokens: Tokens, random: Random) -> Iterator[Trial]:
    """Questions that a knowledge base with these texts is assumed not to answer."""
    for text in (*SMALL_TALK, *GENERAL):
        yield Trial(text, Kind.BACKGROUND, NOBODY)
    words = _asked_words(tokens)
    subjects = sorted(word for word in words - STOP_WORDS if len(word) > 3)  # noqa: PLR2004 - "is", "cuba"
    least, most = TEMPLATE_TRIALS
    for _ in range(min(most, max(least, 3 * len(tokens.answers))) if subjects else 0):
        subject = random.choice(subjects)
        if random.random() < 0.4:  # noqa: PLR2004 - as many as have a second word of the file in them
            subject += f" {random.choice(('and', 'in', 'with'))} {random.choice(subjects)}"
        yield Trial(random.choice(TEMPLATES).format(subject), Kind.TEMPLATE, NOBODY)


def _asked_words(tokens: Tokens) -> set[str]:
    """The words of the questions, of the first few of each entry."""
    sizes = np.diff(tokens.entries)
    places = np.arange(len(tokens.texts) - 1) - np.repeat(tokens.entries[:-1], sizes)
    asked = places < np.minimum(MOST_PHRASINGS, np.repeat(sizes - 1, sizes))
    stands = np.zeros(len(tokens.words), bool)
    stands[tokens.ids[np.repeat(asked, np.diff(tokens.texts))]] = True
    return {tokens.words[number] for number in np.flatnonzero(stands).tolist()}
