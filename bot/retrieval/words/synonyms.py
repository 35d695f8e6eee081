"""Words that stand for others: the owner's synonyms, and initials whose names stand in the file."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.knowledge import KnowledgeBase
from bot.retrieval.words.analysis import Word, analyse, fold, stem
from bot.retrieval.words.lexicon import STOP_WORDS
from bot.storage import Arrays, Strings, pack

_NAME = re.compile(r"\b([^\W\d_])\w+ ((?:[^\W\d_]\.? )+)([^\W\d_])(\w+)")
"""A first name, one or more initials, a last name: "John F. Kennedy"."""
_INITIAL = re.compile(r" [A-Z]\.? (?:[A-Z]\.? )*[A-Z]\w")
"""Stands in every such name with capitals in ASCII, and is found in a fraction of the time."""

Run = tuple[str, ...]
"""Folded words in a row."""

_BETWEEN = "\0"
"""Stands in no word; a space may, where one sign is short for several words."""


class Analyst:
    """Analyses texts with the synonyms of one knowledge base written out: the same for stored and asked ones."""

    def __init__(self, instead: Mapping[Run, Run]) -> None:
        """Take what stands for what."""
        self.meanings = instead
        """What stands for what: two analysts with the same analyse alike."""
        self._longest = max(map(len, instead), default=0)
        self.firsts = {run[0] for run in instead}
        """The words with which what stands for others begins: a text with none of them has nothing to replace."""
        self.instead = {run[0] for run in instead.values()}
        """The words with which what they stand for begins: a text with none of them had nothing to replace."""

    @classmethod
    def of(cls, base: KnowledgeBase) -> "Analyst":
        """Of a knowledge base: its synonyms, and where they leave initials unexplained, what its names explain."""
        return cls({**_initials(base), **_synonyms(base.synonyms)})

    def state(self) -> Arrays:
        """What stands for what, as arrays."""
        return pack(_BETWEEN.join(run) for pair in self.meanings.items() for run in pair)

    @classmethod
    def restore(cls, state: Arrays) -> "Analyst":
        """From what `state` gave. Raises ValueError for what it cannot have given."""
        runs = [tuple(text.split(_BETWEEN)) for text in Strings(state)]
        return cls(dict(zip(runs[::2], runs[1::2], strict=True)))

    def analyse(self, text: str) -> list[Word]:
        """The words of a text; the longest run that stands for others is replaced by them, once."""
        found = analyse(text)
        if self.firsts.isdisjoint([word.folded for word in found]):
            return found
        written_out: list[Word] = []
        place = 0
        while place < len(found):
            taken = self._run_at(found, place)
            if taken:
                run = tuple(word.folded for word in found[place : place + taken])
                written = " ".join(dict.fromkeys(word.written for word in found[place : place + taken]))
                written_out += [Word(written, folded, stem(folded)) for folded in self.meanings[run]]
            else:
                written_out.append(found[place])
            place += taken or 1
        return written_out

    def _run_at(self, found: Sequence[Word], place: int) -> int:
        """The length of the longest known run that begins here; 0 for none."""
        lengths = range(min(self._longest, len(found) - place), 0, -1)
        runs = ((length, tuple(word.folded for word in found[place : place + length])) for length in lengths)
        return next((length for length, run in runs if run in self.meanings), 0)


NO_SYNONYMS = Analyst({})
"""Analyses texts as they are written."""


def _synonyms(groups: Iterable[Sequence[str]]) -> Mapping[Run, Run]:
    """Each member of a group becomes the group's first."""
    found: dict[Run, Run] = {}
    for group in groups:
        members = [tuple(word.folded for word in analyse(member)) for member in group]
        found |= {other: members[0] for other in members[1:] if other and members[0]}
    return found


def _initials(base: KnowledgeBase) -> Mapping[Run, Run]:
    """Initials of a name with a middle initial stand for themselves and for the last name: "jfk" for "jfk kennedy".

    Themselves too, so that a question with the initials still comes nearest to an entry that is written with them.
    """
    found: dict[Run, Run] = {}
    for entry in base.entries:
        for text in (*entry.questions, entry.answer):
            if text.isascii() and not _INITIAL.search(text):
                continue
            for first, middle, last, rest in _NAME.findall(text):
                if first.isupper() and last.isupper() and middle.replace(".", "").replace(" ", "").isupper():
                    initials = fold("".join((first, *middle.replace(".", "").split(), last)))
                    if initials not in STOP_WORDS:  # Anna N. Derby is not meant by every "and"
                        found[initials,] = (initials, fold(last + rest))
    return found
