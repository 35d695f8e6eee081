"""Finds questions in text files by the layout that repeats through the file, whether each of them asks or not.

If most questions have the same form, such as a number, a sign, bold letters or a rule below, all lines of this form
with text below are questions.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.knowledge.lines import has_words, heading_title, is_comment, is_question
from bot.knowledge.outline.titles import is_contents, says_only_faq
from bot.knowledge.outline.wording import is_worded_as_question, unlabelled
from bot.knowledge.plain_text.forms import Form, forms_of
from bot.knowledge.plain_text.question_lines import WRAPPED
from bot.knowledge.plain_text.titles import RULE

_ANSWER_SIGN = re.compile(r"[ \t]*(?P<sign>[-=~]{1,2}>|[^\w\s\"'“”‘’«„(¿¡<\[{`#@/\\&]{1,3}|:[a-z_]{2,30}:)[ \t]+(?=\S)")
_ARROW = re.compile(
    r"[ \t]*(?P<sign>[-=~]{1,2}>|[→⇒➔➜➡►▶✅✔💬👉⤷↳]\ufe0f?"
    r"|:(?:arrow_[a-z_]+|white_check_mark|point_right):)[ \t]+(?=\S)"
)
"""A sign before an answer that is not that of a list."""
_LEAST_SIGNS = 2
"""Minimum number of answers that show the layout of a file."""
_LONGEST = 500
"""Maximum characters of a line that are looked at."""
_MOST_LINES = 5
"""Maximum lines of a question."""
_LEAST_ASKING = {True: 1 / 3, False: 1 / 2}
"""Minimum share of questions among them, for numbers in order, and for other forms."""
_LEAST_COVERED = 0.8
"""Minimum share of the questions of the file that have the form."""
_LEAST_TOLD = 3
"""Minimum number of lines of a form in a file in which nothing asks."""
_LEAST_ANSWERED = 0.6
"""Minimum share of lines of a form with text below."""


class Asked(NamedTuple):
    """A question, and the number of its lines."""

    text: str
    length: int


def find_layout(lines: Sequence[str], kept: Container[int]) -> Mapping[int, Asked]:
    """The questions by the lines where they begin, counted from 0; empty if the usual rules find them all.

    `kept` are the lines to leave alone.
    """
    shown = ["" if place in kept else line[:_LONGEST] for place, line in enumerate(lines)]
    asking = frozenset(place for place, line in enumerate(shown) if _asks(line))
    for form in forms_of(shown):
        found = {place: _whole(shown, place, text) for place, text in _questions(shown, kept, form, asking).items()}
        if any(
            not is_question(shown[place].rstrip(" *_")) for place, question in found.items() if question.length == 1
        ):
            return found
    return {}


def _whole(lines: Sequence[str], place: int, text: str) -> Asked:
    """The question that begins on a line with this text, with the next lines up to its question mark."""
    text = unlabelled(text.strip())
    for end in range(place + 1, min(place + _MOST_LINES, len(lines))):
        above, line = lines[end - 1], lines[end].strip()
        if _asks(above) or not line or not (line[0].islower() or len(above) >= WRAPPED):
            break
        if _asks(line):
            whole = " ".join([text, *(row.strip() for row in lines[place + 1 : end + 1])])
            return Asked(whole, end + 1 - place)
    return Asked(text, 1)


def _questions(lines: Sequence[str], kept: Container[int], form: Form, asking: frozenset[int]) -> Mapping[int, str]:
    """The lines of the form that are questions; empty if the form is not that of questions."""
    found = {
        place: text
        for place, text in form.texts.items()
        if place in asking or (_is_answered(lines, kept, place, form) and not _names_nothing(text))
    }
    if len(found) < (form.least if asking else max(form.least, _LEAST_TOLD)) or len(found) < _LEAST_ANSWERED * len(
        form.texts
    ):
        return {}
    starts = (
        {place for place in asking if _is_start(lines, place)}
        if all(_is_start(lines, one) for one in found)
        else asking
    )
    covered = sum(place in found for place in starts)
    if not asking:
        return found if form.needs_no_question else {}
    asked = sum(_asks(text) or is_worded_as_question(text, by_first_word=True) for text in found.values())
    is_usual = asked >= _LEAST_ASKING[form.is_counted] * len(found) and covered >= _LEAST_COVERED * len(starts)
    told = sum(not is_question(text) for text in found.values())
    return found if is_usual and told >= form.least_told else {}


def _asks(line: str) -> bool:
    """Whether a line, perhaps with marks after it, ends like a question."""
    return has_words(line) and is_worded_as_question(line.rstrip(" *_~=#|"))


def _names_nothing(text: str) -> bool:
    return says_only_faq(text) or is_contents(text)


def _is_answered(lines: Sequence[str], kept: Container[int], place: int, form: Form) -> bool:
    """Whether the next line with words is the beginning of an answer."""
    below = next(_below(lines, kept, place), None)
    if below is None or below in form.texts or not _is_text(lines[below]):
        return False
    return not _asks(lines[below]) or not _is_start(lines, below)


def _is_start(lines: Sequence[str], place: int) -> bool:
    """Whether a line begins a paragraph."""
    return not place or not lines[place - 1].strip() or bool(RULE.fullmatch(lines[place - 1]))


def _below(lines: Sequence[str], kept: Container[int], place: int) -> Iterator[int]:
    for other in range(place + 1, len(lines)):
        if other in kept or (lines[other].strip() and not RULE.fullmatch(lines[other])):
            yield other


def _is_text(line: str) -> bool:
    return heading_title(line) is None and not is_comment(line)


def label_layout(lines: list[str], layout: Mapping[int, Asked], kept: Container[int]) -> None:
    """Write "Q:" before the questions and "A:" before their answers, in place."""
    answers = [next(_below(lines, kept, place + question.length - 1), None) for place, question in layout.items()]
    begun = [place for place in answers if place is not None and place not in layout]
    signs = {found["sign"] if (found := _ANSWER_SIGN.match(lines[place])) else "" for place in begun}
    has_sign = len(signs) == 1 and "" not in signs and _are_single(lines, layout, signs)
    for place, question in layout.items():
        lines[place : place + question.length] = [f"Q: {question.text}", *[""] * (question.length - 1)]
    for place in begun:
        for rule in range(place - 1, -1, -1):  # a rule below the question
            if lines[rule].strip() and not RULE.fullmatch(lines[rule]):
                break
            lines[rule] = ""
        text = _ANSWER_SIGN.sub("", lines[place], count=1) if has_sign else lines[place].strip()
        if place not in kept and heading_title(lines[place]) is None:
            lines[place] = f"A: {text}"


def take_answer_signs(lines: list[str], starts: Sequence[int], kept: Container[int]) -> None:
    """Remove an arrow or an emoji before every answer, in place. `starts` are the lines of questions and headings."""
    asked = [place for place in starts if heading_title(lines[place]) is None]
    begun = [next(_below(lines, kept, place), -1) for place in asked]
    begun = [place for place in begun if place >= 0 and place not in starts]
    signs = {found["sign"] if (found := _ARROW.match(lines[place])) else "" for place in begun}
    if len(begun) >= _LEAST_SIGNS and len(signs) == 1 and "" not in signs:
        for place in begun:
            lines[place] = _ARROW.sub("", lines[place], count=1)


def _are_single(lines: Sequence[str], layout: Container[int], signs: set[str]) -> bool:
    """Whether the sign is not that of list items: each question has a single line that begins with it."""
    marked = sum(bool((found := _ANSWER_SIGN.match(line)) and found["sign"] in signs) for line in lines)
    return marked == sum(place in layout for place in range(len(lines)))
