"""Reads the plain-text format: a question ends in "?" or begins with "Q:"; the lines after it are the answer."""

from dataclasses import dataclass, field

from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import is_sound_id, split_synonyms, unique
from bot.knowledge.lines import (
    ANSWER_PREFIX,
    QUESTION_MARKS,
    QUESTION_PREFIX,
    attribute,
    bare,
    closes_fence,
    has_words,
    heading_title,
    is_question,
    numbered_lines,
    opening_fence,
    unescaped,
)
from bot.knowledge.problem import Problem, Severity, excerpt


def read_text(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole file.

    `path` is only for the problems. Returns what could be read, in file order, and everything that is wrong with it.
    """
    reader = _Reader(path)
    for number, line in numbered_lines(text):
        reader.take(number, line)
    reader.finish()
    return reader.drafts, reader.problems


@dataclass(slots=True)
class _Reader:
    path: str
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _heading: Line | None = None
    _questions: list[Line] = field(default_factory=list)
    _answer: list[str] = field(default_factory=list)
    _answer_line: int = 0
    _attributes: dict[str, Line] = field(default_factory=dict)
    _explicit: bool = False
    """Whether the answer began with "A:", so that only "Q:" or a heading ends it."""
    _fence: str = ""
    _fence_line: int = 0
    _asked: bool = False
    """Whether there was a question yet."""
    _parted: bool = False
    """Whether a heading parts the last question from the text below, which has been reported."""

    def take(self, number: int, line: str) -> None:
        """Read the next line."""
        if self._fence:
            self._answer.append(line)
            if closes_fence(line, self._fence):
                self._fence = ""
        elif (title := heading_title(line)) is not None:
            self._take_heading(Line(number, title))
        elif (text := bare(line)).startswith(QUESTION_PREFIX):
            self._take_question(Line(number, bare(text.removeprefix(QUESTION_PREFIX))))
        elif not self._explicit and self._questions and not self._answer and self._takes_before_answer(number, line):
            return
        elif is_question(line) and not self._explicit:
            self._take_question(Line(number, text))
        else:
            self._take_answer(number, line)

    def finish(self) -> None:
        """End the file."""
        if self._fence:
            self._report(
                self._fence_line, "this code block is never closed", f"close it with {self._fence} on a line of its own"
            )
        self._end_entry()

    def _take_heading(self, heading: Line) -> None:
        if not heading.text:
            self._report(heading.number, "a heading without text", "write its topic after the “#”", Severity.WARNING)
        self._parted = self._parted or bool(self._questions and not self._answer)
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

    def _take_answer(self, number: int, line: str) -> None:
        if self._answer or bare(line):
            self._answer_line = self._answer_line or number
            self._answer.append(unescaped(line))
            self._fence, self._fence_line = opening_fence(line), number

    def _take_question(self, question: Line) -> None:
        if self._answer or self._explicit:
            self._end_entry()
        if not has_words(question.text):
            self._report(question.number, "a question without words", "write the question before its “?”")
        self._questions.append(question)
        self._asked, self._parted = True, False

    def _end_entry(self, cure: str = "write the answer on the line below") -> None:
        """Keep the entry that was being read, or say what it lacks; `cure` is for a missing answer."""
        while self._answer and not bare(self._answer[-1]):
            self._answer.pop()
        asked = unique(question for question in self._questions if has_words(question.text))
        if self._questions and self._answer:
            if asked:
                self._keep(tuple(asked))
        elif asked:
            question = self._questions[-1]
            self._report(question.number, f"no answer to {excerpt(question.text)}", cure)
        elif self._answer and not self._parted:
            self._report_stray()
        self._questions, self._answer, self._answer_line = [], [], 0
        self._attributes, self._explicit = {}, False

    def _keep(self, asked: tuple[Line, ...]) -> None:
        """Keep the entry that was being read."""
        values = {name: line.text for name, line in self._attributes.items()}
        topic = values.get("topic", self._heading.text if self._heading else "")
        entry_id = self._attributes.get("id", Line(0, ""))
        if is_sound_id(entry_id.text, entry_id.number, self._report):
            answer = "\n".join(self._answer).rstrip()
            synonyms = split_synonyms(values.get("synonyms", ""))
            self.drafts.append(Draft(asked, answer, self._answer_line, topic or None, entry_id.text or None, synonyms))

    def _report_stray(self) -> None:
        """Say that the text that was being read answers no question, and how it may have come about."""
        text = bare(self._answer[0])
        if self._heading and self._heading.text.endswith("?"):
            cure = f"take the “#” off line {self._heading.number}, if that is its question"
        elif text.startswith("#"):
            cure = "a heading needs a space after its “#”"
        elif any(mark in text for mark in QUESTION_MARKS):
            cure = "a question ends with its “?”, and nothing after it"
        else:
            cure = "put a question above it, on a line that ends in “?”"
        where = "text that answers no question" if self._asked else "text before the first question"
        self._report(self._answer_line, f"{where}: {excerpt(text)}", cure)

    def _report(self, line: int, message: str, cure: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem(self.path, line, severity, message, cure))
