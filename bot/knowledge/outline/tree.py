"""Finds the heading above each mark of a document."""

from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.outline.marks import Kind, Mark
from bot.knowledge.outline.titles import is_beside, is_faq


def levelled(marks: Sequence[Mark], texts: Sequence[bool]) -> Sequence[Mark]:
    """The marks with corrected levels: questions below a title with the title's own level get the other questions'."""
    places = [place for place, mark in enumerate(marks) if mark.kind is Kind.HEADING]
    levels = [marks[place].level for place in places]
    if not levels or not is_faq(marks[places[0]].text) or levels[0] >= max(levels[:2]):
        return marks
    high = {place for place, level in zip(places[1:], levels[1:], strict=True) if level == levels[0] and texts[place]}
    lone = {place for place, level, after in zip(places, levels, [*levels[1:], 0], strict=True) if after <= level}
    if all(is_beside(marks[place].text) for place in high & lone):
        return marks
    return [replace(mark, level=levels[1]) if place in high else mark for place, mark in enumerate(marks)]


def closings(marks: Sequence[Mark]) -> list[int]:
    """For each summary, the index of the mark that ends it; -1 for other marks, and if none does."""
    result = [-1] * len(marks)
    opened = -1
    for place, mark in enumerate(marks):
        if mark.kind is Kind.SUMMARY:
            opened = place
        elif mark.kind is Kind.END and opened >= 0:
            result[opened], opened = place, -1
    return result


def parents(marks: Sequence[Mark]) -> list[int]:
    """For each mark, the index of the heading above it; -1 for none.

    A heading inside a collapsible section is above nothing behind its end.
    """
    result: list[int] = []
    above: list[int] = []
    outside = {end: place for place, end in enumerate(closings(marks)) if end >= 0}
    opened: dict[int, list[int]] = {}
    for place, mark in enumerate(marks):
        if mark.kind is Kind.SUMMARY:
            opened[place] = list(above)
        elif place in outside:
            above = opened[outside[place]]
        while above and marks[above[-1]].level >= mark.level:
            above.pop()
        result.append(above[-1] if above else -1)
        if mark.kind is Kind.HEADING:
            above.append(place)
    return result
