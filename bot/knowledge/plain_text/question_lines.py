"""Finds out how many lines of a text file a question takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.knowledge.lines import attribute, heading_title, is_question
from bot.knowledge.plain_text.indented import length_before_answer

_ENDS = (".", "!", ":", ",", ";", "。", "…", "：")
WRAPPED = 45
"""Minimum characters of a line without punctuation at its end that may continue on the next line."""
_MOST_LINES = 5
"""Maximum lines of a question."""
_MOST_LABELLED = 12
"""Maximum lines of a question between its label and that of its answer."""


@dataclass(frozen=True, slots=True)
class QuestionLines:
    """The lines of a file in which questions may take several lines."""

    lines: Sequence[str]
    label: Callable[[str], int]
    """The column after the label of a question; 0 for a line without one."""
    answer_label: Callable[[str], int]
    """The column after the label of an answer; 0 for a line without one."""
    has_answers: bool
    """Whether the answers of the file have labels."""

    def length(self, place: int, text: str) -> int:
        """The number of lines of the question that begins here with this text: up to its "?", or up to the answer."""
        return (self.has_answers and self._length_between_labels(place)) or self._length_by_wording(place, text)

    def _length_by_wording(self, place: int, text: str) -> int:
        if is_question(text) or text.rstrip().endswith(_ENDS[:2]):
            return length_before_answer(self.lines, place, self.answer_label) if self.has_answers else 1
        for offset in range(1, _MOST_LINES):
            line = self.lines[place + offset] if place + offset < len(self.lines) else ""
            if self.answer_label(line):
                return offset if text.strip() else 1
            if self.has_answers and offset < _MOST_LINES - 1 and self._goes_on_behind(place + offset):
                continue
            if not line.strip() and self.has_answers and "".join(self.lines[place + offset + 1 :][:1])[:1].islower():
                continue
            if not line.strip() or self._is_other(line):
                return 1
            goes_on = line.strip()[0].islower() or len(self.lines[place + offset - 1]) >= WRAPPED or not text.strip()
            if not goes_on:
                return 1
            if is_question(line) or not text.strip():
                return offset + 1
        return 1

    def _length_between_labels(self, place: int) -> int:
        """The number of lines without blank ones from a label to that of the answer; 0 if other lines are between.

        Further lines that all ask are phrasings.
        """
        end = place + 1
        while end < len(self.lines) and end - place <= _MOST_LABELLED and self.lines[end].strip():
            if self.answer_label(self.lines[end]):
                inside = self.lines[place + 1 : end]
                return end - place if not all(map(is_question, inside)) else 0
            if self._is_other(self.lines[end]):
                return 0
            end += 1
        return 0

    def _is_other(self, line: str) -> bool:
        return bool(self.label(line) or heading_title(line) is not None or attribute(line))

    def _goes_on_behind(self, place: int) -> bool:
        """Whether this line and the next ones are blank or indented, up to an answer with a label."""
        line = self.lines[place] if place < len(self.lines) else ""
        if line.strip() and not line.startswith("  "):
            return False
        for below in self.lines[place + 1 : place + 1 + _MOST_LINES]:
            if self.answer_label(below):
                return bool(line.strip()) or not self.label(below)
            if below.strip() and not below.startswith("  "):
                return False
        return False

    def wraps(self, place: int) -> bool:
        """Whether a paragraph begins with a question that continues on the next line and ends there."""
        line = self.lines[place].strip()
        below = self.lines[place + 1].strip() if place + 1 < len(self.lines) else ""
        is_start = not place or not self.lines[place - 1].strip()
        is_open = len(line) >= WRAPPED and not line.endswith(_ENDS) and not is_question(line)
        return is_start and is_open and is_question(below) and below[:1].islower()
