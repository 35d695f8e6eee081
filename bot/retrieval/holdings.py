"""Which words each entry holds, and which entries say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import KnowledgeBase
from bot.language import AnswerType
from bot.retrieval.remembering import remembered
from bot.retrieval.scoring import Scorer
from bot.retrieval.words.analysis import Word
from bot.retrieval.words.contrasts import (
    Relation,
    answer_type,
    antonyms,
    asks_for_definition,
    is_reversed,
    relations,
    types_clash,
)
from bot.retrieval.words.corpus import asked_texts
from bot.retrieval.words.edit_distance import is_variant
from bot.retrieval.words.nouns import is_name_position, name_positions

MAYBE = 0.5
"""From this alikeness on, and with the same first letter, a word may be a misspelling of another."""
WORDS = 20_000
"""Words of questions of which it is remembered what they stand for."""
REMEMBERED = 10_000
"""Entries whose words are remembered: the same are found again and again."""

MENTIONED = 0.7
"""What is kept where nothing but a word of the answer is asked for: "and on the phone?"."""
TURNED = 0.3
"""What is kept of a question that asks for the opposite, for another kind of thing (who, where it should be when), or
the other way round (what A said about B, where it should be B about A)."""

LESS_THAN_TWO = 0.2
"""What stands in two entries has an idf that is smaller by more than this."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a word of a question stands to an entry and to the whole knowledge base."""

    weight: float
    """The word's idf; that of a word in no entry, if it is unknown."""
    held: float
    """In [0, 1]: how alike the most alike word of the entry is spelt; 1 for the word itself, 0 where none is."""
    known: float
    """In [0, 1]: the same over all entries."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One stored question."""

    names: frozenset[int]
    """The columns of what it names."""
    stems: frozenset[str]
    answer_type: AnswerType
    relations: frozenset[Relation]
    tells: bool
    """Whether it asks what something is."""


