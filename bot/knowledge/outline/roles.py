"""Decides the role of each mark: a question, a heading above questions, or text of an answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.outline.candidates import Section, asks, candidates
from bot.knowledge.outline.corrections import leave_out_what_is_beside, take_titles_of_problems
from bot.knowledge.outline.marks import BELOW_HEADINGS, ENDS, UNFOLDING, Kind, Mark
from bot.knowledge.outline.role import Role
from bot.knowledge.outline.titles import is_contents, is_faq, is_section, says_only_faq
from bot.knowledge.outline.tree import levelled


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of a document's marks, in the same order."""

    roles: Sequence[Role]
    topics: Sequence[str | None]
    """The heading above each mark; None if there is none, or if it only says that this is an FAQ."""
    closings: Sequence[int]
    """For each summary, the index of the mark that ends it; -1 for other marks."""
    sections: Sequence[int]
    """For each mark, the level of the headings that end its section: its own level, or that of the heading above it; 0
    for none."""


def assign_roles(marks: Sequence[Mark], texts: Sequence[bool], introduced: Sequence[bool], *, in_faq: bool) -> Roles:
    """Assign a role to every mark.

    `texts`: for each mark, whether there is text between it and the next one. `introduced`: for each mark, whether the
    text above it ends in a colon. `in_faq`: whether the whole document is an FAQ.
    """
    marks = levelled(marks, texts) if in_faq else marks
    return _Assigner(Section(marks, texts, introduced, in_faq=in_faq)).roles()


