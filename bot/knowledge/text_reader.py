"""Reads the plain-text format. A question ends in "?" or begins with "Q:"; the lines after it are its answer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import MOST_ENTRIES, TOO_MANY, is_sound_id, split_related, split_synonyms
from bot.knowledge.html.answers import with_inline_html
from bot.knowledge.lines import (
    ANSWER_PREFIX,
    INVISIBLE,
    QUESTION_MARKS,
    QUESTION_PREFIX,
    attribute,
    bare,
    closes_fence,
    has_words,
    heading_title,
    is_comment,
    is_question,
    numbered_lines,
    opening_fence,
    unescaped,
)
from bot.knowledge.links import sound_address
from bot.knowledge.plain_text import Shaped, is_plain, may_have_another_shape, shaped
from bot.knowledge.problem import Findings, Problem, excerpt

_MEANT_AT_START = frozenset(f"#QA[`~<\\{INVISIBLE}")
"""The first characters of lines that may be anything but a plain question or an ordinary line of an answer."""
_ANCHORS_AT_END = re.compile(r"(?:\n\s*<a\s+(?:name|id)=[^<>\n]*>\s*</a>)+\Z", re.IGNORECASE)
"""Empty anchors below an answer. They belong to the question below."""
_IS_ABOUT_HTML = re.compile(r"`|html|\btags?\b", re.IGNORECASE)
"""Shows that an answer with closed tags mentions them, and does not use them."""
_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*$", re.IGNORECASE | re.MULTILINE)
_INVISIBLE = frozenset(INVISIBLE)
_QUESTION_MARKS = frozenset(QUESTION_MARKS)


def read_text(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole file.

    `path` is used only in the problems. Returns the drafts in file order, and all problems.
    """
    reader = _Reader(Findings(path), is_plain(text))
    lines: Iterable[tuple[int, str]] = numbered_lines(text)
    if may_have_another_shape(text):
        found = shaped([line for _, line in lines])
        reader.leave_out(found)
        lines = zip(found.numbers, found.lines, strict=True)
    reader.read(lines)
    reader.finish()
    return reader.drafts, reader.problems.told()


