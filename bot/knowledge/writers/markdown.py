"""Writes Markdown: topics and questions as headings, ids and synonyms as comments."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import product

from bot.knowledge.draft import Draft
from bot.knowledge.lines import QUESTION_PREFIX
from bot.knowledge.markdown import read_markdown, verbatim_marks

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_SAMPLE = "A topic"
_NEXT = ("", "## Is this the next one?", "", "This.")
"""An entry after the tested one. It shows whether the answer reads too far."""
_DEFINITION = "]:"
"""Part of a link definition, which other answers would pick up."""


def write_markdown(drafts: Sequence[Draft]) -> str:
    """The text, with a first-level heading whenever the topic changes, and a second-level heading per question."""
    return "\n".join(_lines(drafts)).lstrip("\n") + "\n"


def _lines(drafts: Sequence[Draft]) -> Iterator[str]:
    heading, written = "", ""
    for draft in drafts:
        topic = draft.topic or ""
        if topic != heading and (written := _heading_of(topic)):
            yield from ("", f"# {written}")
            heading = topic
        yield from ("", *_entry(draft, named=topic == heading))


def _heading_of(topic: str) -> str:
    """The heading that reads back as this topic; "" if there is none."""
    for heading in (topic, _escaped(topic)):
        read, _ = read_markdown("\n".join((f"# {heading}", *_NEXT)), "")
        if [draft.topic for draft in read] == [topic]:
            return heading
    return ""


def _entry(draft: Draft, *, named: bool) -> list[str]:
    """The simplest lines that read back as the entry. `named`: the heading above is its topic."""
    wanted = _placeless(draft)
    ways = [[draft.answer], [f"A: {draft.answer}"]] if _DEFINITION not in draft.answer else []
    opening, closing = verbatim_marks(draft.answer)
    lines: list[str] = []
    for answer, plain in product([*ways, [opening, draft.answer, closing]], (True, False)):
        lines = [*_questions(draft, plain=plain), *_comments(draft, named=named), "", *answer]
        read, problems = read_markdown("\n".join((f"# {draft.topic if named else _SAMPLE}", "", *lines, *_NEXT)), "")
        if not problems and [_placeless(one) for one in read[:-1]] == [wanted]:
            break
    return lines


def _questions(draft: Draft, *, plain: bool) -> list[str]:
    """The headings, plain or with Markdown's punctuation escaped."""
    questions = [question.text for question in draft.questions]
    return [f"## {question if plain else f'{QUESTION_PREFIX} {_escaped(question)}'}" for question in questions]


def _comments(draft: Draft, *, named: bool) -> Iterator[str]:
    if draft.id:
        yield f"<!-- id: {draft.id} -->"
    if not named:
        yield f"<!-- topic: {escape(draft.topic or '', quote=False)} -->"
    if draft.synonyms:
        yield f"<!-- synonyms: {escape(', '.join(draft.synonyms), quote=False)} -->"
    if draft.url:
        yield f"<!-- url: {escape(draft.url, quote=False)} -->"
    if draft.related:
        yield f"<!-- related: {escape(' | '.join(draft.related), quote=False)} -->"


def _escaped(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", text)


def _placeless(draft: Draft) -> Draft:
    return draft._replace(questions=tuple(line._replace(number=0) for line in draft.questions), answer_line=0)
