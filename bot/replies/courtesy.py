"""Answers what is said to the bot but asks nothing of its notes: a greeting, thanks, a call for help."""

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

from bot.answering import Assistant, Outcome, Unanswered
from bot.replies import words
from bot.replies.compose import outcome_reply
from bot.replies.notices import about_reply, help_reply, nothing_asked_reply
from bot.replies.reply import Reply, Tone


class Courtesy(Enum):
    """What a message may want that is no question to the notes."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    INTRODUCTION = "introduction"


_PHRASES: Mapping[Courtesy, tuple[str, ...]] = {
    Courtesy.GREETING: (
        *(
            "hello",
            "hi",
            "hey",
            "hiya",
            "howdy",
            "greetings",
            "yo",
            "sup",
            "whats up",
            "how are you",
            "how are you doing",
        ),
        *("good morning", "good afternoon", "good evening", "good day"),
    ),
    Courtesy.THANKS: (
        *(
            "thanks",
            "thank you",
            "thanks a lot",
            "many thanks",
            "thank you so much",
            "thank you very much",
            "thx",
            "ty",
        ),
        *("cheers", "ok thanks", "okay thanks", "great thanks", "cool thanks", "thanks that helped", "good bot"),
    ),
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
_ADDRESS = re.compile(r"\s(?:there|bot|all|everyone|everybody|again)$")
_MARKS = re.compile(r"[^\w\s]|_")


def courtesy_in(text: str) -> Courtesy | None:
    """What a message wants if it is one of a short list of phrases, but for case and punctuation; None for others.

    The slash of a command that was sent as a message is such punctuation.
    """
    folded = " ".join(_MARKS.sub("", text.casefold()).split())
    return _MEANINGS.get(folded) or _MEANINGS.get(_ADDRESS.sub("", folded))


def reply_to(assistant: Assistant, outcome: Outcome, *, name: str, ways: str) -> Reply:
    """The reply to whatever was said; a courtesy is one only where the notes have no answer.

    `name` is the bot's own, as shown; `ways` says how to reach it on the face's platform.
    """
    courtesy = courtesy_in(outcome.query) if isinstance(outcome, Unanswered) else None
    match courtesy:
        case Courtesy.GREETING:
            return replace(nothing_asked_reply(assistant), title=words.GREETING, body=words.GREETING_BODY)
        case Courtesy.THANKS:
            return Reply(words.THANKED, words.THANKED_BODY, Tone.INFORMATION)
        case Courtesy.HELP:
            return help_reply(ways)
        case Courtesy.INTRODUCTION:
            return about_reply(assistant, name)
    return outcome_reply(outcome, assistant.base.version)
