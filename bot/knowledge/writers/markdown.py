"""Writes Markdown: topics and questions are headings, and what Markdown would not show is in comments."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import product

from bot.knowledge.draft import Draft
from bot.knowledge.lines import QUESTION_PREFIX
from bot.knowledge.markdown import read_markdown, verbatim_marks

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_TRIAL = "A topic"
_NEXT = ("", "## Is this the next one?", "", "This.")
"""An entry behind the one that is tried: an answer may reach too far."""
_DEFINITION = "]:"
"""What a link definition holds: it would be taken along by other answers."""


def write_markdown(drafts: Sequence[Draft]) -> str:
    """A heading of the first level wherever the topic changes, and one of the second for each question."""
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
    """The topic as it must be written in a heading to be read as it is; "" if no heading says it."""
    for heading in (topic, _escaped(topic)):
        read, _ = read_markdown("\n".join((f"# {heading}", *_NEXT)), "")
        if [draft.topic for draft in read] == [topic]:
            return heading
    return ""


def _entry(draft: Draft, *, named: bool) -> list[str]:
    """The simplest lines from which the entry is read back; `named` is whether the heading above tells its topic."""
    wanted = _placeless(draft)
    ways = [[draft.answer], [f"A: {draft.answer}"]] if _DEFINITION not in draft.answer else []
    opening, closing = verbatim_marks(draft.answer)
    lines: list[str] = []
    for answer, plain in product([*ways, [opening, draft.answer, closing]], (True, False)):
        lines = [*_questions(draft, plain=plain), *_comments(draft, named=named), "", *answer]
        read, problems = read_markdown("\n".join((f"# {draft.topic if named else _TRIAL}", "", *lines, *_NEXT)), "")
        if not problems and [_placeless(one) for one in read[:-1]] == [wanted]:
            break
    return lines


def _questions(draft: Draft, *, plain: bool) -> list[str]:
    """The headings, as they are or with all that Markdown could take for its own escaped."""
    questions = [question.text for question in draft.questions]
    return [f"## {question if plain else f'{QUESTION_PREFIX} {_escaped(question)}'}" for question in questions]


def _comments(draft: Draft, *, named: bool) -> Iterator[str]:
    if draft.id:
        yield f"<!-- id: {draft.id} -->"
    if not named:
        yield f"<!-- topic: {escape(draft.topic or '', quote=False)} -->"
    if draft.synonyms:
        yield f"<!-- synonyms: {escape(', '.join(draft.synonyms), quote=False)} -->"


def _escaped(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", text)


def _placeless(draft: Draft) -> Draft:
    return draft._replace(questions=tuple(line._replace(number=0) for line in draft.questions), answer_line=0)
