"""Analyses the words of a mark: whether they are a question, and which part is the question itself."""

import re

from bot.knowledge.lines import has_words
from bot.knowledge.outline.labels import DEFAULT_LABELS, Labels
from bot.knowledge.outline.numbering import LETTERED, SIGNS, SIGNS_AFTER

_QUESTION_WORD = re.compile(
    r"\W{0,20}(?:(?:what|which|who|whose|whom|why|how|when|where)(?:['’]\w+)?"
    r"|wie|warum|wieso|weshalb|wann|welche[rsnm]?|pourquoi|où|combien|cómo|qué|dónde|cuándo|cuál(?:es)?|por\squé|perché"
    r"|por\sque|onde|quais|hoe|waarom|wanneer|welke|jak|dlaczego|gdzie|kiedy|czy|как|почему|зачем|где|когда|сколько|чому"
    r"|навіщо|коли|hvordan|hvorfor|hvor|hvornår|hur|varför|miksi|miten|proč|jak|kde|kdy|miért|hogyan|nasıl|neden)\b(?!-)"
    r"|\W{0,20}(?:如何|怎么|怎麼|怎样|怎樣|为什么|為什麼|为何|為何|什么是|什麼是|是否|能否|どう|なぜ|何故|어떻게|왜)",
    re.IGNORECASE,
)
_QUESTION_MARK = re.compile(
    r"(?:[?？؟]|[一-鿿]{2}[吗嗎呢]$|(?:です|ます|でしょう)か。?$)(?:\W{0,20}|\s*[(（\[][^()（）\[\]]{0,80}[)）\]])$"
)
"""Emoji, quotes, brackets, or a remark in brackets may follow it."""


def unlabelled(text: str, labels: Labels = DEFAULT_LABELS) -> str:
    """A question without its number, signs or "Q:", and without the marks of struck-out text.

    Everything after "Q:" is the question.
    """
    text = text[2:-2] if len(text) > len("~~~~") and text.startswith("~~") and text.endswith("~~") else text
    for pattern in (SIGNS, labels.number, LETTERED, SIGNS, labels.question):
        found = pattern.match(text)
        if found and has_words(text[found.end() :]):
            text = text[found.end() :]
            if pattern is labels.question:
                return text
    return SIGNS_AFTER.sub("", text)


def is_numbered(text: str, labels: Labels = DEFAULT_LABELS) -> bool:
    """Whether it begins with a number or "Q:"."""
    text = text.lstrip("~")
    return bool(labels.number.match(text) or labels.question.match(text))


def is_called_question(text: str, labels: Labels = DEFAULT_LABELS) -> bool:
    """Whether it begins with "Q:" or a similar label."""
    return bool(labels.question.match(text))


def is_worded_as_question(text: str, *, by_first_word: bool = False) -> bool:
    """Whether it ends like a question or, with `by_first_word`, begins like one, as in "How to install"."""
    return bool(_QUESTION_MARK.search(text) or (by_first_word and _QUESTION_WORD.match(unlabelled(text))))
