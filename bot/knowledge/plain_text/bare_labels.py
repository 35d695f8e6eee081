"""Adds the labels of text files that have only some: on lines of their own, or only before the answers."""

import re
from collections.abc import Callable, Container

from bot.knowledge.lines import has_words, is_question
from bot.knowledge.outline.labels import Labels

_LEAST = 2
"""Minimum number of questions and of answers with such a label."""


def join_bare_labels(lines: list[str], kept: Container[int], labels: Labels) -> None:
    """Move labels of questions and answers down to the next line with words, as "Q:" and "A:", in place.

    `kept` are the lines to leave alone.
    """
    asking = [place for place, line in enumerate(lines) if place not in kept and _is_bare(labels.bare_question, line)]
    telling = [place for place, line in enumerate(lines) if place not in kept and _is_bare(labels.bare_answer, line)]
    if min(len(asking), len(telling)) < _LEAST:
        return
    bare = {*asking, *telling}
    for place, label in [*((place, "Q:") for place in asking), *((place, "A:") for place in telling)]:
        below = next((other for other in range(place + 1, len(lines)) if lines[other].strip()), place)
        if below not in bare:
            lines[place], lines[below] = "", f"{label} {lines[below].strip()}"


def label_questions(
    lines: list[str], kept: Container[int], label: Callable[[str], int], answer_label: Callable[[str], int]
) -> None:
    """In a file that labels only its answers, write "Q:" before the line above each of them, in place.

    Most of these lines ask, and each begins a paragraph. `label` and `answer_label` give the column after the label of
    a line, 0 for none.
    """
    if any(place not in kept and label(line) for place, line in enumerate(lines)):
        return
    answers = [place for place, line in enumerate(lines) if place not in kept and answer_label(line)]
    asked = [place - 1 for place in answers if _begins_paragraph(lines, place - 1) and has_words(lines[place - 1])]
    asking = sum(is_question(lines[place]) for place in asked)
    if len(asked) < max(_LEAST, len(answers)) or not len(asked) > asking >= len(asked) / 2:
        return
    for place in asked:
        lines[place] = f"Q: {lines[place].strip()}"


def _begins_paragraph(lines: list[str], place: int) -> bool:
    return place == 0 or (place > 0 and not lines[place - 1].strip())


def _is_bare(pattern: re.Pattern[str], line: str) -> bool:
    return bool(pattern.fullmatch(line.strip(" \t*_#>")))
