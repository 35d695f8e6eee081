"""English spelling: endings, contractions and ordinals."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.language.english.words import QUESTION_WORDS, SHORTHAND

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_NEGATED = {"won't": "will", "can't": "can", "shan't": "shall"}
_CONTRACTED = {"s": "is", "re": "are", "m": "am", "ll": "will", "ve": "have", "d": "would"}
_BEFORE_IS = QUESTION_WORDS | frozenset(("it", "that", "there", "here", "he", "she", "let"))
"""After these words, "'s" means "is". After any other word it is a possessive and is dropped."""

LEMMAS = {
    "was": "is", "were": "is", "are": "is", "am": "is", "been": "is", "be": "is", "being": "is",
    "did": "do", "does": "do", "done": "do", "doing": "do", "has": "have", "had": "have", "having": "have",
    "said": "say", "says": "say", "went": "go", "gone": "go", "goes": "go", "going": "go", "met": "meet",
    "made": "make", "making": "make", "took": "take", "taken": "take", "taking": "take", "gave": "give",
    "given": "give", "giving": "give", "wrote": "write", "written": "write", "writing": "write", "sent": "send",
    "thought": "think", "bought": "buy", "paid": "pay", "lost": "lose", "left": "leave", "leaving": "leave",
    "found": "find", "told": "tell", "kept": "keep", "began": "begin", "begun": "begin", "got": "get",
    "getting": "get", "gotten": "get", "stole": "steal", "stolen": "steal", "broke": "break", "broken": "break",
    "children": "child", "men": "man", "women": "woman", "people": "person", "using": "use", "used": "use",
    "putting": "put", "this": "this", "his": "his", "its": "its", "yes": "yes", "thus": "thus",
    "need": "need", "speed": "speed", "feed": "feed", "thing": "thing", "during": "during",
    "something": "something", "anything": "anything", "nothing": "nothing", "everything": "everything",
    "morning": "morning", "evening": "evening", "us": "us", "news": "news",
}  # fmt: skip
"""Irregular forms, and words that only look inflected."""

_ENDINGS = (
    ("ies", 5, "y"),
    ("sses", 6, "ss"),
    ("shes", 6, "sh"),
    ("ches", 6, "ch"),
    ("xes", 5, "x"),
    ("zes", 5, "z"),
)
"""Irregular plural endings: the ending, the minimum length of the word, and the replacement."""
_SHORTEST = 4
"""Minimum letters of a word to lose its ending. Too little would be left of a shorter one."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its plural or verb ending: "missiles" becomes "missile", "agreed" becomes "agre".

    This is the S-stemmer (Harman 1991, "How effective is suffixing?") with "-ed" and "-ing". It is deliberately light,
    because a stemmer that merges too much answers wrongly.
    """
    if word in LEMMAS:
        return _without_e(LEMMAS[word])
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    for ending, length, instead in _ENDINGS:
        if word.endswith(ending) and len(word) >= length:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _without_verb_ending(word)


def _without_verb_ending(word: str) -> str:
    if word.endswith("ied") and len(word) > _SHORTEST:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORTEST - 1 and any(char in "aeiouy" for char in root):
            doubled = len(root) >= _SHORTEST and root[-1] == root[-2] and root[-1] not in "lsz"
            return root[:-1] if doubled else _without_e(root)
    return _without_e(word)


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


def written_out(word: str) -> Sequence[str]:
    """The words that a folded word stands for."""
    word = _ORDINAL.sub(r"\1", word)
    if word in SHORTHAND:
        return SHORTHAND[word].split()
    if "'" not in word:
        return (word,)
    head, _, tail = word.rpartition("'")
    if word.endswith("n't"):
        return (_NEGATED.get(word, word[:-3]), "not")
    if tail in _CONTRACTED and not (tail == "s" and head not in _BEFORE_IS):
        return (head, _CONTRACTED[tail])
    return (head,) if tail == "s" else (word.replace("'", ""),)
