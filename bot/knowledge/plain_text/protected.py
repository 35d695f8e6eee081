"""Finds lines of text files in which nothing has a special meaning: code, and answers that begin with "A:"."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice

from bot.knowledge.lines import closes_fence, escaped, has_words, heading_title, is_question, opening_fence
from bot.knowledge.plain_text.titles import RULE, is_title, named_topic

_UNLIKE_LENGTH = 3
"""Characters by which the line below a title may be longer or shorter than it."""


def answers_of(lines: Sequence[str]) -> Iterator[int]:
    """The lines of answers that begin with "A:", up to the next "Q:" or heading.

    A title or a rule right before that is not part of the answer. A title is underlined, or below two blank lines.
    """
    start = -1
    for place, line in enumerate(lines):
        if start >= 0 and (line.lstrip().startswith("Q:") or _is_topic(lines, place)):
            yield from range(start, _end_of_answer(lines, start, place))
            start = -1
        if start < 0 and line.lstrip().startswith("A:"):
            start = place
    if start >= 0:
        yield from range(start, len(lines))


def escape_headings(lines: list[str], answers: Iterable[int]) -> None:
    """Write a backslash before lines of answers that would be headings, in place."""
    for place in answers:
        if heading_title(lines[place]) is not None:
            lines[place] = escaped(lines[place])


def leave_out_sections(lines: list[str], kept: Container[int]) -> list[int]:
    """Blank out sections such as "Notes:" between labelled entries. Returns their lines with words.

    The title is below two blank lines and above another one, and no question follows it at once.
    """
    left_out: list[int] = []
    is_outside = is_answered = False
    for place, line in enumerate(lines):
        text = line.lstrip()
        if text.startswith("Q:") or heading_title(line) is not None:
            is_outside = is_answered = False
        elif text.startswith("A:"):
            is_answered = True
        elif is_answered and place not in kept and _begins_section(lines, place):
            is_outside = True
        if is_outside and place not in kept:
            left_out += [place] if has_words(line) else []
            lines[place] = ""
    return left_out


def _begins_section(lines: Sequence[str], place: int) -> bool:
    is_apart = place > 1 and not lines[place - 1].strip() and not lines[place - 2].strip()
    if not is_apart or not lines[place].rstrip().endswith((":", "：")) or not named_topic(lines[place]):
        return False
    below = next((line for line in islice(lines, place + 1, None) if line.strip()), "")
    return bool(below) and not lines[place + 1].strip() and not below.lstrip().startswith("Q:")


def _is_topic(lines: Sequence[str], place: int) -> bool:
    """Whether a line is a heading over a question or at the end, and not the comment of a quoted file."""
    if heading_title(lines[place]) is None:
        return False
    below = next(
        (line for line in islice(lines, place + 1, None) if line.strip() and heading_title(line) is None), "Q:"
    )
    return below.lstrip().startswith("Q:") or is_question(below)


def _end_of_answer(lines: Sequence[str], start: int, end: int) -> int:
    place = end
    while place > start + 1 and not lines[place - 1].strip():
        place -= 1
    is_alone = place > start + 1 and not lines[place - 2].strip() and (place == len(lines) or not lines[place].strip())
    if is_alone and (named_topic(lines[place - 1]) or (lines[place - 1].isupper() and is_title(lines[place - 1]))):
        return place - 1
    is_apart = place > start + 2 and not lines[place - 2].strip() and not lines[place - 3].strip()
    if is_apart and lines[place - 1][:1].isupper() and is_title(lines[place - 1]):
        return place - 1
    if place > start + 1 and RULE.fullmatch(lines[place - 1]):
        above = lines[place - 3] if place > start + 3 and is_title(lines[place - 2]) else "."
        if RULE.fullmatch(above):
            return place - 3
        return place - 1 if above.strip() else place - 2
    return end


def code_of(lines: Sequence[str]) -> Iterator[int]:
    """The lines of code blocks, including the fences."""
    fence = ""
    for place, line in enumerate(lines):
        if fence:
            yield place
            fence = "" if closes_fence(line, fence) else fence
        elif (fence := opening_fence(line)) and not _underlines_title(lines, place):
            yield place
        else:
            fence = ""


def _underlines_title(lines: Sequence[str], place: int) -> bool:
    """Whether tildes stand below a title of about their length, and no line below would close them as a code block."""
    above, line = (lines[place - 1].strip() if place else ""), lines[place].strip()
    if not RULE.fullmatch(line) or not is_title(above) or abs(len(above) - len(line)) > _UNLIKE_LENGTH:
        return False
    return not any(closes_fence(below, line) for below in lines[place + 1 :])
