"""Joins labels that have a line of their own in a text file, such as "Question:", with the text below them."""

import re
from collections.abc import Container

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


def _is_bare(pattern: re.Pattern[str], line: str) -> bool:
    return bool(pattern.fullmatch(line.strip(" \t*_#>")))
