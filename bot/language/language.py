"""What matching and conversation need to know about a language.

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
    """The kind of answer that a question asks for, as its question word shows."""

    ANYTHING = auto()
    """There is no question word, or it does not show the kind."""
    REASON = auto()
    TIME = auto()
    PERSON = auto()
    PLACE = auto()
    AMOUNT = auto()
    MANNER = auto()
    CONFIRMATION = auto()
    """Yes or no."""


class SmallTalk(Enum):
    """The kinds of messages that ask nothing about the notes."""

    GREETING = auto()
    THANKS = auto()
    HELP = auto()
    INTRODUCTION = auto()


@dataclass(frozen=True, eq=False)
class QuestionForms:
    """The words that show what a question asks for. All words are folded: lower case, without accents."""

    lead_ins: frozenset[str] = NO_WORDS
    """Words that a question word may follow: "until when"."""
    auxiliaries: frozenset[str] = NO_WORDS
    """First words of a yes-or-no question."""
    by_word: Mapping[str, AnswerType] = field(default_factory=dict)
    """The answer type of a question that begins or ends with a word: "why"."""
    by_next_word: Mapping[str, Mapping[str, AnswerType]] = field(default_factory=dict)
    """First words whose next word shows the answer type: "how", then "many". Any other next word shows nothing."""
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
    """The first one, two or three words of every opening. Checking them is faster than running the pattern."""
    closing_ends: frozenset[str] = NO_WORDS
    """The last words of every closing."""

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The first words of all openings."""
        return frozenset(chain.from_iterable(start[0] for start in self.opening_starts))


@dataclass(frozen=True, eq=False)
class ChatPatterns:
    """Patterns to find questions in chat messages. They must run in roughly linear time on any message."""

    opens: re.Pattern[str] = NEVER
    """A sentence that begins like a question."""
    asks: re.Pattern[str] = NEVER
    """Text that asks something, even without a question mark."""
    lead_in: re.Pattern[str] = NEVER
    """Text before a question inside a sentence: "what I wanted to ask is", "does anyone know"."""
    split: re.Pattern[str] = NEVER
    """Where another question begins inside a sentence."""
    before: re.Pattern[str] = NEVER
    """Greetings, excuses and fillers before a question."""
    after: re.Pattern[str] = NEVER
    """Thanks and afterthoughts after a question."""
    dangling: re.Pattern[str] = NEVER
    """Words that no question ends with. Thanks after them are part of the question, as in "how do I thank you"."""
    signature: re.Pattern[str] = NEVER
    """A signature after a sentence, to the end of the message."""
    small_talk: re.Pattern[str] = NEVER
    """A sentence with only courtesies and small talk."""
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
    """Small talk of a kind contains at least one of these words. The first kind that matches wins."""
    fillers: Mapping[SmallTalk, frozenset[str]] = field(default_factory=dict)
    """The only other words that small talk of a kind may contain."""
    rewrites: Sequence[tuple[re.Pattern[str], str]] = ()
    """Patterns, and the word of `keys` that replaces each: "good morning" becomes "hello"."""
    address: re.Pattern[str] = NEVER
    """The addressee at the end of a phrase: "there"."""


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
    """The most frequent words, to distinguish the language from others."""
    stem: Callable[[str], str] = _as_it_is
    """A word without its ending. Words match if their stems are equal."""
    written_out: Callable[[str], Sequence[str]] = _without_apostrophe
    """The words that one word means: contractions and shorthand written out, possessives dropped."""
    shorthand: Mapping[str, str] = field(default_factory=dict)
    """Chat spellings, and the words that they mean."""
    bare_contractions: frozenset[str] = NO_WORDS
    """Contractions written without the apostrophe. The spelling correction leaves them alone."""
    question_words: frozenset[str] = NO_WORDS
    stop_words: frozenset[str] = NO_WORDS
    """Words that say nothing about a subject, including question words. They are ranked like other words. But a message
    with only stop words is never answered, and explanations and topics leave them out."""
    placeholders: frozenset[str] = NO_WORDS
    """Words in the position of a name that name nothing: "anybody"."""
    before_nouns: frozenset[str] = NO_WORDS
    """Words that are often followed by a noun, or an adjective and a noun, and rarely by a verb."""
    before_verbs: frozenset[str] = NO_WORDS
    """Words that are often followed by a verb and its object."""
    in_labels: frozenset[str] = NO_WORDS
    """Stop words that may be inside the name of a topic: "terms of use"."""
    denials: frozenset[str] = NO_WORDS
    """Words that turn a question into its opposite, wherever they are."""
    negations: frozenset[str] = NO_WORDS
    """Stop words that turn a question into a different one, including the denials."""
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
