"""Finds the marks that may be questions by their wording and are not just part of an answer."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bot.knowledge.outline.marks import ENDS, LISTED, UNFOLDING, Kind, Mark
from bot.knowledge.outline.titles import is_contents, is_faq, says_only_faq
from bot.knowledge.outline.tree import closings, parents
from bot.knowledge.outline.wording import is_called_question, is_numbered, is_worded_as_question

_CALLED = frozenset({Kind.PREFIXED, Kind.ITEM, Kind.PAIR})
_LISTED = frozenset({Kind.ITEM, *UNFOLDING})
_LEAST_WORDS = 3
"""Minimum words of a bold line that states a problem."""


def asks(mark: Mark) -> bool:
    """Whether a mark is worded or labelled as a question."""
    if mark.kind in _CALLED:
        return True
    is_heading = mark.kind is Kind.HEADING
    is_called = (is_heading or mark.kind is Kind.SUMMARY) and is_called_question(mark.text)
    return is_called or is_worded_as_question(mark.text, by_first_word=is_heading)


class Section:
    """The marks of a document, with the properties of each."""

    def __init__(
        self,
        marks: Sequence[Mark],
        texts: Sequence[bool],
        introduced: Sequence[bool],
        *,
        in_faq: bool,
    ) -> None:
        """Take the same arguments as `assign_roles`."""
        self.marks, self.texts, self.introduced, self.parents = marks, texts, introduced, parents(marks)
        self.closings = closings(marks)
        self.in_faq: list[bool] = []
        """For each mark, whether a heading above announces questions, or it is in an FAQ and not above its title."""
        title = next((place for place, mark in enumerate(marks) if says_only_faq(mark.text)), 0)
        beside = self._find_what_is_beside(title)
        for place, parent in enumerate(self.parents):
            is_below = parent >= 0 and (self.in_faq[parent] or is_faq(marks[parent].text))
            is_inside = in_faq and place >= title and not (place in beside or parent in beside)
            self.in_faq.append(is_inside or is_below)
            if not is_inside and parent in beside:
                beside.add(place)

    def _find_what_is_beside(self, title: int) -> set[int]:
        """The headings as high as the title, below its questions, with nothing but other headings that do not ask."""
        if not self.marks or not says_only_faq(self.marks[title].text):
            return set()
        level = self.marks[title].level
        ends = [place for place, mark in enumerate(self.marks) if place > title and mark.level <= level]
        parts = list(pairwise([title, *ends, len(self.marks)]))
        asking = [sum(map(asks, self.marks[start + 1 : end])) for start, end in parts]
        if asking[0] <= 1:
            return set()
        return {
            start
            for (start, end), count in zip(parts[1:], asking[1:], strict=True)
            if not count and end > start + 1 and not self.texts[start] and not asks(self.marks[start])
        }


def without_idle(marks: Sequence[Mark], texts: Sequence[bool]) -> Sequence[Mark]:
    """The marks without weak marks that are not questions here.

    Weak marks are questions only if few marks are clearer questions, none of these is under the same heading, and text
    follows. Only those of one style count, the least weak. Those below a heading without text of its own
    count beside headings of the same level with clearer questions.
    """
    above = parents(marks)
    strong = [place for place, mark in enumerate(marks) if not mark.weak and mark.kind not in ENDS and asks(mark)]
    strong = [place for place in strong if not is_faq(marks[place].text)]
    taken = {above[place] for place in strong if marks[place].kind not in (Kind.HEADING, Kind.PAIR)}
    has_text = list(texts)
    for place in reversed(range(len(marks) - 1)):
        is_run = bool(marks[place].weak and marks[place + 1].weak)
        has_text[place] = has_text[place] or (is_run and has_text[place + 1])
    weak = {place for place, mark in enumerate(marks) if mark.weak and has_text[place] and above[place] not in taken}
    counts = Counter(marks[place].weak for place in weak)
    style = next((style for style in sorted(counts) if counts[style] > 1), min(counts, default=0))
    weak = {place for place in weak if marks[place].weak == style}
    free = _find_free(marks, above, strong)
    if len(weak) <= len(strong):
        levels = {marks[above[place]].level for place in strong if above[place] >= 0 and above[place] in taken}
        weak = {place for place in weak if _are_all(above[place], marks, texts) and marks[above[place]].level in levels}
    return [mark for place, mark in enumerate(marks) if not mark.weak or place in weak or place in free]


def _find_free(marks: Sequence[Mark], above: Sequence[int], strong: Sequence[int]) -> set[int]:
    """The items of the lists that stand first below a heading that does not ask. They are in no answer."""
    first: dict[int, int] = {}
    for place in strong:
        first.setdefault(above[place], place)
    found = [
        place
        for place, mark in enumerate(marks)
        if mark.weak == LISTED
        and place < first.get(above[place], 0)
        and not (above[place] >= 0 and asks(marks[above[place]]))
    ]
    return set(found) if len(found) > 1 else set()


def _are_all(heading: int, marks: Sequence[Mark], texts: Sequence[bool]) -> bool:
    """Whether a heading that asks nothing has no text of its own above plain questions."""
    return heading >= 0 and not texts[heading] and not asks(marks[heading]) and marks[heading + 1].weak > 0


def candidates(section: Section) -> list[bool]:
    """For each mark, whether it may be a question."""
    marks = section.marks
    result = [asks(mark) or (section.in_faq[place] and _is_meant_in_faq(mark)) for place, mark in enumerate(marks)]
    for place in _statements(section, result):
        result[place] = True
    inner: dict[int, list[int]] = {}
    for place, parent in enumerate(section.parents):
        if result[place] and marks[place].kind not in (Kind.HEADING, Kind.PREFIXED):
            inner.setdefault(parent, []).append(place)
    families: dict[tuple[int, int], list[int]] = {}
    for place, mark in enumerate(marks):
        if mark.kind is Kind.HEADING:
            families.setdefault((section.parents[place], mark.level), []).append(place)
    for heading, places in inner.items():
        is_text = _are_answer if heading >= 0 and asks(marks[heading]) else _answers
        if heading >= 0 and is_text(section, heading, inner, families[section.parents[heading], marks[heading].level]):
            for place in places:
                result[place] = False
    for place in _in_answers(section, result):
        result[place] = False
    return result


def _statements(section: Section, asking: Sequence[bool]) -> list[int]:
    """The bold lines of an FAQ that state a problem, below the same heading as bold lines that ask.

    There are not more of them than of the others, unless the heading has no text and one of them is first, so that it
    is no part of an answer. A bold line below a question without text of its own is a part of the answer, and so are
    the ones after it.
    """
    groups: dict[int, list[int]] = {}
    for place, mark in enumerate(section.marks):
        if section.in_faq[place] and mark.kind is Kind.BOLD and not mark.weak:
            groups.setdefault(section.parents[place], []).append(place)
    result: list[int] = []
    for parent, group in groups.items():
        found: list[int] = []
        is_at_start = parent >= 0 and not section.texts[parent] and group[0] == parent + 1
        has_parts = not is_at_start
        for place in group:
            has_parts = not section.texts[place] if asking[place] else has_parts
            if not asking[place] and not has_parts and section.texts[place] and _states(section.marks[place].text):
                found.append(place)
        is_begun = is_at_start and group[0] in found and any(asking[place] for place in group)
        result += found if is_begun or 2 * len(found) <= len(group) else []
    return result


def _states(text: str) -> bool:
    """Whether a bold line may state a problem. Shorter ones are titles, and those before a colon announce something."""
    is_long = len(text.split()) >= _LEAST_WORDS or (not text.isascii() and len(text) >= 2 * _LEAST_WORDS)
    return is_long and not text.endswith((":", "："))


def _is_meant_in_faq(mark: Mark) -> bool:
    """Whether a summary or a bold paragraph is a question in an FAQ, even if it would not be one elsewhere."""
    is_bold_question = is_numbered(mark.text) or is_worded_as_question(mark.text, by_first_word=True)
    return mark.kind in UNFOLDING or (mark.kind is Kind.BOLD and is_bold_question)


def _are_answer(section: Section, heading: int, inner: dict[int, list[int]], family: Sequence[int]) -> bool:
    """Whether the items below a heading that asks are its answer, because other headings that ask have only text."""
    others = (place for place in family if place != heading and place not in inner and section.texts[place])
    is_list = all(section.marks[place].kind is Kind.ITEM for place in inner[heading])
    return is_list and any(asks(section.marks[place]) for place in others)


def _answers(section: Section, heading: int, inner: dict[int, list[int]], family: Sequence[int]) -> bool:
    """Whether the possible questions below a heading that is not a question are part of its text, as in a checklist."""
    mark = section.marks[heading]
    if not section.in_faq[heading] or says_only_faq(mark.text) or is_contents(mark.text):
        return False
    inside = [section.marks[place] for place in inner[heading]]
    siblings = [place for place in family if place != heading and not says_only_faq(section.marks[place].text)]
    alone = [place for place in siblings if section.texts[place] and place not in inner]
    topics = [place for place in siblings if place in inner and not section.texts[place]]
    if siblings and not topics and not any(is_worded_as_question(one.text, by_first_word=True) for one in inside):
        return not any(one.kind in _CALLED or one.kind in UNFOLDING for one in inside)
    if not section.texts[heading]:
        return False
    if any(asks(section.marks[place]) for place in alone):
        return not topics
    is_list = all(one.weak or one.kind in _LISTED for one in inside)
    if is_list and not topics and len(alone) > len([place for place in siblings if place in inner]):
        return True
    return is_list and bool(siblings) and section.introduced[inner[heading][0]]


def _in_answers(section: Section, asking: Sequence[bool]) -> list[int]:
    """The items of lists after a colon, in the answer of a question that is not a heading."""
    groups: dict[int, list[int]] = {}
    for place, parent in enumerate(section.parents):
        if asking[place] and section.marks[place].kind is not Kind.HEADING:
            groups.setdefault(parent, []).append(place)
    result: list[int] = []
    for places in groups.values():
        is_inside, is_open = False, False
        for place in places:
            kind = section.marks[place].kind
            if kind is not Kind.ITEM:
                is_open, is_inside = True, False
            elif is_open and (is_inside or section.introduced[place]):
                is_inside = True
                result.append(place)
    return result
