"""Answers what is said to the bot but asks nothing of its notes: a greeting, thanks, a call for help."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum

from bot.answering import Answered, Assistant, Outcome, Suggested
from bot.language.reading import clean
from bot.replies import words
from bot.replies.compose import outcome_replies
from bot.replies.notices import about_reply, help_reply, nothing_asked_reply
from bot.replies.reply import Reply, Tone


class Courtesy(Enum):
    """What a message may want that is no question to the notes."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    INTRODUCTION = "introduction"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PHRASES: Mapping[Courtesy, tuple[str, ...]] = {
    Courtesy.GREETING: ("sup", "whats up", "how are you", "how are you doing", "hows it going"),
    Courtesy.THANKS: ("good bot", "that helped", "it works now"),
    Courtesy.HELP: (
        *("help", "help me", "please help", "help please", "can you help", "can you help me", "i need help"),
        *("how do i use this", "how do i use you", "how does this work", "how do you work", "how do i ask"),
        *("what can you do", "what do you do", "what can i ask", "what can i ask you", "what do you know"),
        *("commands", "menu", "topics", "ask", "start"),
    ),
    Courtesy.INTRODUCTION: (
        *("about", "who are you", "what are you", "whats your name", "what is your name", "who is this"),
        *("are you a bot", "are you a robot", "are you an ai", "are you human", "introduce yourself"),
    ),
}
_MEANINGS = {phrase: courtesy for courtesy, phrases in _PHRASES.items() for phrase in phrases}
_KEYS = {
    Courtesy.THANKS: _words("thanks thank thx thnx ty tysm tyvm cheers"),
    Courtesy.GREETING: _words("hello hi hey hiya howdy greetings yo"),
}
"""A message of nothing but small words is such a courtesy if one of these is among them; thanks go first."""
_SMALL = {
    Courtesy.THANKS: _words(
        """
        a again all amazing and appreciated awesome bot bye cool everyone fixed for friend good great guys hello help
        helped helping hey hi i in advance it its lot man many mate much nice now oh ok okay perfect really so super
        team that thats the this u very well wonderful worked works yes you your
        """
    ),
    Courtesy.GREETING: _words(
        """
        a again all and are bot dear doing everybody everyone folks friend friends going guys how hows is it my nice
        people team there to today up whats world you
        """
    ),
}
_DAYTIME = re.compile(r"\bgood (?:morning|afternoon|evening|day)\b")
_ADDRESS = re.compile(r"\s(?:there|bot|all|everyone|everybody|again)$")
_MARKS = re.compile(r"[^\w\s]|_")


def courtesy_in(text: str) -> Courtesy | None:
    """What a message wants that is a greeting, thanks or one of a few phrases, whatever its case and punctuation.

    None for others. The slash of a command that was sent as a message is such punctuation.
    """
    folded = _DAYTIME.sub("hello", " ".join(_MARKS.sub("", text.casefold()).split()))
    return _MEANINGS.get(folded) or _MEANINGS.get(_ADDRESS.sub("", folded)) or _made_of_small_words(folded)


def _made_of_small_words(folded: str) -> Courtesy | None:
    said = frozenset(folded.split())
    for courtesy, keys in _KEYS.items():
        if said & keys and said <= keys | _SMALL[courtesy]:
            return courtesy
    return None


def replies_to(assistant: Assistant, outcomes: Sequence[Outcome], *, name: str, ways: str) -> tuple[Reply, ...]:
    """The replies to whatever was said; a courtesy is one only where the notes hold no answer.

    `outcomes` are those of one message. `name` is the bot's own, as shown; `ways` says how to reach it on the face's
    platform.
    """
    match _courtesy_of(outcomes):
        case Courtesy.GREETING:
            return (replace(nothing_asked_reply(assistant), title=words.GREETING, body=words.GREETING_BODY),)
        case Courtesy.THANKS:
            return (Reply(words.THANKED, words.THANKED_BODY, Tone.INFORMATION),)
        case Courtesy.HELP:
            return (help_reply(ways),)
        case Courtesy.INTRODUCTION:
            return (about_reply(assistant, name),)
    return outcome_replies(outcomes, assistant.base.version)


def _courtesy_of(outcomes: Sequence[Outcome]) -> Courtesy | None:
    """The courtesy that a message is; None if its answer is stored.

    "How does this work" may be a question to the notes, so that likely choices go before it; "hello" is none.
    """
    if any(isinstance(outcome, Answered) for outcome in outcomes):
        return None
    courtesy = courtesy_in(clean(outcomes[0].query))
    likely = any(isinstance(outcome, Suggested) and outcome.likely for outcome in outcomes)
    return courtesy if courtesy in (Courtesy.GREETING, Courtesy.THANKS) or not likely else None