@dataclass(slots=True)
class _Reader:
    problems: Findings
    is_plain: bool
    """Whether HTML in answers stays as it is."""
    drafts: list[Draft] = field(default_factory=list)
    _heading: Line | None = None
    _questions: dict[str, Line] = field(default_factory=dict)
    """The questions of the current entry, by their text."""
    _asking: bool = False
    """Whether the current entry has a question, even one without words."""
    _answer: list[str] = field(default_factory=list)
    _answer_line: int = 0
    _attributes: dict[str, Line] = field(default_factory=dict)
    _explicit: bool = False
    """Whether the answer began with "A:". Only "Q:" or a heading ends it then."""
    _fence: str = ""
    _fence_line: int = 0
    _strays: list[tuple[int, str, str]] = field(default_factory=list)
    """The lines, messages and hints of texts that belong to no question."""
    _asked: bool = False
    """Whether any question has been read."""
    _is_full: bool = False
    """Whether the file has too many entries. This has been reported."""
    _parted: bool = False
    """Whether a heading separates the last question from the text below. This has been reported."""

    def leave_out(self, found: Shaped) -> None:
        """Warn about text above the first question of a file in another layout."""
        if found.left_out:
            first = found.left_out[0]
            count = len(found.left_out)
            message = (
                f"{count} {'line' if count == 1 else 'lines'} in no entry: {excerpt(found.lines_before[0].strip())}"
            )
            self.problems.add(
                found.numbers[first], Code.LEFT_OUT, message, "write a question above it if members should find it"
            )

    def read(self, lines: Iterable[tuple[int, str]]) -> None:
        """Read all lines. Most are plain questions or ordinary lines of an answer, which a quick check recognises."""
        answer = self._answer
        for number, line in lines:
            text = line.strip()
            if not text:
                if answer:
                    answer.append(line)
            elif self._fence or text[0] in _MEANT_AT_START or text[-1] in _INVISIBLE:
                self._take(number, line)
            elif text[-1] in _QUESTION_MARKS and not self._explicit:
                self._take_question(Line(number, text))
            else:
                if not answer:
                    self._answer_line = number
                answer.append(line)

    def _take(self, number: int, line: str) -> None:
        """Read a line of any kind."""
        if self._fence:
            self._answer.append(line)
            if closes_fence(line, self._fence):
                self._fence = ""
        elif is_comment(line):
            return
        elif (title := heading_title(line)) is not None:
            self._take_heading(Line(number, title))
        elif (text := bare(line)).startswith(QUESTION_PREFIX):
            self._take_question(Line(number, bare(text.removeprefix(QUESTION_PREFIX))))
        elif self._asking and not self._answer and not self._explicit and self._takes_before_answer(number, line):
            return
        elif self._explicit and text.startswith(ANSWER_PREFIX) and self._answer and is_question(self._answer[-1]):
            self._take_question_back()
            self._takes_before_answer(number, line)
        elif text.endswith(QUESTION_MARKS) and not self._explicit:
            self._take_question(Line(number, text))
        else:
            self._take_answer(number, line)

    def finish(self) -> None:
        """End the file."""
        if self._fence:
            self.problems.add(
                self._fence_line,
                Code.UNCLOSED_BLOCK,
                "this code block is never closed",
                f"close it with {self._fence} on a line of its own",
            )
        self._end_entry()
        for line, message, hint in self._strays:  # in a file without entries, they show what is wrong with it
            self.problems.add(line, Code.LEFT_OUT if self.drafts else Code.NO_QUESTION, message, hint)

    def _take_heading(self, heading: Line) -> None:
        if not heading.text:
            self.problems.add(
                heading.number, Code.EMPTY_HEADING, "a heading without text", "write its topic after the “#”"
            )
        self._parted = self._parted or (self._asking and not self._answer)
        self._end_entry("write the answer above the heading, or move the heading above the question")
        self._heading = heading

    def _takes_before_answer(self, number: int, line: str) -> bool:
        """Whether the line, between a question and its answer, is an attribute or begins the answer with "A:"."""
        if found := attribute(line):
            self._attributes[found[0]] = Line(number, found[1])
            return True
        if not bare(line).startswith(ANSWER_PREFIX):
            return False
        self._explicit = True
        self._take_answer(number, bare(line).removeprefix(ANSWER_PREFIX).lstrip())
        return True

    def _take_question_back(self) -> None:
        """Turn the last line of the answer into a question, because another answer begins below it."""
        number = self._answer_line + len(self._answer) - 1
        self._take_question(Line(number, bare(self._answer.pop())))

    def _take_answer(self, number: int, line: str) -> None:
        if self._answer or bare(line):
            if not self._answer:
                self._answer_line = number
            self._answer.append(unescaped(line))
            self._fence, self._fence_line = opening_fence(line), number

    def _take_question(self, question: Line) -> None:
        if self._answer or self._explicit:
            self._end_entry()
        if has_words(question.text):
            self._questions.setdefault(question.text, question)
        else:
            self.problems.add(
                question.number, Code.NO_WORDS, "a question without words", "write the question before its “?”"
            )
        self._asking, self._asked, self._parted = True, True, False

    def _end_entry(self, hint: str = "write the answer on the line below") -> None:
        """Store the current entry, or report what it lacks. `hint` is for a missing answer."""
        while self._answer and not bare(self._answer[-1]):
            self._answer.pop()
        if self._questions and self._answer:
            if len(self.drafts) < MOST_ENTRIES:
                self._keep()
            elif not self._is_full:
                self._is_full = True
                self.problems.add(self._answer_line, Code.TOO_LARGE, TOO_MANY, "split the file into several")
        elif self._questions:
            *_, last = self._questions.values()
            self.problems.add(last.number, Code.NO_ANSWER, f"no answer to {excerpt(last.text)}", hint)
        elif self._answer and not self._asking and not self._parted:
            self._report_stray()
        self._questions, self._asking = {}, False
        self._answer.clear()
        self._answer_line = 0
        if self._attributes or self._explicit:
            self._attributes, self._explicit = {}, False

    def _keep(self) -> None:
        """Store the current entry."""
        asked = tuple(self._questions.values())
        answer = "\n".join(self._answer).rstrip()
        if answer.endswith("</a>"):
            answer = _ANCHORS_AT_END.sub("", answer)
        if "</" in answer and not self.is_plain and not _IS_ABOUT_HTML.search(answer):
            answer = _BREAK.sub("", with_inline_html(answer))
        topic = self._heading.text if self._heading else ""
        if not self._attributes:
            self.drafts.append(Draft(asked, answer, self._answer_line, topic or None))
            return
        values = {name: line.text for name, line in self._attributes.items()}
        entry_id = self._attributes.get("id", Line(0, ""))
        if is_sound_id(entry_id.text, entry_id.number, self.problems.add):
            topic = values.get("topic", topic)
            synonyms = split_synonyms(values.get("synonyms", ""))
            line = self._attributes.get("url", Line(0, ""))
            url = sound_address(line.text, line.number, self.problems)
            own = entry_id.text or None
            related = split_related(values.get("related", ""))
            self.drafts.append(Draft(asked, answer, self._answer_line, topic or None, own, synonyms, url, related))

    def _report_stray(self) -> None:
        """Note that the current text belongs to no question, with a hint at the likely cause."""
        text = bare(self._answer[0])
        if text.startswith("#"):
            hint = "a heading needs a space after its “#”"
        elif any(mark in text for mark in QUESTION_MARKS):
            hint = "end a question with “?” and nothing after it"
        else:
            hint = "put a question above it, on a line that ends in “?”"
        where = "text that answers no question" if self._asked else "text before the first question"
        self._strays.append((self._answer_line, f"{where}: {excerpt(text)}", hint))
