"""Rewrites one entry in the text of an owner's file, and verifies by reading it that nothing else has changed.

Each format proposes texts, the smallest change first. The first one that reads back as expected is used.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType

from bot.knowledge.codes import Severity
from bot.knowledge.draft import Draft, Line
from bot.knowledge.lines import attribute, escaped, is_question
from bot.knowledge.readers import READERS
from bot.knowledge.writers.markdown import write_markdown
from bot.knowledge.writers.plain_text import write_text
from bot.overlay.rows import as_row, filled_rows, rows_of

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_MARKER = re.compile(r"[ \t]*#+[ \t]+")
"""The marker of a Markdown heading."""

Proposals = Iterator[str]


def change(text: str, extension: str, place: int, new: Draft) -> str | None:
    """The text with the entry at this place, counted from 0, replaced; None if it cannot be written there."""
    return _first_sound(text, extension, lambda old: [*old[:place], new, *old[place + 1 :]], _changing(place, new))


def remove(text: str, extension: str, place: int) -> str | None:
    """The text without the entry at this place; None if it cannot be removed."""
    return _first_sound(text, extension, lambda old: [*old[:place], *old[place + 1 :]], _removing(place))


def add(text: str, extension: str, new: Draft) -> str | None:
    """The text with another entry: after the last one of its topic, or else at the end; None if that is impossible."""
    old, _ = READERS[extension](text, extension)
    alike = [place for place, draft in enumerate(old) if draft.topic == new.topic]
    places = dict.fromkeys((alike[-1] + 1 if alike else len(old), len(old)))
    found = (_add_at(text, extension, place, new) for place in places)
    return next((each for each in found if each is not None), None)


def _add_at(text: str, extension: str, place: int, new: Draft) -> str | None:
    return _first_sound(text, extension, lambda old: [*old[:place], new, *old[place:]], _adding(place, new))


class _File:
    """A text with the entries that were read from it."""

    def __init__(self, text: str, extension: str) -> None:
        self.text, self.extension = text, extension
        self.drafts, _ = READERS[extension](text, extension)
        self.lines = [line for line in _LINE.findall(text) if line]
        self.end = "\r\n" if "\r\n" in text else "\n"

    def with_lines(self, first: int, behind: int, new: Sequence[str]) -> str:
        """The text with some lines, counted from 0, replaced by new ones, which have no line ends."""
        before, after = self.lines[:first], self.lines[behind:]
        if before and not before[-1].endswith(("\n", "\r")):
            before[-1] += self.end
        return "".join((*before, *(f"{line}{self.end}" for line in new), *after))

    def block(self, place: int) -> tuple[int, int]:
        """Where the lines of an entry begin and end, counted from 0."""
        draft = self.drafts[place]
        return draft.questions[0].number - 1, draft.answer_line + draft.answer.count("\n")


Propose = Callable[[_File], Proposals]


def _first_sound(
    text: str, extension: str, expected: Callable[[list[Draft]], list[Draft]], propose: Propose
) -> str | None:
    file = _File(text, extension)
    wanted = list(map(_essence, expected(file.drafts)))
    for proposed in propose(file):
        read, problems = READERS[extension](proposed, extension)
        if list(map(_essence, read)) == wanted and not any(each.severity is Severity.ERROR for each in problems):
            return proposed
    return None


def _essence(draft: Draft) -> Draft:
    questions = tuple(Line(0, " ".join(question.text.split())) for question in draft.questions)
    return draft._replace(questions=questions, answer_line=0, topic=draft.topic or None)


def _changing(place: int, new: Draft) -> Propose:
    def propose(file: _File) -> Proposals:
        old = file.drafts[place]
        if file.extension in _WRITERS:
            yield from _with_phrasings(file, old, new)
            first, behind = file.block(place)
            yield file.with_lines(old.answer_line - 1, behind, new.answer.split("\n"))
            for block in _blocks(file, place, new):
                yield file.with_lines(first, behind, block)
                yield file.with_lines(first, behind, _with_topic(block, new))
        else:
            yield from _with_row(file, place, new)

    return propose


def _with_phrasings(file: _File, old: Draft, new: Draft) -> Proposals:
    """The new questions below the old ones."""
    added = [question.text for question in new.questions[len(old.questions) :]]
    at = old.questions[-1].number
    marker = _marker(file, at - 1)
    if added and marker is not None:
        for prefix in ("", "Q: "):
            yield file.with_lines(at, at, [f"{marker}{prefix}{question}" for question in added])


def _marker(file: _File, line: int) -> str | None:
    """The marker of a question: "" in plain text; in Markdown the heading's, or None if the line is not a heading."""
    if file.extension == ".txt":
        return ""
    found = _MARKER.match(file.lines[line])
    return found[0] if found else None


