"""Converts text files in other layouts to the plain-text format, line by line. All lines keep their numbers.

Other layouts have labels such as "Q1:", "Question:" or "Frage:", numbers, questions over several lines, titles that are
underlined or in capitals, rules, a title and a preface, or a list of the questions at the top.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bot.knowledge.lines import has_words, heading_title, is_question
from bot.knowledge.outline.labels import Labels
from bot.knowledge.outline.titles import is_faq
from bot.knowledge.outline.wording import unlabelled
from bot.knowledge.plain_text.bare_labels import join_bare_labels, label_questions
from bot.knowledge.plain_text.emphasised import take_emphasised
from bot.knowledge.plain_text.furniture import take_furniture
from bot.knowledge.plain_text.indented import dedent_answers, numbered_chapters
from bot.knowledge.plain_text.layout import Asked, find_layout, label_layout, take_answer_signs
from bot.knowledge.plain_text.pairs import split_pairs
from bot.knowledge.plain_text.protected import answers_of, code_of, escape_headings, leave_out_sections
from bot.knowledge.plain_text.question_lines import QuestionLines
from bot.knowledge.plain_text.shaped import Shaped
from bot.knowledge.plain_text.titles import TitleTaker, bare_question, take_listed_topics, title_length
from bot.knowledge.plain_text.wiki import take_wiki_headings

_NUMBERED = re.compile(r"\s*(?:#(?=\d+\s)|(?=\d+[.)]))(?P<number>\d{1,3})[.)]?\s+(?=\S)")
_BEFORE_LABEL = re.compile(r"\s*(?:[-*•>]\s+)?(?:\*\*|__)?(?:(?:#?\d{1,3}[.):、]|[(（\[]\d{1,3}[)）\]])\s*)?")
_ENDS = (".", "!", ":", ",", ";", "。", "…", "：")
_BOLD = re.compile(r"(?<!\*)\*\*(?!\*)")
_HANGING = 3  # characters of "A: ", by which further lines of an answer may be indented
_LEAST = 2  # minimum numbered questions of a file that numbers its questions


def shaped(lines: Sequence[str]) -> Shaped:
    """The lines of a file, converted to the plain-text format. Lines that are in this format stay unchanged."""
    labels = Labels.of("\n".join(lines))
    shown = list(lines)
    outside = take_wiki_headings(shown)
    code = frozenset(code_of(shown))
    is_labelled = any(begins_entry(line, labels) for line in shown)
    asks = partial(_asks, labels=labels)
    outside += take_furniture(shown, code, asks, is_labelled=is_labelled)
    split, numbers = split_pairs(shown, labels)
    found = _Shaper(split, labels, is_split=len(split) > len(lines)).shape()
    left_out = sorted({*(bisect_left(numbers, place + 1) for place in outside), *found.left_out})
    before = [lines[numbers[place] - 1] for place in left_out]
    return replace(found, numbers=numbers, left_out=left_out, lines_before=before)


def _asks(line: str, labels: Labels) -> bool:
    return is_question(line) or begins_entry(line, labels)


def begins_entry(line: str, labels: Labels) -> bool:
    """Whether a line begins with the label of a question or an answer."""
    return bool(labels.question.match(line.strip()) or labels.answer_line.match(line))


@dataclass(slots=True)
class _Shaper:
    lines: list[str]
    labels: Labels
    is_split: bool
    """Whether lines with a question and its answer were split."""
    left_out: list[int] = field(default_factory=list)
    _code: frozenset[int] = frozenset()
    _asked: QuestionLines = field(init=False)
    _is_native: bool = False
    """Whether the file uses the labels of the plain-text format. Other labels then have no meaning."""
    _is_labelled: bool = False
    _has_answers: bool = False
    _numbers: frozenset[int] = frozenset()  # of the numbered questions; empty for a file that does not number them
    _is_indented: bool = False  # whether their numbers are
    _columns: frozenset[int] = frozenset()  # after their numbers, which may be aligned at the right
    _chapters: Mapping[int, int] = field(default_factory=dict)  # as `numbered_chapters` gives them

    def shape(self) -> Shaped:
        self._code = frozenset(code_of(self.lines))
        layout = find_layout(self.lines, self._code)
        join_bare_labels(self.lines, self._code, self.labels)
        label_questions(self.lines, self._code, self._label, self._answer_label)
        take_emphasised(self.lines, self._code)
        plain = [(place, line) for place, line in enumerate(self.lines) if place not in self._code]
        asked = [self._label(line) for _, line in plain]
        self._has_answers = any(self._answer_label(line) for _, line in plain)
        self._is_native = any(line.lstrip().startswith("Q:") for _, line in plain)
        self._is_native = self._is_native and (
            any(line.lstrip().startswith("A:") for _, line in plain) or not self._has_answers
        )
        self._is_labelled = any(asked) and not self._is_native
        self._asked = QuestionLines(self.lines, self._label, self._answer_label, self._has_answers)
        if layout and not self._is_labelled and not self._is_native:
            return self._laid_out(layout)
        numbers = [found for _, line in plain if is_question(line) and (found := _NUMBERED.match(line))]
        if not self._is_labelled and not self._is_native:
            self._chapters = numbered_chapters(self.lines)
            if self._chapters or len(numbers) >= _LEAST:
                self._numbers = frozenset(int(found["number"]) for found in numbers)
                self._is_indented = all(found.string[0].isspace() for found in numbers)
                self._columns = frozenset(found.end() for found in numbers)
        if self._is_native:
            take_listed_topics(self.lines, self._code)
            self.left_out = leave_out_sections(self.lines, self._code)
            answers = frozenset(answers_of(self.lines))
            self._code |= answers
            escape_headings(self.lines, answers)
        TitleTaker(self.lines, self._code, self._is_start).take()
        for place in range(len(self.lines)):
            if place not in self._code and self.lines[place].strip():
                self._take(place)
        self._leave_out_contents()
        self._leave_out_preface()
        prose = [(place, line) for place, line in enumerate(self.lines) if place not in self._code]
        starts = [place for place, line in prose if self._is_asking(line) or heading_title(line)]
        if not self._has_answers:
            take_answer_signs(self.lines, starts, self._code)
        if self._has_answers or not self._is_native:
            dedent_answers(self.lines, starts, 0 if self.is_split or not self._is_native else _HANGING)
        return Shaped(self.lines, self.left_out)

    def _laid_out(self, layout: Mapping[int, Asked]) -> Shaped:
        """The lines of a file whose questions are those of its layout."""
        asked = {self.lines[place] for place in layout}
        TitleTaker(self.lines, self._code, lambda line: line in asked or is_question(line)).take()
        label_layout(self.lines, layout, self._code)
        first = min(layout)
        above = [
            place for place in range(first) if has_words(self.lines[place]) and not heading_title(self.lines[place])
        ]
        is_titled = bool(above) and (bool(title_length(self.lines)) or is_faq(self.lines[above[0]]))
        for place in above:
            self.lines[place] = ""
        dedent_answers(self.lines, [place for place, line in enumerate(self.lines) if line.startswith("Q: ")])
        return Shaped(self.lines, above[1:] if is_titled else above)

    def _label(self, line: str) -> int:
        """The column after the label of a question; 0 for a line without one."""
        start = _BEFORE_LABEL.match(line)
        skipped = start.end() if start else 0
        found = self.labels.question.match(f"{line.rstrip()} .", skipped)
        if not found or (line[found.end() :].strip() and not has_words(line[found.end() :])):
            return 0
        return min(found.end(), len(line))

    def _answer_label(self, line: str) -> int:
        """The column after the label of an answer; 0 for a line without one."""
        found = self.labels.answer_line.match(line)
        return found.end() if found else 0

    def _is_start(self, line: str) -> bool:
        """Whether a line is a question or a heading."""
        is_asking = is_question(line) or bool((self._is_labelled or self._is_native) and self._label(line))
        return is_asking or bool(self._numbers and _NUMBERED.match(line)) or bool(heading_title(line))

    def _take(self, place: int) -> None:
        line = self.lines[place]
        if self._is_labelled and (column := self._label(line)):
            self._ask(place, line[column:], can_wrap=self._has_answers)
        elif not self._is_native and self._answers(place):
            self.lines[place] = f"A: {line[self._answer_label(line) :]}".rstrip()
        elif self._numbers and (found := _NUMBERED.match(line)) and self._is_numbered(place, found):
            self._ask(place, line[found.end() :], can_wrap=True)
        elif self._is_native:
            if line.lstrip().startswith("Q:") and self._asked.length(place, line) > 1:
                self._ask(place, line.lstrip().removeprefix("Q:"), can_wrap=True)
        elif not self._is_labelled and is_question(line):
            self.lines[place] = unlabelled(line.strip(), self.labels)
        elif not self._is_labelled and self._asked.wraps(place):
            self._ask(place, line.strip(), can_wrap=True)

    def _ask(self, place: int, text: str, *, can_wrap: bool) -> None:
        """Write a question on its first line, including its further lines."""
        length = self._chapters.get(place, 0) or (self._asked.length(place, text) if can_wrap else 1)
        more = [self.lines[place + offset].strip() for offset in range(1, length)]
        self.lines[place] = f"Q: {_BOLD.sub('', ' '.join(' '.join([text, *more]).split()))}"
        self.lines[place + 1 : place + length] = [""] * (length - 1)
        if self._is_labelled and not self._has_answers:
            self._call_answer(place + length)

    def _call_answer(self, place: int) -> None:
        """Put "A:" before an answer in a file that labels only questions. Its lines may then end in "?"."""
        while place < len(self.lines) and not self.lines[place].strip():
            place += 1
        if place < len(self.lines) and place not in self._code and not self._label(self.lines[place]):
            self.lines[place] = f"A: {self.lines[place].strip()}"

    def _answers(self, place: int) -> bool:
        """Whether a line begins an answer with a label, below a question."""
        if not self._answer_label(self.lines[place]) or self.lines[place].lstrip().startswith("A:"):
            return False
        above = place - 1
        while above >= 0 and not self.lines[above].strip():
            above -= 1
        return self._is_labelled or (above >= 0 and is_question(self.lines[above]))

    def _is_numbered(self, place: int, found: re.Match[str]) -> bool:
        line, number = self.lines[place], int(found["number"])
        if is_question(line) or place in self._chapters:
            return True
        if place and self.lines[place - 1].strip():
            return False
        below = self.lines[place + 1] if place + 1 < len(self.lines) else ""
        is_wrapped = self._asked.length(place, line) > 1
        is_between = number not in self._numbers and {number - 1, number + 1} & self._numbers
        is_aligned = line[:1].isspace() == self._is_indented or found.end() in self._columns
        is_alone = not below.strip() and is_aligned
        return is_wrapped or (bool(is_between) and (is_alone or not line.rstrip().endswith(_ENDS)))

    def _leave_out_contents(self) -> None:
        """Remove a list of questions above the first answer, if most of them are repeated below."""
        first = end = next((place for place, line in enumerate(self.lines) if self._is_listed(line)), len(self.lines))
        while end < len(self.lines) and self._is_listed(self.lines[end]):
            end += 1
        below = next((line for line in self.lines[end:] if line.strip()), "# ")
        is_answered = (
            not (self._is_listed(below) or self._is_labelled or self._numbers) and heading_title(below) is None
        )
        if self._is_native or first in self._code or is_answered:
            return
        texts = [bare_question(line) for line in self.lines[first:end]]
        again = set(map(bare_question, self.lines[end:]))
        if sum(text in again for text in texts) >= max(_LEAST, len(texts) / 2):
            self.lines[first:end] = [""] * len(texts)

    def _is_listed(self, line: str) -> bool:
        return self._is_asking(line) or bool(_NUMBERED.match(line))

    def _is_asking(self, line: str) -> bool:
        return line.startswith("Q:") or (is_question(line) and not self._is_labelled)

    def _leave_out_preface(self) -> None:
        """Remove the text above the first question, if it is a title, or if the file shows where it ends."""
        first = next((place for place, line in enumerate(self.lines) if self._is_asking(line)), 0)
        above = [
            place for place in range(first) if self.lines[place].strip() and heading_title(self.lines[place]) is None
        ]
        title = title_length(self.lines)
        if not above or not (title or self._is_labelled or self._numbers):
            return
        if title and len(above) > 1 and not (self._is_labelled or self._numbers):
            above = above[:1]
        for place in above:
            if has_words(self.lines[place]) and place != above[0]:
                self.left_out.append(place)
            self.lines[place] = ""
