"""Sorts out nested collapsible sections: the outer one is a topic above questions, or the inner ones are text."""

from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.outline.marks import BELOW_HEADINGS, Kind, Mark
from bot.knowledge.outline.wording import is_called_question, is_worded_as_question

_ASKING = frozenset({Kind.SUMMARY, Kind.HEADING})


def unnested(marks: Sequence[Mark], texts: Sequence[bool]) -> list[Mark]:
    """The marks, so that no collapsible section is inside another one.

    A section around questions becomes a heading, and its end ends that heading's section. A section that asks something
    itself must also have several questions inside, and no text above them.

    `texts`: for each mark, whether there is text between it and the next one.
    """
    ends = _ends(marks)
    levels: dict[int, int] = {}
    """The levels of the sections that become headings, by the place of the summary, and of the end."""
    hidden: set[int] = set()
    for place in sorted(ends, reverse=True):  # inner sections come before the ones around them
        inside = range(place + 1, ends[place])
        inner = [one for one in inside if one not in hidden and (one in levels or _asks(marks[one]))]
        is_over = bool(inner) and (not _asks(marks[place]) or (len(inner) > 1 and not texts[place]))
        if is_over:
            levels[place] = levels[ends[place]] = max(1, min(levels.get(one, marks[one].level) for one in inner) - 1)
        else:
            hidden.update(one for one in inside if marks[one].kind in (Kind.SUMMARY, Kind.END))
    return [
        replace(mark, level=levels[place], kind=Kind.HEADING if mark.kind is Kind.SUMMARY else mark.kind)
        if place in levels
        else mark
        for place, mark in enumerate(marks)
        if place not in hidden
    ]


def _asks(mark: Mark) -> bool:
    return mark.kind in _ASKING and (
        is_worded_as_question(mark.text, by_first_word=True) or is_called_question(mark.text)
    )


def _ends(marks: Sequence[Mark]) -> dict[int, int]:
    """For each summary with an end, the place of its end."""
    result: dict[int, int] = {}
    opened: list[int] = []
    for place, mark in enumerate(marks):
        if mark.kind is Kind.SUMMARY:
            opened.append(place)
        elif mark.kind is Kind.END and mark.level == BELOW_HEADINGS and opened:
            result[opened.pop()] = place
    return result
