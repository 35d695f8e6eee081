"""Decides what each mark is: a question, a heading over questions, or text of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bot.knowledge.outline.marks import Kind, Mark
from bot.knowledge.outline.wording import (
    is_beside,
    is_called_question,
    is_contents,
    is_faq,
    is_numbered,
    is_worded_as_question,
    says_only_faq,
)


class Role(Enum):
    """What a mark is."""

    QUESTION = "question"
    TOPIC = "topic"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Roles:
    """What each mark of a document is, in the same order."""

    roles: Sequence[Role]
    topics: Sequence[str | None]
    """What the heading above each says; None where there is none, or it says no more than that this is an FAQ."""
    sections: Sequence[int]
    """The level of the headings that end what stands below each: its own, or for one that is no heading, of that above
    it; 0 for none."""


def asks(mark: Mark) -> bool:
    """Whether it is worded as a question, or called one."""
    if mark.kind in (Kind.PREFIXED, Kind.ITEM, Kind.PAIR):
        return True
    is_heading = mark.kind is Kind.HEADING
    return is_worded_as_question(mark.text, by_first_word=is_heading) or (is_heading and is_called_question(mark.text))


def assign_roles(marks: Sequence[Mark], texts: Sequence[bool], *, in_faq: bool) -> Roles:
    """Decide on every mark.

    `texts` says for each mark whether there is text between it and the next one; `in_faq`, whether the whole document
    is an FAQ.
    """
    marks = _levelled(marks, texts) if in_faq else marks
    return _Assigner(marks, texts, in_faq=in_faq).roles()


class _Assigner:
    def __init__(self, marks: Sequence[Mark], texts: Sequence[bool], *, in_faq: bool) -> None:
        self._marks = marks
        self._texts = texts
        self._asks = [asks(mark) for mark in marks]
        self._parents = _parents(marks)
        self._in_faq = self._find_faq(in_faq=in_faq)
        self._is_over, self._is_over_questions = self._find_what_is_over_others()
        self._balances = self._weigh_siblings()
        self._under_question = [False] * len(marks)
        """Whether a question's own heading is above it."""

    def roles(self) -> Roles:
        roles: list[Role] = []
        open_question = -1
        for place, mark in enumerate(self._marks):
            parent = self._parents[place]
            if parent >= 0:
                self._under_question[place] = self._under_question[parent] or roles[parent] is Role.QUESTION
            if open_question >= 0 and mark.kind is Kind.HEADING:
                self._under_question[place] = mark.level > self._section_level(open_question)
            roles.append(self._role(place))
            if not self._under_question[place]:
                is_open = mark.kind in (Kind.BOLD, Kind.PREFIXED) and roles[place] is Role.QUESTION
                open_question = place if is_open and not self._texts[place] else -1
        self._leave_out_what_is_beside(roles)
        for place in reversed(range(len(roles))):
            parent = self._parents[place]
            if roles[place] is not Role.TEXT and parent >= 0 and roles[parent] is Role.TEXT:
                roles[parent] = Role.TOPIC
        sections = [self._section_level(place) for place in range(len(roles))]
        return Roles(roles, [self._topic(parent) for parent in self._parents], sections)

    def _section_level(self, place: int) -> int:
        """The level of the heading that a mark is or stands under; 0 for none."""
        if self._marks[place].kind is not Kind.HEADING:
            place = self._parents[place]
        return self._marks[place].level if place >= 0 else 0

    def _role(self, place: int) -> Role:
        mark = self._marks[place]
        if mark.kind is Kind.PREFIXED:
            return Role.QUESTION
        if mark.kind is Kind.END:
            return Role.TEXT
        if mark.kind is not Kind.HEADING:
            is_meant = self._asks[place] or (self._in_faq[place] and self._is_meant_in_faq(mark))
            return Role.QUESTION if is_meant and not self._under_question[place] else Role.TEXT
        if self._asks[place]:
            return Role.TOPIC if self._only_heads(place) else Role.QUESTION
        stands_alone = not self._is_over[place] or self._has_parts(place)
        is_question = stands_alone and self._texts[place] and self._in_faq[place] and not is_contents(mark.text)
        return Role.QUESTION if is_question and not self._under_question[place] else Role.TEXT

    def _is_meant_in_faq(self, mark: Mark) -> bool:
        """Whether a summary or a paragraph in bold is a question although it does not look like one elsewhere."""
        is_bold_question = is_numbered(mark.text) or is_worded_as_question(mark.text, by_first_word=True)
        return mark.kind is Kind.SUMMARY or (mark.kind is Kind.BOLD and is_bold_question)

    def _only_heads(self, place: int) -> bool:
        """Whether nothing stands between a heading and a question below it."""
        after = place + 1
        is_below = after < len(self._marks) and self._parents[after] == place
        is_title = self._is_over[place] and is_faq(self._marks[place].text)
        return is_title or (is_below and self._asks[after] and not self._texts[place])

    def _has_parts(self, place: int) -> bool:
        """Whether the headings below a heading are parts of its answer, as most of its siblings stand alone."""
        return not self._is_over_questions[place] and self._balances[self._family(place)] > 0

    def _family(self, place: int) -> tuple[int, int]:
        return self._parents[place], self._marks[place].level

    def _weigh_siblings(self) -> dict[tuple[int, int], float]:
        """For the headings of each parent and level: how many more stand alone than are over others.

        One that is over others and says nothing itself is a topic, and so are its siblings.
        """
        balances: dict[tuple[int, int], float] = {}
        for place, mark in enumerate(self._marks):
            if mark.kind is not Kind.HEADING:
                continue
            is_over = self._is_over[place] and not self._asks[place]
            weight = -1.0 if is_over else float(self._texts[place] or self._asks[place])
            if is_over and not self._texts[place]:
                weight = float("-inf")
            family = self._family(place)
            balances[family] = balances.get(family, 0) + weight
        return balances

    def _find_faq(self, *, in_faq: bool) -> list[bool]:
        """For each mark, whether it stands under a heading that announces questions."""
        result: list[bool] = []
        for parent in self._parents:
            result.append(in_faq or (parent >= 0 and (result[parent] or is_faq(self._marks[parent].text))))
        return result

    def _find_what_is_over_others(self) -> tuple[list[bool], list[bool]]:
        """For each mark, whether it is over headings or questions, and whether over questions."""
        others, questions = [False] * len(self._marks), [False] * len(self._marks)
        for place in reversed(range(len(self._marks))):
            parent = self._parents[place]
            if parent >= 0:
                is_question = self._asks[place] or (self._in_faq[place] and self._is_meant_in_faq(self._marks[place]))
                questions[parent] = questions[parent] or questions[place] or is_question
                others[parent] = others[parent] or self._marks[place].kind is Kind.HEADING or is_question
        return others, questions

    def _leave_out_what_is_beside(self, roles: list[Role]) -> None:
        """Make text of the last sections if they are about the project, such as its licence."""
        for place in reversed(range(len(roles))):
            if roles[place] is not Role.QUESTION:
                continue
            if self._asks[place] or not is_beside(self._marks[place].text):
                return
            roles[place] = Role.TEXT

    def _topic(self, parent: int) -> str | None:
        text = self._marks[parent].text if parent >= 0 else ""
        return text if text and not says_only_faq(text) else None


def _levelled(marks: Sequence[Mark], texts: Sequence[bool]) -> Sequence[Mark]:
    """The marks, where some questions below a title are headings as high as it is: those made as low as the others."""
    places = [place for place, mark in enumerate(marks) if mark.kind is Kind.HEADING]
    levels = [marks[place].level for place in places]
    if not levels or not is_faq(marks[places[0]].text) or levels[0] >= max(levels[:2]):
        return marks
    high = {place for place, level in zip(places[1:], levels[1:], strict=True) if level == levels[0] and texts[place]}
    lone = {place for place, level, after in zip(places, levels, [*levels[1:], 0], strict=True) if after <= level}
    if all(is_beside(marks[place].text) for place in high & lone):
        return marks
    return [replace(mark, level=levels[1]) if place in high else mark for place, mark in enumerate(marks)]


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
