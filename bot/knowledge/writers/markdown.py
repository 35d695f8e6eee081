"""Writes Markdown: topics and questions are headings, and what Markdown would not show is in comments."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from bot.knowledge.draft import Draft
from bot.knowledge.lines import QUESTION_PREFIX
from bot.knowledge.markdown import read_markdown

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_TRIAL = "A topic"
_ANSWER_LABELS = ("", "A: ")


def write_markdown(drafts: Sequence[Draft]) -> str:
    """A heading of the first level wherever the topic changes, and one of the second for each question."""
    return "\n".join(_lines(drafts)).lstrip("\n") + "\n"


def _lines(drafts: Sequence[Draft]) -> Iterator[str]:
    heading: str | None = None
    for draft in drafts:
        topic = draft.topic or ""
        if topic != heading:
            yield from ("", f"# {_heading_of(topic)}")
            heading = topic
        yield from ("", *_entry(draft))


def _heading_of(topic: str) -> str:
    """The topic as it must be written to be read as it is."""
    entry = "\n\n## What is it?\n\nThis."
    plain = read_markdown(f"# {topic}{entry}", "")
    return topic if [draft.topic for draft in plain[0]] == [topic] else _escaped(topic)


def _entry(draft: Draft) -> list[str]:
    """The simplest lines from which the entry is read back; the simplest of all where there are none."""
    wanted = draft._replace(topic=_TRIAL)
    ways = [_written(draft, label, plain=plain) for label, plain in product(_ANSWER_LABELS, (True, False))]
    for lines in ways:
        read, problems = read_markdown("\n".join((f"# {_TRIAL}", "", *lines)), "")
        if not problems and [_placeless(one) for one in read] == [_placeless(wanted)]:
            return lines
    return ways[0]


def _written(draft: Draft, label: str, *, plain: bool) -> list[str]:
    """The entry with its questions as they are, or with all that Markdown could take for its own escaped."""
    questions = [question.text for question in draft.questions]
    headings = questions if plain else [f"{QUESTION_PREFIX} {_escaped(question)}" for question in questions]
    comments = [f"<!-- id: {draft.id} -->"] if draft.id else []
    comments += [f"<!-- synonyms: {', '.join(draft.synonyms)} -->"] if draft.synonyms else []
    return [*(f"## {heading}" for heading in headings), *comments, "", f"{label}{draft.answer}"]


def _escaped(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", text)


def _placeless(draft: Draft) -> Draft:
    return draft._replace(questions=tuple(line._replace(number=0) for line in draft.questions), answer_line=0)
