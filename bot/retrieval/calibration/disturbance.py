"""Other wordings of a stored question, made by disturbing it: what members ask, as far as a file can foresee it."""

from collections.abc import Callable, Sequence
from random import Random

from bot.retrieval.words.lexicon import QUESTION_WORDS, STOP_WORDS

Words = Sequence[str]
HALF = 0.5


def keywords(words: Words, _random: Random) -> list[str]:
    """Only what is no stop word."""
    return [words[place] for place in _content(words)] or list(words)


def shortened(words: Words, random: Random) -> list[str]:
    """One word of substance left out, where two are left."""
    content = _content(words)
    gone = random.choice(content) if len(content) > 1 else -1
    return [word for place, word in enumerate(words) if place != gone]


def reworded(words: Words, random: Random, count: int = 1) -> list[str]:
    """Some words of substance replaced by words that nobody has written: a synonym that the file does not hold."""
    content = _content(words)
    new = dict.fromkeys(random.sample(content, min(count, max(0, len(content) - 1))) if content else ())
    return [_unheard(random) if place in new else word for place, word in enumerate(words)]


def misspelt(words: Words, random: Random) -> list[str]:
    """Up to two words of substance with a slip of a letter."""
    content = _content(words)
    slips = random.sample(content, min(2, len(content)))
    return [_slip(word, random) if place in slips else word for place, word in enumerate(words)]


def turned(words: Words, random: Random) -> list[str]:
    """The end put first."""
    place = random.randrange(1, max(2, len(words)))
    return [*words[place:], *words[:place]]


def loosened(words: Words, random: Random) -> list[str]:
    """Half of the stop words left out."""
    return [word for word in words if word not in STOP_WORDS or random.random() < HALF] or list(words)


def rephrased(words: Words, random: Random) -> list[str]:
    """Half of the stop words exchanged for others, and one word of substance for one that nobody has written."""
    stops = sorted(STOP_WORDS)
    other = [word if word not in STOP_WORDS or random.random() < HALF else random.choice(stops) for word in words]
    return reworded(other, random)


def reworded_twice(words: Words, random: Random) -> list[str]:
    """Two words of substance replaced."""
    return reworded(words, random, 2)


DISTURBANCES: tuple[Callable[[Words, Random], list[str]], ...] = (
    keywords,
    shortened,
    reworded,
    reworded_twice,
    misspelt,
    turned,
    loosened,
    rephrased,
)
"""Every way in which a question is disturbed."""


def about_answer(words: Words, random: Random) -> list[str]:
    """A question after something that an answer says: a question word and a stretch of three to five of its words.

    Empty where the answer has too few words of substance.
    """
    content = _content(words)
    if len(content) < 4:  # noqa: PLR2004 - a stretch of three needs a word to spare
        return []
    first = random.randrange(len(content) - 3)
    last = min(len(content) - 1, first + random.randrange(2, 5))
    stretch = words[content[first] : content[last] + 1]
    return [random.choice(sorted(QUESTION_WORDS)), *loosened(stretch, random)]


def _content(words: Words) -> list[int]:
    return [place for place, word in enumerate(words) if word not in STOP_WORDS]


def _unheard(random: Random) -> str:
    return "".join(random.choice("bcdfghjklmnpqrstvwxz") + random.choice("aeiou") for _ in range(4))


def _slip(word: str, random: Random) -> str:
    """A letter left out, doubled or changed, or two swapped; the first and the last letter stay."""
    if len(word) < 4:  # noqa: PLR2004 - in a shorter word a slip makes another word
        return word
    place = random.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return random.choice(
        (
            before + after,
            before + after[0] + letter + after[1:],
            before + letter + letter + after,
            before + random.choice("aeionrst") + after,
        )
    )
