"""What matching and conversation know about one language.

Every field after `code` has a neutral default, so a language can start with a few lists and grow.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from itertools import chain

NEVER = re.compile(r"(?!)")
"""Matches no text."""
NO_WORDS: frozenset[str] = frozenset()


class AnswerType(Enum):
    """What kind of answer a question asks for, as far as its question word tells."""

    ANYTHING = auto()
    """There is no question word, or it does not tell."""
    REASON = auto()
    TIME = auto()
    PERSON = auto()
    PLACE = auto()
    AMOUNT = auto()
    MANNER = auto()
    CONFIRMATION = auto()
    """Yes or no."""


class SmallTalk(Enum):
    """What a message wants that asks nothing of the notes."""

    GREETING = auto()
    THANKS = auto()
    HELP = auto()
    INTRODUCTION = auto()


@dataclass(frozen=True, eq=False)
class QuestionForms:
    """How a question tells what it asks for. All words are folded: lower case, without accents."""

    lead_ins: frozenset[str] = NO_WORDS
    """Words that a question word may follow: "until when"."""
    auxiliaries: frozenset[str] = NO_WORDS
    """First words of a yes-or-no question."""
    by_word: Mapping[str, AnswerType] = field(default_factory=dict)
    """The answer type of a question that begins or ends with a word: "why"."""
    by_next_word: Mapping[str, Mapping[str, AnswerType]] = field(default_factory=dict)
    """First words whose next word tells the answer type: "how", then "many". Any other next word tells nothing."""
    defining: frozenset[str] = NO_WORDS
    """First words that ask what something is: "define"."""
    defining_openings: frozenset[tuple[str, str]] = frozenset()
    """First two words that do so: "what is"."""
    defining_frames: frozenset[tuple[str, str]] = frozenset()
    """First and last words that do so: "what ... mean"."""


@dataclass(frozen=True, eq=False)
class Courtesies:
    """The politeness around a question, as patterns for folded words joined by single spaces."""

    opening: re.Pattern[str] = NEVER
    """What people say before a question. Anchored at the start."""
    closing: re.Pattern[str] = NEVER
    """What people say after a question. Anchored at the end."""
    opening_starts: Sequence[Sequence[frozenset[str]]] = ()
    """The first word, first two words or first three words of every opening. They save running the pattern."""
    closing_ends: frozenset[str] = NO_WORDS
    """The last words of every closing."""

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The first words of all openings."""
        return frozenset(chain.from_iterable(start[0] for start in self.opening_starts))


@dataclass(frozen=True, eq=False)
class ChatPatterns:
    """How questions stand inside chat messages. Members write these, so patterns must run in roughly linear time."""

    opens: re.Pattern[str] = NEVER
    """A sentence that begins like a question."""
    asks: re.Pattern[str] = NEVER
    """Text that asks something, even without a question mark."""
    lead_in: re.Pattern[str] = NEVER
    """Text that leads in to a question inside a sentence: "what I wanted to ask is", "does anyone know"."""
    split: re.Pattern[str] = NEVER
    """Where another question begins inside a sentence."""
    before: re.Pattern[str] = NEVER
    """Greetings, excuses and fillers before a question."""
    after: re.Pattern[str] = NEVER
    """Thanks and afterthoughts after a question."""
    dangling: re.Pattern[str] = NEVER
    """What no question ends with. The thanks after it are then part of it, as in "how do I thank you"."""
    signature: re.Pattern[str] = NEVER
    """A signature after a sentence, to the end of the message."""
    small_talk: re.Pattern[str] = NEVER
    """A sentence of nothing but courtesies and small talk."""
    abbreviations: frozenset[str] = NO_WORDS
    """Abbreviations whose full stop does not end a sentence."""
    refers: frozenset[str] = NO_WORDS
    """Words that may refer to the previous sentence."""


