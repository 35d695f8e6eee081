"""Splits lines that hold a question and its answer into two lines, labelled "Q:" and "A:"."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from bot.knowledge.lines import heading_title, is_comment, is_question
from bot.knowledge.outline.labels import Labels
from bot.knowledge.outline.wording import unlabelled
from bot.knowledge.plain_text.titles import title_length

_ARROWS = (r"[-=~]{1,2}>|[→⇒➔➜]", "::", "\t")
"""Signs that stand between two texts and nowhere else. The first text needs no question mark."""
_OTHERS = (r"\|", "[–—-]{1,3}", "[:：]", ";", "=", "»", "/")
_ENDED = r"(?P<asked>[^\n]{0,300}?[?？؟][\"'”’»)*_]{0,4})"
_OWN_SIGN = re.compile(r"[?？؟]\s*(?P<sign>[^\w\s?？؟][^\s?？؟]{0,6}[^\w\s?？؟])(?=[\w\s])")
_INNER_ANSWER = re.compile(r"\s+(?:A|Answer|Ans|Antwort|Respuesta|Réponse)\s?[:：]\s+(?=\S)")
"""The label of an answer in a line that begins with the label of its question."""
_NEAR = 20
"""Lines at the beginning of a file that show how it separates questions and answers."""
_LEAST = 2
"""Minimum number of such lines."""
_LONGEST = 4_000
"""Maximum characters of such a line."""

Pair = tuple[str, str]
"""A question and its answer."""


def _patterns() -> Iterator[tuple[re.Pattern[str], bool]]:
    """Each way to separate them, and whether the first text needs no question mark."""
    for sign in _ARROWS:
        yield re.compile(rf"(?:{_ENDED}|(?P<named>\S[^\n]{{0,300}}?))\s*(?:{sign})\s*(?P<told>\S[^\n]*)"), True
    for sign in _OTHERS:
        yield re.compile(rf"(?:{_ENDED}\s*|(?P<named>\S[^\n]{{0,300}}?)\s+)(?:{sign})\s+(?P<told>\S[^\n]*)"), False
    yield re.compile(rf"{_ENDED}\s+(?P<told>[^\s(\[（【][^\n]*[^\s?？؟])"), False  # nothing but a space


_PATTERNS = tuple(_patterns())


def may_be_pairs(lines: Sequence[str]) -> bool:
    """Whether the first lines of a file may be such lines. There may be a title above them."""
    return any(_count(lines, pattern) for pattern, _ in (*_PATTERNS, *_own_pattern(lines)))


def split_pairs(lines: Sequence[str], labels: Labels) -> tuple[list[str], list[int]]:
    """The lines, and for each one the number of its source line, counted from 1.

    A line with "Q:" and "A:" always becomes two lines. Other lines do if every paragraph of the file begins with one.
    """
    labelled = [_labelled(line, labels) for line in lines]
    is_labelled = any(labelled) or (any(map(labels.question.match, lines)) and any(map(labels.answer.match, lines)))
    pair_of = None if is_labelled else _separator(lines)
    result: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, start=1):
        pair = pair_of(line) if pair_of else labelled[number - 1]
        result += [f"Q: {pair[0]}", f"A: {pair[1]}"] if pair else [line]
        numbers += [number] * (2 if pair else 1)
    return result, numbers


def _labelled(line: str, labels: Labels) -> Pair | None:
    found = labels.inner_answer.search(line) if len(line) <= _LONGEST else None
    if not found and len(line) <= _LONGEST and labels.question.match(line.strip()):
        found = _INNER_ANSWER.search(line)
    if not found:
        return None
    asked = line[: found.start()]
    question = unlabelled(asked, labels)
    return (question, line[found.end() :]) if question != asked and line[found.end() :].strip() else None


def _separator(lines: Sequence[str]) -> Callable[[str], Pair | None] | None:
    """A function that splits the lines of the file, all in the same way; None if there is no such way."""
    for pattern, is_sure in (*_PATTERNS, *_own_pattern(lines)):
        found, asking = _count(lines, pattern) or (0, 0)
        if found >= _LEAST and (is_sure or 2 * asking >= found):
            return partial(_separated, pattern)
    return None


def _own_pattern(lines: Sequence[str]) -> Iterator[tuple[re.Pattern[str], bool]]:
    """The way to separate by the signs after the first question, whatever they are; none if nothing is there."""
    first = next((found for line in lines[:_NEAR] if (found := _OWN_SIGN.search(line))), None)
    if first:
        sign = re.escape(first["sign"])
        yield re.compile(rf"(?:{_ENDED}|(?P<named>\S[^\n]{{0,300}}?))\s*{sign}\s*(?P<told>\S[^\n]*)"), True


def _count(lines: Sequence[str], pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """The number of lines that match, and how many of them ask; None if a paragraph does not begin with one.

    The first paragraph may also be a title.
    """
    found = asking = 0
    is_start = True
    title = title_length(lines)
    for place, line in enumerate(lines):
        text = line.strip()
        is_other = not text or heading_title(line) is not None or is_comment(line)
        match = None if is_other or len(text) > _LONGEST else pattern.fullmatch(text)
        if match:
            found, asking = found + 1, asking + bool(match["asked"])
        elif not is_other and place >= title and (is_start or is_question(text)):
            return None
        is_start = is_other
    return (found, asking) if found else None


def _separated(pattern: re.Pattern[str], line: str) -> Pair | None:
    is_other = len(line) > _LONGEST or heading_title(line) is not None or is_comment(line)
    found = None if is_other else pattern.fullmatch(line.strip())
    if not found:
        return None
    parts = found.groupdict()
    return unlabelled((parts["asked"] or parts["named"]).strip("*_ ")), found["told"]