def _removing(place: int) -> Propose:
    def propose(file: _File) -> Proposals:
        if file.extension in _WRITERS:
            first, behind = file.block(place)
            blank = behind
            while blank < len(file.lines) and not file.lines[blank].strip():
                blank += 1
            yield file.with_lines(first, blank, ())
            yield file.with_lines(first, behind, ())
        else:
            for _, first, behind, _ in rows_of(file.text, file.drafts[place]):
                yield file.with_lines(first, behind, ())

    return propose


def _adding(place: int, new: Draft) -> Propose:
    def propose(file: _File) -> Proposals:
        near = max(0, min(place, len(file.drafts)) - 1)
        if file.extension not in _WRITERS:
            yield from _with_new_row(file, near, place, new)
            return
        behind = file.block(near)[1] if file.drafts else len(file.lines)
        blocks = list(_blocks(file, near, new))
        heading = [f"# {new.topic}", *([] if file.extension == ".txt" else [""])]
        for block in (
            *blocks,
            *([*heading, *block] for block in blocks),
            *(_with_topic(block, new) for block in blocks),
        ):
            yield file.with_lines(behind, behind, ["", *block])

    return propose


_WRITERS: Mapping[str, Callable[[Sequence[Draft]], str]] = MappingProxyType(
    {".txt": write_text, ".md": write_markdown, ".markdown": write_markdown}
)
"""Formats in which an entry is a block of lines."""


def _blocks(file: _File, place: int, new: Draft) -> Iterator[list[str]]:
    """The lines of the entry without its topic, with the same headings as the entry at this place."""
    block = _WRITERS[file.extension]([new._replace(topic=None)]).strip("\n").split("\n")
    if file.extension != ".txt" and file.drafts:
        marker = _marker(file, file.drafts[place].questions[0].number - 1)
        if marker is not None:
            yield [re.sub(r"^## ", marker, line) for line in block]
    elif file.extension == ".txt":
        # An answer that begins with "A:" would reach into the next entry, unless that begins with "Q:".
        asked = [text if is_question(text) else f"Q: {text}" for _, text in new.questions]
        named = takewhile(attribute, block[len(asked) :])
        yield [*asked, *named, *map(escaped, new.answer.split("\n"))]
    yield block


def _with_topic(block: Sequence[str], new: Draft) -> list[str]:
    """The block with its topic in an attribute, for use below a heading with another topic."""
    asked = len(new.questions)
    line = f"<!-- topic: {new.topic or ''} -->" if block[0].startswith("#") else f"[topic: {new.topic or ''}]"
    return [*block[:asked], line, *block[asked:]]


def _with_row(file: _File, place: int, new: Draft) -> Proposals:
    old = file.drafts[place]
    for delimiter, first, behind, fields in rows_of(file.text, old):
        for row in filled_rows(fields, old, new):
            yield file.with_lines(first, behind, [as_row(row, delimiter)])


def _with_new_row(file: _File, near: int, place: int, new: Draft) -> Proposals:
    if not file.drafts:
        return
    old = file.drafts[near]
    for delimiter, _, behind, fields in rows_of(file.text, old):
        at = behind if place else 0
        for row in filled_rows(fields, old, new):
            yield file.with_lines(at, at, [as_row(row, delimiter)])