@dataclass(frozen=True, eq=False)
class SmallTalkWords:
    """How people talk to the bot without asking its notes. All words are in lower case, without punctuation."""

    phrases: Mapping[str, SmallTalk] = field(default_factory=dict)
    """Whole messages."""
    keys: Mapping[SmallTalk, frozenset[str]] = field(default_factory=dict)
    """Small talk of a kind holds at least one of these; the first kind that fits wins ..."""
    fillers: Mapping[SmallTalk, frozenset[str]] = field(default_factory=dict)
    """... and otherwise nothing but these."""
    rewrites: Sequence[tuple[re.Pattern[str], str]] = ()
    """Patterns, and the word of `keys` that replaces each: "good morning" becomes "hello"."""
    address: re.Pattern[str] = NEVER
    """Whom a phrase is said to, at its end: "there"."""


def _as_it_is(word: str) -> str:
    return word


def _without_apostrophe(word: str) -> Sequence[str]:
    return (word.replace("'", ""),)


@dataclass(frozen=True, eq=False)
class Language:
    """One language. All words are folded: lower case, without accents, with straight apostrophes."""

    code: str
    """ISO 639-1."""
    common_words: frozenset[str] = NO_WORDS
    """The most frequent words, which tell the language from others."""
    stem: Callable[[str], str] = _as_it_is
    """A word without its ending. Words match if their stems are equal."""
    written_out: Callable[[str], Sequence[str]] = _without_apostrophe
    """The words that one word stands for: contractions and shorthand written out, possessives dropped."""
    shorthand: Mapping[str, str] = field(default_factory=dict)
    """Chat spellings, and the words that they stand for."""
    bare_contractions: frozenset[str] = NO_WORDS
    """Contractions as people write them without the apostrophe, so that they are not taken for typos."""
    question_words: frozenset[str] = NO_WORDS
    stop_words: frozenset[str] = NO_WORDS
    """Words that say nothing about a subject, question words among them. They are ranked like all others, but a message
    of nothing else is never answered, and no explanation or topic names them."""
    placeholders: frozenset[str] = NO_WORDS
    """Words that stand where names do, and name nothing: "anybody"."""
    before_nouns: frozenset[str] = NO_WORDS
    """Words that a noun tends to follow, or an adjective before one. A verb seldom does."""
    before_verbs: frozenset[str] = NO_WORDS
    """Words that a verb tends to follow, and then its object."""
    in_labels: frozenset[str] = NO_WORDS
    """Stop words that may stand inside the name of a topic: "terms of use"."""
    denials: frozenset[str] = NO_WORDS
    """Words that turn a question into its opposite wherever they stand."""
    negations: frozenset[str] = NO_WORDS
    """Stop words that turn a question into another one; the denials are among them."""
    antonyms: Sequence[tuple[str, str]] = ()
    """Pairs of words: a question with the one is not the question with the other."""
    antonym_prefixes: Sequence[tuple[str, str]] = ()
    """Pairs of prefixes that do the same, in order; one may be empty: "install" and "uninstall"."""
    symmetric: frozenset[str] = NO_WORDS
    """If only these stand between two names, the names may change places without a change in meaning."""
    questions: QuestionForms = field(default_factory=QuestionForms)
    courtesies: Courtesies = field(default_factory=Courtesies)
    chat: ChatPatterns = field(default_factory=ChatPatterns)
    small_talk: SmallTalkWords = field(default_factory=SmallTalkWords)

    @cached_property
    def stop_stems(self) -> frozenset[str]:
        """The stems of the stop words."""
        return frozenset(map(self.stem, self.stop_words))

    @cached_property
    def question_stems(self) -> frozenset[str]:
        """The stems of the question words."""
        return frozenset(map(self.stem, self.question_words))

    @cached_property
    def empty_words(self) -> frozenset[str]:
        """Words that neither name nor deny anything: stop words without negations, and placeholders."""
        return (self.stop_words - self.negations) | self.placeholders


def words(text: str) -> frozenset[str]:
    """The words of a text with white space between them."""
    return frozenset(text.split())


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs of a text such as "add/delete de/en", sorted."""
    return tuple(sorted((one, other) for one, _, other in (pair.partition("/") for pair in text.split())))
