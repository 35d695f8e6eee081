"""From a Markdown document to drafts."""

from collections.abc import Iterator
from pathlib import PurePath
from textwrap import dedent

from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import Pieces, assemble, split_synonyms
from bot.knowledge.lines import bare, closes_fence
from bot.knowledge.markdown.blocks import lay_out
from bot.knowledge.markdown.links import Links
from bot.knowledge.markdown.marks import Kind, Mark, Place
from bot.knowledge.markdown.outline import Role, outline
from bot.knowledge.markdown.parsing import Document, parse
from bot.knowledge.markdown.wording import is_faq, unlabelled
from bot.knowledge.problem import Findings, Problem, Severity

MOST_LINES = 6_000_000
"""Of a document: a million questions with their answers need four of them each."""

_ANSWER_LABELS = {
    "**A:**": "",
    "**A**:": "",
    "**A.**": "",
    "**A**.": "",
    "__A:__": "",
    "*A:*": "",
    "_A:_": "",
    "A:": "",
    "**A:": "**",
}
"""What may stand before an answer, and what is left of it."""


def read_markdown(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole document.

    A heading that asks is a question, and so is a lowest heading of an FAQ; a heading over questions is their topic.
    `path` is for the problems, and an FAQ may be one by its name. Returns what could be read, in file order, and
    everything that is wrong with it.
    """
    split = "split the file into several"
    if text.count("\n") > MOST_LINES:
        return [], [Problem(path, MOST_LINES, Severity.ERROR, "too many lines above", split)]
    document = parse(text)
    if document.blocks.excess:
        line, message = document.blocks.excess
        return [], [Problem(path, line + 1, Severity.ERROR, message, split)]
    reader = _Reader(document, path)
    return list(reader.drafts()), reader.problems.told()


class _Reader:
    def __init__(self, document: Document, path: str) -> None:
        self.problems = Findings(path)
        self._lines, self._verbatim = document.lines, document.verbatim
        self._layout = lay_out(document, path)
        self._links = Links(document)
        self._marks = self._layout.marks
        self._end = Place(len(document.lines), 0)
        starts = [*(mark.start for mark in self._marks), self._end]
        texts = [self._trim(mark.end, after) is not None for mark, after in zip(self._marks, starts[1:], strict=True)]
        names = (PurePath(path).stem, PurePath(path).parent.name, document.front.get("title", ""))
        titles = (*names, *(mark.text for mark in self._marks[:1]))
        self._texts = texts
        self._outline = outline(self._marks, texts, in_faq=any(map(is_faq, titles)))
        self._check_closings(document)

    def drafts(self) -> Iterator[Draft]:
        """Each entry."""
        attributes = list(reversed(self._layout.attributes))
        for group in self._groups():
            first, last = self._marks[group[0]], self._marks[group[-1]]
            end = self._end_of(group[-1])
            found = self._trim(last.end, end)
            lines, answer_line = found or ([], last.end.line)
            answer = self._links.complete(lines, answer_line)
            values: dict[str, str] = {}
            while attributes and attributes[-1].line < end.line:
                attribute = attributes.pop()
                if first.start.line <= attribute.line <= answer_line:
                    values[attribute.name] = attribute.value
            pieces = Pieces(
                tuple(Line(self._marks[place].start.line + 1, unlabelled(self._marks[place].text)) for place in group),
                _dedented(answer, last.end) if first.kind is Kind.ITEM else answer,
                answer_line + 1,
                values.get("topic", self._outline.topics[group[0]]),
                values.get("id", ""),
                split_synonyms(values.get("synonyms", "")),
            )
            if draft := assemble(pieces, self.problems.add, "write its answer below it"):
                yield draft

    def _groups(self) -> Iterator[list[int]]:
        """The places of the questions; those that are phrasings of one entry together."""
        group: list[int] = []
        for place, role in enumerate(self._outline.roles):
            if role is not Role.QUESTION:
                continue
            if group and not (place == group[-1] + 1 and self._are_phrasings(self._marks[group[-1]], place)):
                yield group
                group = []
            group.append(place)
        if group:
            yield group

    def _are_phrasings(self, before: Mark, place: int) -> bool:
        mark = self._marks[place]
        return not self._texts[place - 1] and (before.kind, before.level) == (mark.kind, mark.level)

    def _end_of(self, place: int) -> Place:
        """Where the answer of a question ends: at the next question or topic, or whatever else is as high as it."""
        question = self._marks[place]
        for after in range(place + 1, len(self._marks)):
            mark = self._marks[after]
            if mark.kind is Kind.END:
                ends = question.kind in (Kind.SUMMARY, Kind.ITEM)
            elif mark.kind is Kind.HEADING:
                ends = self._outline.roles[after] is not Role.TEXT or mark.level <= self._outline.sections[place]
            else:
                ends = self._outline.roles[after] is Role.QUESTION
            if ends:
                return mark.start
        return self._end

    def _trim(self, start: Place, end: Place) -> tuple[list[str], int] | None:
        """The lines between two places, without those at either end that say nothing, and the first one's number.

        None if nothing is left.
        """
        first, last = start.line, end.line if end.column else end.line - 1
        while first <= last and not self._says_something(first, start, end):
            first += 1
        while last >= first and not self._says_something(last, start, end):
            last -= 1
        if first > last:
            return None
        lines = [self._line(place, start, end) for place in range(first, last + 1)]
        return ([_without_label(lines[0]), *lines[1:]] if first not in self._verbatim else lines), first

    def _says_something(self, place: int, start: Place, end: Place) -> bool:
        return not self._layout.empty[place] and bool(bare(self._line(place, start, end)))

    def _line(self, place: int, start: Place, end: Place) -> str:
        """A line of the source, cut where the first one begins and the last one ends."""
        line = self._lines[place]
        line = line[: end.column] if place == end.line else line
        return line[start.column :].lstrip() if place == start.line and start.column else line

    def _check_closings(self, document: Document) -> None:
        """Say which code block, or verbatim answer, has no closing line."""
        for place in document.unclosed:
            self.problems.add(
                place + 1, "this verbatim answer is never closed", "write <!-- end of answer --> below it"
            )
        for token in document.blocks.tokens:
            if token.type == "fence" and token.map and not token.level:
                first, last = token.map[0], token.map[1] - 1
                if first == last or not closes_fence(self._lines[last], token.markup):
                    hint = f"close it with {token.markup} on a line of its own"
                    self.problems.add(first + 1, "this code block is never closed", hint)


def _dedented(answer: str, start: Place) -> str:
    """The answer of an item without the indentation that makes it one; it may begin on the line of the question."""
    first, found, others = answer.partition("\n")
    return f"{first.lstrip()}{found}{dedent(others)}" if start.column else dedent(answer)


def _without_label(line: str) -> str:
    text = line.lstrip()
    for label, rest in _ANSWER_LABELS.items():
        if text.startswith(label):
            return rest + text.removeprefix(label).lstrip()
    return line
