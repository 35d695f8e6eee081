"""Finds answers in text files that are indented below their questions."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from textwrap import dedent

from bot.knowledge.lines import escaped, heading_title

_NUMBERED = re.compile(r"(?P<number>\d{1,3})[.)]\s+\S")
_LEAST = 3
"""Minimum number of numbered paragraphs."""
_MOST_LINES = 6
"""Of a question."""


def numbered_chapters(lines: Sequence[str]) -> Mapping[int, int]:
    """The numbered paragraphs at the left edge that are questions: their first lines, with their numbers of lines.

    They are all questions if their numbers ascend, the text below each is indented, and half of them end like
    questions. Otherwise the result is empty.
    """
    found: dict[int, int] = {}
    numbers: list[int] = []
    asking = 0
    for place, line in enumerate(lines):
        numbered = _NUMBERED.match(line)
        if not numbered or (place and lines[place - 1].strip() and lines[place - 1].strip("-=*_~# ")):
            continue
        end = place + 1
        while end < len(lines) and end - place < _MOST_LINES and lines[end].strip():
            end += 1
        below = next((row for row in lines[end : end + _MOST_LINES] if row.strip()), "")
        if not below.startswith((" ", "\t")):
            return {}
        found[place] = end - place
        numbers.append(int(numbered["number"]))
        asking += "?" in " ".join(lines[place:end])
    is_row = len(found) >= _LEAST and all(one < other for one, other in pairwise(numbers))
    return found if is_row and 2 * asking >= len(found) else {}


def length_before_answer(lines: Sequence[str], place: int, answer_label: Callable[[str], int]) -> int:
    """How many lines a question takes that goes on, indented, on the lines before the label of its answer; else 1.

    `answer_label` is 0 for a line without such a label.
    """
    end = place + 1
    last = min(len(lines), place + _MOST_LINES)
    while end < last and lines[end].startswith("  ") and lines[end].strip() and not answer_label(lines[end]):
        end += 1
    below = next((line for line in lines[end : end + _MOST_LINES] if line.strip()), "")
    return end - place if answer_label(below) else 1


def dedent_answers(lines: list[str], starts: Sequence[int], only: int = 0) -> None:
    """Remove the indentation of answers that are indented as a whole, perhaps except a first line after "A:".

    `starts` are the lines of the questions and headings, and `only` is the only indentation to remove; 0 for any.
    """
    for start, end in pairwise((*starts, len(lines))):
        first = next((place for place in range(start + 1, end) if lines[place].strip()), end)
        begin = first + 1 if first < end and lines[first].startswith("A:") else first
        inside = [line for line in lines[begin:end] if line.strip()]
        is_indented = bool(inside) and all(line[0] in " \t" for line in inside)
        if is_indented and (not only or _indentation(inside) == only):
            plain = dedent("\n".join(lines[begin:end])).split("\n")
            # A "#" at the margin would be a heading.
            lines[begin:end] = [
                escaped(new) if heading_title(new) is not None and heading_title(old) is None else new
                for old, new in zip(lines[begin:end], plain, strict=True)
            ]


def _indentation(lines: Sequence[str]) -> int:
    """The smallest indentation; a tab is as wide as "A: "."""
    widths = (line[: len(line) - len(line.lstrip())].replace("\t", "   ") for line in lines)
    return min(map(len, widths))
