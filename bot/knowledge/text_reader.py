"""Reads the plain-text format: question lines end in "?", the lines after them are the answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.knowledge.problem import Problem, Severity

QUESTION_MARKS = ("?", "？", "؟")
"""A line that ends in one of these is a question: Latin, full-width and Arabic question mark."""

_HEADING = re.compile(r"#{1,6}\s+(?P<title>.*?)[\s#]*")
_FENCE = re.compile(r"\s{0,3}(?P<fence>`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as it stands in its file, before it has an id."""

    questions: tuple[str, ...]
    answer: str
    topic: str | None
    line: int


@dataclass(slots=True)
class _State:
    path: str
    topic: str | None = None
    questions: list[tuple[int, str]] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)
    answer_line: int = 0
    fence: str = ""
    fence_line: int = 0
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, message: str, cure: str) -> None:
        self.problems.append(Problem(self.path, line, Severity.ERROR, message, cure))

    def close_entry(self) -> None:
        """End the entry that is being read, if there is one."""
        answer = "\n".join(self.answer).strip("\n")
        if self.questions and answer:
            texts = tuple(dict.fromkeys(text for _, text in self.questions))
            self.drafts.append(Draft(texts, answer, self.topic, self.questions[0][0]))
        elif self.questions:
            line, text = self.questions[-1]
            self.error(line, f"no answer after “{_short(text)}”", "write the answer on the next line")
        elif answer:
            self.error(
                self.answer_line,
                f"an answer without a question: “{_short(self.answer[0])}”",
                "put a line that ends in “?” above it",
            )
        self.questions, self.answer, self.answer_line = [], [], 0


def read_text(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole file.

    `path` is only for the problems. Returns what could be read, in file order, and everything that is wrong with it.
    """
    state = _State(path)
    for number, line in _lines(text):
        _take(state, number, line)
    if state.fence:
        state.error(state.fence_line, "this code block is never closed", f"close it with {state.fence} on a line alone")
    state.close_entry()
    return state.drafts, state.problems


def _lines(text: str) -> Iterator[tuple[int, str]]:
    normal = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(normal.split("\n"), start=1):
        yield number, line.rstrip()


def _take(state: _State, number: int, line: str) -> None:
    if state.fence:
        if line.strip().startswith(state.fence) and not line.strip().strip(state.fence[0]):
            state.fence = ""
        state.answer.append(line)
    elif heading := _HEADING.fullmatch(line.strip()):
        state.close_entry()
        state.topic = heading["title"] or None
    elif line.endswith(QUESTION_MARKS):
        if state.answer:
            state.close_entry()
        state.questions.append((number, line.strip()))
    elif line.strip() or state.answer:
        state.answer_line = state.answer_line or number
        state.answer.append(line)
        if fence := _FENCE.match(line):
            state.fence, state.fence_line = fence["fence"], number


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
