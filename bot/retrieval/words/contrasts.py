"""Contrasts between questions in nearly the same words: antonyms, another answer type, a reversed relation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import dropwhile

from bot.language import AnswerType, Language
from bot.retrieval.words.analysis import Word

SHORTEST = 3
"""Minimum letters after an antonym prefix: "unit" is not the opposite of "it"."""
MAX_DEFINED = 2
"""Maximum content words of a question that asks only what something is."""
MAX_DISTANCE = 4
"""Maximum distance in words between two things in a relation."""

Relation = tuple[str, tuple[str, ...], str]
"""The stems of two content words, and the stems between them."""


_CLASHES = frozenset(
    frozenset(pair)
    for pair in (
        (AnswerType.REASON, AnswerType.TIME),
        (AnswerType.REASON, AnswerType.PERSON),
        (AnswerType.REASON, AnswerType.PLACE),
        (AnswerType.REASON, AnswerType.AMOUNT),
        (AnswerType.REASON, AnswerType.MANNER),
        (AnswerType.TIME, AnswerType.PERSON),
        (AnswerType.TIME, AnswerType.PLACE),
        (AnswerType.TIME, AnswerType.MANNER),
        (AnswerType.AMOUNT, AnswerType.PERSON),
        (AnswerType.AMOUNT, AnswerType.PLACE),
        (AnswerType.MANNER, AnswerType.PERSON),
    )
)
"""Pairs of types for which the answer to one rarely answers the other. "Where" and "how" do not clash, nor do "when"
and "how long", because people use one for the other."""


def answer_type(question: Sequence[Word], language: Language) -> AnswerType:
    """What a question asks for. Its question word comes first, or last ("missiles in cuba why")."""
    words, forms = _from_question_word(question, language), language.questions
    if not words:
        return AnswerType.ANYTHING
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in forms.auxiliaries:
        return AnswerType.CONFIRMATION
    if first in forms.by_next_word:
        return forms.by_next_word[first].get(second, AnswerType.ANYTHING)
    return forms.by_word.get(first) or forms.by_word.get(words[-1], AnswerType.ANYTHING)


def asks_for_definition(question: Sequence[Word], language: Language) -> bool:
    """Whether a question asks only what something is or means: "what is CGNAT", "explain AGPL"."""
    words, forms = _from_question_word(question, language), language.questions
    if not words or sum(word not in language.stop_words for word in words) > MAX_DEFINED:
        return False
    return (
        words[0] in forms.defining
        or tuple(words[:2]) in forms.defining_openings
        or (words[0], words[-1]) in forms.defining_frames
    )


def _from_question_word(question: Sequence[Word], language: Language) -> list[str]:
    """The folded words, without those before the question word: "until when"."""
    return list(dropwhile(language.questions.lead_ins.__contains__, (word.folded for word in question)))


def types_clash(asked: AnswerType, stored: AnswerType) -> bool:
    """Whether the answer to a question of the stored type does not answer one of the asked type.

    The answer to "why should I" serves someone who asks "should I", but not the other way round.
    """
    return frozenset((asked, stored)) in _CLASHES or (asked, stored) == (AnswerType.REASON, AnswerType.CONFIRMATION)


def relations(question: Sequence[Word], language: Language) -> frozenset[Relation]:
    """What a question says about two things whose order matters: "csv to json", "what A says about B"."""
    found = set[Relation]()
    for place, word in enumerate(question):
        for other in range(place + 2, min(place + MAX_DISTANCE + 1, len(question))):
            between = question[place + 1 : other]
            if not {word.folded, question[other].folded} & language.stop_words and any(
                each.folded not in language.symmetric for each in between
            ):
                found.add((word.stem, tuple(each.stem for each in between), question[other].stem))
    return frozenset(found)


def is_reversed(asked: Sequence[str], stored: AbstractSet[Relation]) -> bool:
    """Whether a question, given by its stems, states one of a stored question's relations the other way round."""
    places = {stem: place for place, stem in enumerate(asked)}
    nowhere = len(asked)
    return any(
        places.get(last, nowhere) < places.get(first, -1) and tuple(asked[places[last] + 1 : places[first]]) == between
        for first, between, last in stored
    )


@lru_cache(maxsize=10_000)
def antonyms(stem: str, language: Language) -> frozenset[str]:
    """The stems that mean the opposite of a stem, by list and by prefix. Those by prefix may not be real words."""
    found = set(_listed(language).get(stem, ()))
    for one, other in language.antonym_prefixes:
        for prefix, instead in ((one, other), (other, one)):
            rest = stem.removeprefix(prefix)
            if stem.startswith(prefix) and len(rest) >= SHORTEST:
                found.add(instead + rest)
    return frozenset(found)


@cache
def _listed(language: Language) -> Mapping[str, frozenset[str]]:
    found = defaultdict[str, set[str]](set)
    for pair in language.antonyms:
        one, other = map(language.stem, pair)
        found[one].add(other)
        found[other].add(one)
    return {word: frozenset(others) for word, others in found.items()}
