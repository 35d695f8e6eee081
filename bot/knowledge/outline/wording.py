"""What the words of a heading tell: whether they ask, announce an FAQ, or name what belongs to no question."""

import re

from bot.knowledge.lines import has_words

_FAQ = re.compile(r"\b(?:faqs?|f\.a\.q|q\s?(?:&|and)\s?a|questions|frequently\W+asked)\b", re.IGNORECASE)
_FAQ_WORDS = frozenset(("a", "and", "answers", "asked", "f", "faq", "faqs", "frequently", "q", "questions", "the"))
_QUESTION_WORD = re.compile(r"\W*(?:what|which|who|whose|whom|why|how|when|where)(?:['’]\w+)?\b(?!-)", re.IGNORECASE)
_QUESTION_MARK = re.compile(r"[?？؟](?:\W{0,20}|\s*\([^()]{0,80}\))$")
"""What comes behind it may be emoji, quotes, brackets, or a remark in brackets."""
_CALLED = r"(?:Q|Question)\s?\d{0,4}\s?(?:[:.)]|\s[-–—])\s+"
_NUMBER = r"(?:\d{1,4}(?:\.\d{1,4}){0,5}[.):]|\d{1,4}(?:\.\d{1,4}){1,5})\s+|\(\d{1,4}\)\s*"
_LABEL = re.compile(rf"{_CALLED}|{_NUMBER}")
_CALLED_QUESTION = re.compile(_CALLED)
_BESIDE = frozenset(
    (
        *("license", "licence", "licensing", "copyright", "contributing", "contributors", "credits", "authors"),
        *("acknowledgements", "acknowledgments", "references", "changelog", "translations"),
    )
)
_CONTENTS = frozenset(("table of contents", "contents", "toc", "index", "on this page"))


def is_faq(title: str) -> bool:
    """Whether a document or section of that name holds questions."""
    return bool(_FAQ.search(title.replace("_", " ")))


def says_only_faq(title: str) -> bool:
    """Whether the title says that there are questions, and not what about; so it names no topic."""
    return is_faq(title) and _FAQ_WORDS.issuperset(re.findall(r"\w+", title.lower()))


def is_contents(title: str) -> bool:
    """Whether it is the heading of a table of contents."""
    return _bare(title) in _CONTENTS


def is_beside(title: str) -> bool:
    """Whether a section of that name, at a document's end, is about the project rather than an answer."""
    return _bare(title) in _BESIDE


def unlabelled(text: str) -> str:
    """A question without its number or its "Q:", and without the marks around a text that is struck out."""
    text = text[2:-2] if len(text) > len("~~~~") and text.startswith("~~") and text.endswith("~~") else text
    return text[found.end() :] if (found := _LABEL.match(text)) and has_words(text[found.end() :]) else text


def is_numbered(text: str) -> bool:
    """Whether it has a number or "Q:" before it."""
    return bool(_LABEL.match(text.lstrip("~")))


def is_called_question(text: str) -> bool:
    """Whether it begins with "Q:" or the like."""
    return bool(_CALLED_QUESTION.match(text))


def is_worded_as_question(text: str, *, by_first_word: bool = False) -> bool:
    """Whether it asks by its end, or where that may be left out, by its first word, as in "How to install"."""
    return bool(_QUESTION_MARK.search(text) or (by_first_word and _QUESTION_WORD.match(unlabelled(text))))


def _bare(title: str) -> str:
    """The title in lower case, without emoji and punctuation around it."""
    return re.sub(r"^\W+|\W+$", "", title).lower()
