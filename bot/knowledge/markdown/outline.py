"""Decides what each mark is: a question, a heading over questions, or text of an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.knowledge.lines import has_words, is_question
from bot.knowledge.markdown.marks import Kind, Mark


class Role(Enum):
    """What a mark is."""

    QUESTION = "question"
    TOPIC = "topic"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Outline:
    """What each mark of a document is, in the same order."""

    roles: Sequence[Role]
    parents: Sequence[int]
    """The place of the heading that each stands under; -1 for none."""


_FAQ = re.compile(r"\b(?:faqs?|q\s?(?:&|and)\s?a|questions|frequently\W+asked)\b", re.IGNORECASE)
_QUESTION_WORD = re.compile(r"(?:what|which|who|whose|whom|why|how|when|where)(?:['’]\w+)?\b(?!-)", re.IGNORECASE)
_LABEL = re.compile(r"(?:(?:Q|Question)\s?\d{0,4}\s?[:.)]|\d{1,4}(?:\.\d{1,4}){0,5}[.):]|\d{1,4}(?:\.\d{1,4}){1,5})\s+")


def is_faq(title: str) -> bool:
    """Whether a document or section of that name holds questions."""
    return bool(_FAQ.search(title.replace("_", " ")))


def unlabelled(text: str) -> str:
    """A question without its number or its "Q:"."""
    return text[found.end() :] if (found := _LABEL.match(text)) and has_words(text[found.end() :]) else text


def asks(mark: Mark) -> bool:
    """Whether it is worded as a question, or called one."""
    if mark.kind in (Kind.PREFIXED, Kind.ITEM):
        return True
    text = unlabelled(mark.text)
    is_called_one = text != mark.text and mark.text.startswith("Q")
    return is_question(text) or (mark.kind is Kind.HEADING and (is_called_one or bool(_QUESTION_WORD.match(text))))


def outline(marks: Sequence[Mark], texts: Sequence[bool], *, in_faq: bool) -> Outline:
    """Decide on every mark.

    `texts` says for each mark whether there is text between it and the next one; `in_faq`, whether the whole document
    is an FAQ.
    """
    return _Outliner(marks, texts, in_faq=in_faq).outline()


class _Outliner:
    def __init__(self, marks: Sequence[Mark], texts: Sequence[bool], *, in_faq: bool) -> None:
        self._marks = marks
        self._texts = texts
        self._asks = [asks(mark) for mark in marks]
        self._parents = _parents(marks)
        self._in_faq = self._find_faq(in_faq=in_faq)
        self._is_over = self._find_what_is_over_others()
        self._under_question = [False] * len(marks)
        """Whether a question's own heading is above it."""

    def outline(self) -> Outline:
        roles: list[Role] = []
        for place in range(len(self._marks)):
            parent = self._parents[place]
            if parent >= 0:
                self._under_question[place] = self._under_question[parent] or roles[parent] is Role.QUESTION
            roles.append(self._role(place))
        for place in reversed(range(len(roles))):
            parent = self._parents[place]
            if roles[place] is not Role.TEXT and parent >= 0 and roles[parent] is Role.TEXT:
                roles[parent] = Role.TOPIC
        return Outline(roles, self._parents)

    def _role(self, place: int) -> Role:
        mark = self._marks[place]
        if mark.kind is Kind.PREFIXED:
            return Role.QUESTION
        if mark.kind is Kind.END:
            return Role.TEXT
        if mark.kind in (Kind.BOLD, Kind.SUMMARY, Kind.ITEM):
            is_meant = self._asks[place] or (mark.kind is Kind.SUMMARY and self._in_faq[place])
            return Role.QUESTION if is_meant and not self._under_question[place] else Role.TEXT
        if self._asks[place]:
            return Role.TOPIC if self._only_heads(place) else Role.QUESTION
        is_leaf = not self._is_over[place] and self._texts[place]
        return Role.QUESTION if is_leaf and self._in_faq[place] and not self._under_question[place] else Role.TEXT

    def _only_heads(self, place: int) -> bool:
        """Whether nothing stands between a heading and a question below it."""
        after = place + 1
        is_below = after < len(self._marks) and self._parents[after] == place
        is_title = self._is_over[place] and is_faq(self._marks[place].text)
        return is_title or (is_below and self._asks[after] and not self._texts[place])

    def _find_faq(self, *, in_faq: bool) -> list[bool]:
        """For each mark, whether it stands under a heading that announces questions."""
        result: list[bool] = []
        for parent in self._parents:
            result.append(in_faq or (parent >= 0 and (result[parent] or is_faq(self._marks[parent].text))))
        return result

    def _find_what_is_over_others(self) -> list[bool]:
        """For each mark, whether it is a heading over headings, or over questions of another kind."""
        result = [False] * len(self._marks)
        for place, mark in enumerate(self._marks):
            if (mark.kind is Kind.HEADING or self._asks[place]) and self._parents[place] >= 0:
                result[self._parents[place]] = True
        return result


def _parents(marks: Sequence[Mark]) -> list[int]:
    parents: list[int] = []
    above: list[int] = []
    for place, mark in enumerate(marks):
        while above and marks[above[-1]].level >= mark.level:
            above.pop()
        parents.append(above[-1] if above else -1)
        if mark.kind is Kind.HEADING:
            above.append(place)
    return parents
