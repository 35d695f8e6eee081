"""Recognises small talk: a message that greets, thanks, calls for help or asks who the bot is."""

import re

from bot.language.language import Language, SmallTalk

_MARKS = re.compile(r"[^\w\s]|_")


def small_talk_in(text: str, language: Language) -> SmallTalk | None:
    """The kind of small talk of a message, regardless of case and punctuation; None for other messages.

    The slash of a command that was sent as a message counts as punctuation.
    """
    of = language.small_talk
    folded = " ".join(_MARKS.sub("", text.casefold()).split())
    for pattern, word in of.rewrites:
        folded = pattern.sub(word, folded)
    if found := of.phrases.get(folded) or of.phrases.get(of.address.sub("", folded)):
        return found
    said = frozenset(folded.split())
    return next((kind for kind, keys in of.keys.items() if said & keys and said <= keys | of.fillers[kind]), None)
