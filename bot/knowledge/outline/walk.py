"""Makes drafts from an outline: finds where each answer begins and ends."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from urllib.parse import quote

from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import Pieces, assemble, split_related, split_synonyms
from bot.knowledge.lines import bare
from bot.knowledge.links import sound_address
from bot.knowledge.outline.candidates import without_idle
from bot.knowledge.outline.document import Outline
from bot.knowledge.outline.marks import BELOW_HEADINGS, UNFOLDING, Kind, Mark, Place
from bot.knowledge.outline.nesting import unnested
from bot.knowledge.outline.notes import Reading, tell_of_statements, tell_of_textless, tell_of_titles
from bot.knowledge.outline.role import Role
from bot.knowledge.outline.roles import assign_roles
from bot.knowledge.outline.rules import RULE, Rules
from bot.knowledge.outline.titles import is_faq
from bot.knowledge.outline.trimming import dedented, without_bullet, without_quote
from bot.knowledge.outline.wording import unlabelled
from bot.knowledge.problem import Findings

_ENDED = {Kind.END: {*UNFOLDING, Kind.PAIR}, Kind.END_OF_LIST: {Kind.ITEM, Kind.PAIR}}
"""For each kind of end, the kinds of questions whose answers it ends."""
_UNSEEN = re.compile(r"(?:</?(?:a|blockquote|br|center|div|hr|p|span)\b[^<>]*>\s*)+", re.IGNORECASE)
"""A line with only tags that show nothing by themselves."""
_BREAKS = re.compile(r"\s*(?:<br\s*/?>\s*)+", re.IGNORECASE)


def read_outline(outline: Outline, path: str, findings: Findings) -> list[Draft]:
    """The entries of a document, in order. Adds problems to `findings`.

    A heading that asks something is a question, and so is a heading of the lowest level of an FAQ. A heading above
    questions is their topic. The `path` may show that a document is an FAQ. Lines of drafts are lines of the source.
    """
    return list(_Walk(outline, path, findings).drafts())


class _Walk:
    def __init__(self, outline: Outline, path: str, findings: Findings) -> None:
        self._outline, self._findings = outline, findings
        self._lines = outline.lines
        self._empty = outline.empty or bytes(len(outline.lines))
        self._end = Place(len(outline.lines), 0)
        self._marks, self._texts = self._with_texts(outline.marks)
        if any(mark.kind is Kind.END for mark in self._marks):
            self._marks, self._texts = self._with_texts(unnested(self._marks, self._texts))
        if any(mark.weak for mark in self._marks):
            self._marks, self._texts = self._with_texts(without_idle(self._marks, self._texts))
        titles = (*outline.titles, *(mark.text for mark in self._marks[:1]))
        self._is_called_faq = any(map(is_faq, titles))
        """Whether the document says that it is an FAQ, and not only the name of its file or folder."""
        in_faq = self._is_called_faq or is_faq(PurePath(path).stem) or is_faq(PurePath(path).parent.name)
        introduced = list(map(self._is_introduced, self._marks))
        self._roles = assign_roles(self._marks, self._texts, introduced, in_faq=in_faq)
        self._rules = Rules(self._lines, self._empty, self._marks, self._roles.roles)

    def _with_texts(self, marks: Sequence[Mark]) -> tuple[Sequence[Mark], list[bool]]:
        """The marks, and for each whether there is text between it and the next one."""
        starts = [*(mark.start for mark in marks[1:]), self._end]
        return marks, [
            mark.answer is not None or self._trim(mark.end, after) is not None
            for mark, after in zip(marks, starts[: len(marks)], strict=True)
        ]

    def drafts(self) -> Iterator[Draft]:
        """Each entry."""
        attributes = list(reversed(self._outline.attributes))
        textless: list[tuple[Line, Line]] = []
        for group in self._groups():
            first, last = self._marks[group[0]], self._marks[group[-1]]
            end = self._end_of(group[-1])
            answer, answer_line = self._answer(last, end)
            values: dict[str, str] = {}
            while attributes and attributes[-1].line < end.line:
                attribute = attributes.pop()
                if first.start.line <= attribute.line <= answer_line:
                    values[attribute.name] = attribute.value
            pieces = Pieces(
                tuple(self._question(self._marks[place]) for place in group),
                answer,
                self._outline.number(answer_line),
                values.get("topic", self._roles.topics[group[0]]),
                values.get("id", ""),
                split_synonyms(values.get("synonyms", "")),
                self._url(group[0], values.get("url", "")),
                split_related(values.get("related", "")),
            )
            if draft := assemble(pieces, self._findings.add, "write its answer below it"):
                if first.kind is last.kind:
                    textless += [(asked, pieces.questions[-1]) for asked in pieces.questions[:-1]]
                yield draft
        tell_of_textless(textless, self._findings)
        read = Reading(self._marks, self._roles.roles, self._texts, self._outline.number)
        if not self._is_called_faq:
            tell_of_statements(read, self._findings)
        tell_of_titles(read, self._findings)

    def _is_introduced(self, mark: Mark) -> bool:
        """Whether the text above a mark of a list ends in a colon."""
        if mark.kind is not Kind.ITEM:
            return False
        place = mark.start.line - 1
        while place >= 0 and not self._lines[place].strip():
            place -= 1
        return place >= 0 and self._lines[place].rstrip().endswith((":", "："))

    def _question(self, mark: Mark) -> Line:
        return Line(self._outline.number(mark.start.line), unlabelled(mark.text, self._outline.labels))

    def _url(self, place: int, given: str) -> str:
        """The given address of a question, or else the address of its heading; "" for none."""
        if given:
            return sound_address(given, self._outline.number(self._marks[place].start.line), self._findings)
        if not self._outline.page:
            return ""
        anchors = (mark.anchor for mark in reversed(self._marks[: place + 1]) if mark.kind is Kind.HEADING)
        anchor = self._marks[place].anchor or next(anchors, "")
        return f"{self._outline.page}#{quote(anchor)}" if anchor else self._outline.page

    def _answer(self, mark: Mark, end: Place) -> tuple[str, int]:
        """The answer of a mark, or else the text below it, and its first line; "" for none."""
        if mark.answer is not None:
            return mark.answer, mark.start.line
        lines, line = self._trim(mark.end, end) or ([], mark.end.line)
        answer = "\n".join(lines)
        if mark.kind in (Kind.ITEM, *UNFOLDING):
            answer = dedented(answer, mark.end)
        return without_bullet(answer) if mark.kind is Kind.ITEM else answer, line

    def _groups(self) -> Iterator[list[int]]:
        """The indexes of the questions, grouped by entry."""
        group: list[int] = []
        for place, role in enumerate(self._roles.roles):
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
        is_titled = before.kind is Kind.HEADING and mark.kind is Kind.PREFIXED
        return not self._texts[place - 1] and (is_titled or (before.kind, before.level) == (mark.kind, mark.level))

    def _end_of(self, place: int) -> Place:
        """Where the answer of a question ends: at its end in the outline, or at a rule before that."""
        end = self._end_in_outline(place)
        rule = self._rules.end_of_answer(place, end.line, is_last=end == self._end)
        return end if rule is None else Place(rule, 0)

    def _end_in_outline(self, place: int) -> Place:
        """Where the answer of a question ends: at the next question, topic, or mark of the same or a higher level."""
        question = self._marks[place]
        for after in range(place + 1, len(self._marks)):
            mark = self._marks[after]
            if mark.kind in _ENDED:
                ends = mark.level < BELOW_HEADINGS or question.kind in _ENDED[mark.kind]
            elif mark.kind is Kind.HEADING:
                is_high = mark.level <= self._roles.sections[place] and after > self._roles.closings[place]
                ends = self._roles.roles[after] is not Role.TEXT or is_high
            else:
                ends = self._roles.roles[after] is Role.QUESTION
            if ends:
                return mark.start
        return self._end

    def _trim(self, start: Place, end: Place) -> tuple[list[str], int] | None:
        """The lines between two places, without empty lines at either end, and the number of the first line.

        None if nothing is left.
        """
        first, last = start.line, end.line if end.column else end.line - 1
        while first <= last and not self._says_something(first, start, end):
            first += 1
        is_verbatim = first in self._outline.verbatim
        while last >= first and not self._says_something(last, start, end, is_last=not is_verbatim):
            last -= 1
        if first > last:
            return None
        lines = [self._line(place, start, end) for place in range(first, last + 1)]
        labels = self._outline.labels
        if not is_verbatim and (labels.answer.match(lines[0].lstrip("> *_")) or labels.answer_line.match(lines[0])):
            lines = without_quote(lines)
        return (lines if is_verbatim else [self._without_label(lines[0]), *lines[1:]]), first

    def _without_label(self, line: str) -> str:
        if breaks := _BREAKS.match(line):
            line = line[breaks.end() :]
        found = self._outline.labels.answer_line.match(line)
        if not found:
            return line
        mark = found["open"] or ""
        is_open = mark and found[0].count(mark) == 1
        return (mark if is_open else "") + line[found.end() :]

    def _says_something(self, place: int, start: Place, end: Place, *, is_last: bool = False) -> bool:
        """Whether a line shows something. `is_last`: nothing below it does."""
        line = "" if self._empty[place] else bare(self._line(place, start, end))
        is_rule = is_last and bool(RULE.fullmatch(line))
        return bool(line) and not is_rule and not (line[0] == "<" and _UNSEEN.fullmatch(line))

    def _line(self, place: int, start: Place, end: Place) -> str:
        """A line of the text, cut at the start on the first line and at the end on the last line."""
        line = self._lines[place]
        line = line[: end.column] if place == end.line else line
        return line[start.column :].lstrip() if place == start.line and start.column else line
