"""What turns a question into another in nearly the same words: an opposite, another question word, another order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cache, lru_cache

from bot.retrieval.words.analysis import Word, stem
from bot.retrieval.words.lexicon import EITHER_WAY, OPPOSITE_BEGINNINGS, OPPOSITES, STOP_WORDS, words_of

_BEGINNINGS = tuple(pair.partition("/")[::2] for pair in sorted(OPPOSITE_BEGINNINGS))
SHORTEST = 3
"""Letters that follow an opposite beginning: "unit" is not the opposite of "it"."""
MOST_TOLD = 2
"""Words of substance of a question that asks what something is, and no more."""
APART = 4
"""So far apart at most stand two words that may have changed places."""

Relation = tuple[str, tuple[str, ...], str]
"""Two stems of substance, and what stands between them."""


class Wanted(Enum):
    """What a question asks for, as far as its question word tells."""

    ANYTHING = "anything"
    """The word does not tell, or there is none."""
    REASON = "reason"
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    AMOUNT = "amount"
    MANNER = "manner"
    CONFIRMATION = "confirmation"
    """Yes or no."""


_CLASHES = frozenset(
    frozenset(pair)
    for pair in (
        (Wanted.REASON, Wanted.TIME),
        (Wanted.REASON, Wanted.PERSON),
        (Wanted.REASON, Wanted.PLACE),
        (Wanted.REASON, Wanted.AMOUNT),
        (Wanted.REASON, Wanted.MANNER),
        (Wanted.TIME, Wanted.PERSON),
        (Wanted.TIME, Wanted.PLACE),
        (Wanted.TIME, Wanted.MANNER),
        (Wanted.AMOUNT, Wanted.PERSON),
        (Wanted.AMOUNT, Wanted.PLACE),
        (Wanted.MANNER, Wanted.PERSON),
    )
)
"""What the answer to the one hardly ever holds for the other. "Where" is not set against "how", nor "when" against "how
long": people put the one for the other."""

_WANTED = {
    "why": Wanted.REASON,
    "when": Wanted.TIME,
    "who": Wanted.PERSON,
    "whom": Wanted.PERSON,
    "whose": Wanted.PERSON,
    "where": Wanted.PLACE,
}
_NAMED = {
    **dict.fromkeys(("time", "day", "date", "month", "year"), Wanted.TIME),
    **dict.fromkeys(("place", "city", "country", "room"), Wanted.PLACE),
}
"""What "what" and "which" ask for before these."""
_AUXILIARIES = words_of("am are can could did do does had has have is may must shall should was were will would")
_AFTER_HOW = _AUXILIARIES | words_of("to i we you")
_BEFORE = words_of("and at but by exactly for from in of on or since so to until with")
"""Words that a question word may follow."""


def wanted(question: Sequence[Word]) -> Wanted:
    """What a question asks for; its question word stands first, or last ("missiles in cuba why")."""
    words = [word.folded for word in question]
    while words and words[0] in _BEFORE:
        words.pop(0)
    if not words:
        return Wanted.ANYTHING
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in _AUXILIARIES:
        return Wanted.CONFIRMATION
    if first == "how":
        return _wanted_by_how(second)
    if first in ("what", "which"):
        return _NAMED.get(second, Wanted.ANYTHING)
    return _WANTED.get(first) or _WANTED.get(words[-1], Wanted.ANYTHING)


def _wanted_by_how(following: str) -> Wanted:
    if following == "come":
        return Wanted.REASON
    if following in ("many", "much"):
        return Wanted.AMOUNT
    return Wanted.MANNER if following in _AFTER_HOW else Wanted.ANYTHING


def asks_what_it_is(question: Sequence[Word]) -> bool:
    """Whether a question asks what something is or means, and no more: "what is CGNAT", "explain AGPL"."""
    words = [word.folded for word in question]
    while words and words[0] in _BEFORE:
        words.pop(0)
    if not words or sum(word not in STOP_WORDS for word in words) > MOST_TOLD:
        return False
    first, second = words[0], words[1] if len(words) > 1 else ""
    asked = (first in ("what", "who") and second in ("is", "are", "was", "were")) or first in ("explain", "define")
    return asked or (first == "what" and words[-1] in ("mean", "means"))


def clash(asked: Wanted, stored: Wanted) -> bool:
    """Whether the answer to a stored question is none to what is asked.

    Who asks "should I" is served by an answer to "why should I", but not the other way round.
    """
    return frozenset((asked, stored)) in _CLASHES or (asked, stored) == (Wanted.REASON, Wanted.CONFIRMATION)


def relations(question: Sequence[Word]) -> frozenset[Relation]:
    """What a question says of one thing to another, where the order matters: "csv to json", "A say about B"."""
    found = set[Relation]()
    for place, word in enumerate(question):
        for other in range(place + 2, min(place + APART + 1, len(question))):
            between = question[place + 1 : other]
            if not {word.folded, question[other].folded} & STOP_WORDS and any(
                each.folded not in EITHER_WAY for each in between
            ):
                found.add((word.stem, tuple(each.stem for each in between), question[other].stem))
    return frozenset(found)


def turned_round(asked: Sequence[str], stored: AbstractSet[Relation]) -> bool:
    """Whether a question, given by its stems, says the other way round what a stored one says of two things."""
    places = {stem: place for place, stem in enumerate(asked)}
    nowhere = len(asked)
    return any(
        places.get(last, nowhere) < places.get(first, -1) and tuple(asked[places[last] + 1 : places[first]]) == between
        for first, between, last in stored
    )


@lru_cache(maxsize=10_000)
def opposites(of: str) -> frozenset[str]:
    """The stems of the words that say the opposite of a stem, be they words of a language or not."""
    found = set(_listed().get(of, ()))
    for one, other in _BEGINNINGS:
        for beginning, instead in ((one, other), (other, one)):
            rest = of.removeprefix(beginning)
            if of.startswith(beginning) and len(rest) >= SHORTEST:
                found.add(instead + rest)
    return frozenset(found)


@cache
def _listed() -> Mapping[str, frozenset[str]]:
    found = defaultdict[str, set[str]](set)
    for pair in OPPOSITES:
        one, other = pair.split("/")
        found[stem(one)].add(stem(other))
        found[stem(other)].add(stem(one))
    return {word: frozenset(others) for word, others in found.items()}
