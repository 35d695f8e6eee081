"""Finds synonyms in a knowledge base: those that its owner listed, and initials of names in its texts."""

import re
from collections.abc import Mapping

from bot.knowledge import KnowledgeBase
from bot.language import Language
from bot.retrieval.words.analysis import Analyzer, Run, fold

_NAME = re.compile(r"\b([^\W\d_])\w+ ((?:[^\W\d_]\.? )+)([^\W\d_])(\w+)")
"""A first name, one or more initials, a last name: "John F. Kennedy"."""
_INITIAL = re.compile(r" [A-Z]\.? (?:[A-Z]\.? )*[A-Z]\w")
"""Every such name with ASCII capitals contains a match. Searching for it is much faster than for the whole name."""


def analyzer_for(base: KnowledgeBase, language: Language) -> Analyzer:
    """The analyzer with the synonyms of a knowledge base. Listed synonyms win over initials."""
    return Analyzer(language, {**_initials(base, language), **_listed(base, Analyzer(language))})


def _listed(base: KnowledgeBase, analyzer: Analyzer) -> Mapping[Run, Run]:
    """Each member of a group becomes the group's first."""
    found: dict[Run, Run] = {}
    for group in base.synonyms:
        members = [tuple(word.folded for word in analyzer.analyze(member)) for member in group]
        found |= {other: members[0] for other in members[1:] if other and members[0]}
    return found


def _initials(base: KnowledgeBase, language: Language) -> Mapping[Run, Run]:
    """Initials of a name with a middle initial mean themselves and the last name: "jfk" becomes "jfk kennedy".

    The initials stay, so a question with initials still matches an entry with the same initials.
    """
    found: dict[Run, Run] = {}
    for entry in base.entries:
        for text in (*entry.questions, entry.answer):
            if text.isascii() and not _INITIAL.search(text):
                continue
            for first, middle, last, rest in _NAME.findall(text):
                if first.isupper() and last.isupper() and middle.replace(".", "").replace(" ", "").isupper():
                    initials = fold("".join((first, *middle.replace(".", "").split(), last)))
                    if initials not in language.stop_words:  # "and" does not mean Anna N. Derby
                        found[initials,] = (initials, fold(last + rest))
    return found