class _Assigner:
    def __init__(self, section: Section) -> None:
        marks, texts = section.marks, section.texts
        self._marks, self._parents, self._in_faq = marks, section.parents, section.in_faq
        self._closings = section.closings
        self._asks = [asks(mark) for mark in marks]
        self._is_candidate = candidates(section)
        self._texts = texts
        self._says = self._find_what_says_something()
        self._is_over, self._is_over_questions = self._find_what_is_over_others()
        self._take_steps_as_text()
        self._balances = self._weigh_siblings()
        self._own_questions = self._find_own_questions()
        kinds = Counter(mark.kind for place, mark in enumerate(marks) if self._asks[place])
        self._is_labelled = (kinds[Kind.PREFIXED] > 1 or kinds[Kind.SUMMARY] > 1) and not kinds[Kind.HEADING]
        """Whether labels or summaries show what the questions are, so that other headings are none."""
        self._asking = Counter(self._family(place) for place, asks in enumerate(self._asks) if asks)
        """For the headings of each parent and level: how many ask."""
        self._sizes = Counter(self._family(place) for place, mark in enumerate(marks) if mark.kind is Kind.HEADING)
        """For the headings of each parent and level: how many there are."""
        self._under_question = [False] * len(marks)
        """For each mark, whether a heading above it is a question."""

    def roles(self) -> Roles:
        roles: list[Role] = []
        open_question, inside_until = -1, -1
        asked: set[tuple[int, int]] = set()
        """The groups of sibling headings in which one is a question."""
        for place, mark in enumerate(self._marks):
            parent = self._parents[place]
            if parent >= 0:
                self._under_question[place] = self._under_question[parent] or roles[parent] is Role.QUESTION
            if open_question >= 0 and mark.kind is Kind.HEADING:
                self._under_question[place] = mark.level > self._section_level(open_question)
            is_inside = place < inside_until
            self._under_question[place] = self._under_question[place] or is_inside
            is_beside = self._family(place) in asked
            roles.append(Role.TEXT if is_inside else self._role(place, is_beside_question=is_beside))
            if mark.kind is Kind.SUMMARY and roles[place] is Role.QUESTION:
                inside_until = self._closings[place]
            if mark.kind is Kind.HEADING and roles[place] is Role.QUESTION:
                asked.add(self._family(place))
            if not self._under_question[place]:
                is_open = mark.kind in (Kind.BOLD, Kind.PREFIXED) and roles[place] is Role.QUESTION
                open_question = place if is_open and not self._texts[place] else -1
        leave_out_what_is_beside(self._marks, roles)
        take_titles_of_problems(self._marks, roles, self._parents, self._texts)
        for place in reversed(range(len(roles))):
            parent = self._parents[place]
            if roles[place] is not Role.TEXT and parent >= 0 and roles[parent] is Role.TEXT:
                roles[parent] = Role.TOPIC
        sections = [self._section_level(place) for place in range(len(roles))]
        topics = [self._topic(place, roles) for place in range(len(roles))]
        return Roles(roles, topics, self._closings, sections)

    def _section_level(self, place: int) -> int:
        """The level of the mark if it is a heading, or else of the heading above it; 0 for none."""
        if self._marks[place].kind is not Kind.HEADING:
            place = self._parents[place]
        return self._marks[place].level if place >= 0 else 0

    def _role(self, place: int, *, is_beside_question: bool) -> Role:
        """The role of a mark. `is_beside_question`: an earlier sibling heading is a question."""
        mark = self._marks[place]
        if mark.kind is Kind.PREFIXED:
            return Role.QUESTION
        if mark.kind is not Kind.HEADING:
            is_inside = self._under_question[place] and place not in self._own_questions
            is_question = self._is_candidate[place] and not is_inside
            return Role.QUESTION if is_question else Role.TEXT
        if self._asks[place]:
            return Role.TOPIC if self._only_heads(place) else Role.QUESTION
        stands_alone = not self._is_over[place] or self._has_parts(place) or self._is_among_questions(place)
        is_question = stands_alone and self._says[place] and self._in_faq[place] and not self._names_nothing(place)
        is_question = is_question and not self._is_labelled
        return Role.QUESTION if is_question and (is_beside_question or not self._under_question[place]) else Role.TEXT

    def _names_nothing(self, place: int) -> bool:
        """Whether a heading names no subject, such as one above a table of contents, or an introduction."""
        text = self._marks[place].text
        return is_contents(text) or says_only_faq(text) or (sum(self._asking.values()) > 1 and is_section(text))

    def _only_heads(self, place: int) -> bool:
        """Whether there is nothing between a heading and the question below it."""
        after = place + 1
        is_below = after < len(self._marks) and self._parents[after] == place
        is_title = self._is_over[place] and is_faq(self._marks[place].text)
        return is_title or (is_below and self._is_candidate[after] and not self._texts[place])

    def _has_parts(self, place: int) -> bool:
        """Whether the headings below a heading are part of its answer, because most of its siblings have none below."""
        return not self._is_over_questions[place] and self._balances[self._family(place)] > 0

    def _is_among_questions(self, place: int) -> bool:
        """Whether a heading with text of its own stands among headings that mostly ask."""
        family = self._family(place)
        return self._texts[place] and self._asking[family] > 1 and 2 * self._asking[family] >= self._sizes[family]

    def _family(self, place: int) -> tuple[int, int]:
        return self._parents[place], self._marks[place].level

    def _weigh_siblings(self) -> dict[tuple[int, int], float]:
        """For the headings of each parent and level: how many more have no headings below them than have some.

        A heading above others without text of its own is a topic, and so are its siblings.
        """
        balances: dict[tuple[int, int], float] = {}
        for place, mark in enumerate(self._marks):
            if mark.kind is not Kind.HEADING:
                continue
            is_over = self._is_over[place] and not self._asks[place]
            weight = -1.0 if is_over else float(self._says[place] or self._asks[place])
            if is_over and not self._texts[place]:
                weight = float("-inf")
            family = self._family(place)
            balances[family] = balances.get(family, 0) + weight
        return balances

    def _find_what_says_something(self) -> list[bool]:
        """For each mark, whether there is text before the next heading or question. Bold lines count as text."""
        result = list(self._texts)
        for place in reversed(range(len(result) - 1)):
            after = self._marks[place + 1]
            if not result[place] and after.kind is not Kind.HEADING and not self._is_candidate[place + 1]:
                result[place] = after.kind not in ENDS or result[place + 1]
        return result

    def _find_what_is_over_others(self) -> tuple[list[bool], list[bool]]:
        """For each mark, whether there are headings or questions below it, and whether there are questions."""
        others, questions = [False] * len(self._marks), [False] * len(self._marks)
        for place in reversed(range(len(self._marks))):
            parent = self._parents[place]
            if parent >= 0:
                is_question = self._is_candidate[place]
                questions[parent] = questions[parent] or questions[place] or is_question
                others[parent] = others[parent] or self._marks[place].kind is Kind.HEADING or is_question
        return others, questions

    def _find_own_questions(self) -> frozenset[int]:
        """The summaries and terms that ask, if there are several below the same heading, even one that asks."""
        below: dict[int, list[int]] = {}
        for place, mark in enumerate(self._marks):
            if mark.kind in UNFOLDING and self._asks[place]:
                below.setdefault(self._parents[place], []).append(place)
        return frozenset(place for places in below.values() if len(places) > 1 for place in places)

    def _take_steps_as_text(self) -> None:
        """Next to questions, take headings below a heading that are not questions as steps of its answer."""
        has_text = list(self._says)
        for place in reversed(range(len(has_text))):
            parent = self._parents[place]
            if parent >= 0:
                has_text[parent] = has_text[parent] or has_text[place] or self._is_candidate[place]
        asking = Counter(self._family(place) for place, asks in enumerate(self._asks) if asks)
        for place, mark in enumerate(self._marks):
            is_over = mark.kind is Kind.HEADING and self._is_over[place] and not self._is_over_questions[place]
            least = 2 if has_text[place] else 1
            if is_over and not self._texts[place] and asking[self._family(place)] >= least:
                self._is_over[place], self._says[place] = False, True

    def _topic(self, place: int, roles: Sequence[Role]) -> str | None:
        """The heading above the mark; None if it names no subject.

        A question is no topic if questions of the mark's own level stand above it. Its level is then a mistake.
        """
        parent, level = self._parents[place], self._marks[place].level
        if parent > 0 and roles[parent] is Role.QUESTION and level < BELOW_HEADINGS:
            before = zip(self._marks[:parent], roles, strict=False)
            if any(mark.level == level and role is Role.QUESTION for mark, role in before):
                parent = self._parents[parent]
        text = self._marks[parent].text if parent >= 0 else ""
        return text if any(map(str.isalpha, text)) and not says_only_faq(text) else None