class Holdings:
    """The words of each entry, question and answer together. Entries go by their number in the knowledge base."""

    def __init__(self, base: KnowledgeBase, scorer: Scorer, shares: NDArray[np.float32]) -> None:
        """Take the scorer of the same knowledge base, and the noun share of each stem."""
        self._base = base
        self._scorer = scorer
        self._space = scorer.space
        self._tokens = scorer.tokens
        self.language = scorer.analyzer.language
        self.shares = shares
        self._alone = log((1 + len(base.entries)) / 2) + 1
        """The idf of what stands in one entry."""
        self.count = len(base.entries)
        self.columns = remembered(self._columns, REMEMBERED)
        self.asked = remembered(self._asked, REMEMBERED)
        self.resembles = remembered(self._resembled, WORDS)
        self.stands_for = remembered(self._stood_for, WORDS)
        self._phrasings = remembered(self._read, REMEMBERED)

    def match(self, stem: str, entry: int) -> Match:
        """Compare one word with those of an entry."""
        held_here, alike = self.columns(entry), self._scorer.neighbours.of(stem)
        held = next((alikeness for other, alikeness in alike if other in held_here), 0.0)
        return Match(self.weight(stem), held, alike[0][1] if alike else 0.0)

    def _resembled(self, stem: str) -> frozenset[int]:
        """The columns of the known words that a word may stand for: itself, and what begins and is spelt like it."""
        stems = self._space.stems
        return frozenset(
            column
            for column, alikeness in self._scorer.neighbours.of(stem)
            if alikeness == 1
            or (alikeness >= MAYBE and stems[column][:1] == stem[:1] and stems[column] not in self.language.stop_stems)
        )

    def _stood_for(self, stem: str) -> frozenset[int]:
        """Those of them that it surely stands for, so that members may be told: "deal" resembles "death", no more."""
        stems = self._space.stems
        return frozenset(column for column in self.resembles(stem) if is_variant(stem, stems[column]))

    def _columns(self, entry: int) -> frozenset[int]:
        """The columns of an entry's words. Remembers what it found."""
        return frozenset(self._tokens.stem_of[self._tokens.of_entry(entry)].tolist())

    def _asked(self, entry: int) -> Sequence[frozenset[int]]:
        """The columns of the words of substance of each of an entry's questions. Remembers what it found."""
        columns = self._space.columns
        return [
            frozenset(columns[stem] for stem in phrasing.stems - self.language.stop_stems if stem in columns)
            for phrasing in self._phrasings(entry)
        ]

    def idf(self, column: int) -> float:
        """How rare the word of a column is."""
        return float(self._space.idf[column])

    def kept(self, question: Sequence[Word], entry: int) -> float:
        """How much of what an entry's question asks for a question keeps, in [0, 1].

        Less than 1 where words of substance stand in the place of names ("do you deliver to Sweden" is not "do you
        deliver to Norway"), where a question names or denies what the entry does not ("at the congress of Vienna", "why
        did he not"), and where it is turned into another. Other words for deeds ("ship" for
        "deliver") cost nothing, nor does leaving out.
        """
        held, phrasings = self.columns(entry), self._phrasings(entry)
        meant, strange, foreign, substance = set[int](), 0.0, 0.0, 0.0
        for place, word in enumerate(question):
            if word.folded in self.language.empty_words:
                continue
            alike = self.resembles(word.stem)
            meant |= alike
            weight = self.weight(word.stem)
            substance += weight
            if not alike & held or (word.folded in self.language.denials and _is_new(word.stem, phrasings)):
                strange += weight
                named = is_name_position(question, place, self.language)
                foreign += weight if named or word.folded in self.language.negations else 0.0
        turned = TURNED if self.is_turned(question, entry) or self.clashes(question, entry) else 1.0
        if self._is_a_mere_mention(question, entry):
            turned *= MENTIONED
        if not strange:
            return turned
        gone = (sum(self._space.idf[name] for name in phrasing.names - meant) for phrasing in phrasings)
        return turned * (1 - max(foreign, min(strange, *gone)) / substance)

    def _is_a_mere_mention(self, question: Sequence[Word], entry: int) -> bool:
        """Whether a question has one word of substance, and that stands in the answer alone: it tells nothing asked."""
        said = {word.stem for word in question if word.folded not in self.language.stop_words}
        if len(said) != 1:
            return False
        meant = {self._space.stems[column] for column in self.resembles(*said)}
        return all(meant.isdisjoint(phrasing.stems) for phrasing in self._phrasings(entry))

    def explains(self, question: Sequence[Word], entry: int) -> bool:
        """Whether an entry tells what a question wants explained, or it wants none: a term may be only mentioned."""
        asks = asks_for_definition(question, self.language)
        return not asks or any(phrasing.tells for phrasing in self._phrasings(entry))

    def is_turned(self, question: Sequence[Word], entry: int) -> bool:
        """Whether a question turns each of an entry's round, or asks for the opposite."""
        said = [word.stem for word in question]
        phrasings = self._phrasings(entry)
        return all(is_reversed(said, p.relations) or self._is_opposed(frozenset(said), p, entry) for p in phrasings)

    def clashes(self, question: Sequence[Word], entry: int) -> bool:
        """Whether a question asks for another kind of thing than each of an entry's: who, where it should be when."""
        stems, wants = frozenset(word.stem for word in question), answer_type(question, self.language)
        return not self._is_about_answer(stems, entry) and all(
            types_clash(wants, phrasing.answer_type) for phrasing in self._phrasings(entry)
        )

    def has_other_numbers(self, question: Sequence[Word], entry: int) -> bool:
        """Whether a question names a number that the entry does not hold, where each stored question names another."""
        asked = {word.folded for word in question if _has_digit(word.folded)}
        columns, held = self._space.columns, self.columns(entry)
        return any(columns.get(self.language.stem(number)) not in held for number in asked) and all(
            any(map(_has_digit, phrasing.stems - asked)) for phrasing in self._phrasings(entry)
        )

    def _is_about_answer(self, stems: frozenset[str], entry: int) -> bool:
        """Whether a question names what this answer alone says: then the stored question's own word is no guide."""
        own, phrasings = self.own(entry), self._phrasings(entry)
        content = stems - self.language.stop_stems
        return any(self._space.columns.get(stem) in own and _is_new(stem, phrasings) for stem in content)

    def _is_opposed(self, stems: frozenset[str], phrasing: Phrasing, entry: int) -> bool:
        """Whether one of a question's words is the opposite of one that a stored question has in its place.

        A word of substance that stands in the answer is no opposite: that answer speaks of both.
        """
        return any(
            (antonyms(stem, self.language) & phrasing.stems) - stems
            and (stem in self.language.stop_stems or self._space.columns.get(stem) not in self.columns(entry))
            for stem in stems - phrasing.stems
        )

    def weight(self, stem: str) -> float:
        """A word's idf; for an unknown one, that of a word in no entry."""
        column = self._space.columns.get(stem)
        return self._scorer.unknown_idf if column is None else self._space.idf[column]

    def own(self, entry: int) -> frozenset[int]:
        """The columns of the words that stand in this entry alone."""
        return frozenset(
            column for column in self.columns(entry) if self._space.idf[column] > self._alone - LESS_THAN_TWO
        )

    def says_the_same(self, entry: int, other: int) -> bool:
        """Whether two entries have the same answer."""
        return self._base.entries[entry].answer == self._base.entries[other].answer

    def _read(self, entry: int) -> Sequence[Phrasing]:
        """What to know of each question of an entry. Remembers what it found."""
        found, language = [], self.language
        for question in asked_texts(self._base.entries[entry], language):
            words = self._scorer.analyse(question)
            columns = [self._space.columns[word.stem] for word in words]
            shares = {word.stem: float(self.shares[column]) for word, column in zip(words, columns, strict=True)}
            named = frozenset(columns[place] for place in name_positions(words, shares, language))
            stems = frozenset(word.stem for word in words)
            kind, tells = answer_type(words, language), asks_for_definition(words, language)
            found.append(Phrasing(named, stems, kind, relations(words, language), tells))
        return found


def _is_new(stem: str, phrasings: Sequence[Phrasing]) -> bool:
    """Whether a word stands in none of the questions."""
    return all(stem not in phrasing.stems for phrasing in phrasings)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
