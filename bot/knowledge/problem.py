"""Problems of knowledge files: what is wrong, where, and how to fix it."""

import unicodedata
from collections import Counter
from dataclasses import dataclass

from bot.knowledge.codes import Code, Severity

_UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")
"""Unicode categories that would break a message's line, control a terminal, or fail to encode."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem."""

    path: str
    """The file as the owner named it."""
    line: int
    """From 1; 0 for the whole file or folder."""
    code: Code | None
    """The rule; None for an error outside the knowledge files, which `check` does not find."""
    message: str
    """What is wrong, in one line."""
    hint: str
    """What to do, in one line."""

    @property
    def severity(self) -> Severity:
        """The severity of its code. A file with an error is not loaded."""
        return self.code.severity if self.code else Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        rule = f" [{self.code.value}]" if self.code else ""
        return f"{place}: {self.severity.value}: {self.message} ({self.hint}){rule}"


Finding = tuple[int, Code, str, str]
"""A problem without its file: the line, the code, the message and the hint."""


MOST_PROBLEMS = 100
"""Maximum number per file and severity. The rest are only counted."""
_MORE = {
    Severity.ERROR: Code.MORE_ERRORS,
    Severity.WARNING: Code.MORE_WARNINGS,
    Severity.NOTE: Code.MORE_NOTES,
}


class Findings:
    """Collects the problems of one file. Keeps only the first ones, so a badly damaged file does not fill a log."""

    def __init__(self, path: str) -> None:
        """Start empty; `path` is the file as the owner named it."""
        self.path = path
        self._first: list[Problem] = []
        self._counts: Counter[Severity] = Counter()

    def add(self, line: int, code: Code, message: str, hint: str) -> None:
        """Add a problem."""
        self.take(Problem(self.path, line, code, message, hint))

    def take(self, problem: Problem) -> None:
        """Add a problem of this file."""
        self._counts[problem.severity] += 1
        if self._counts[problem.severity] <= MOST_PROBLEMS:
            self._first.append(problem)

    def __len__(self) -> int:
        return self._counts.total()

    def told(self) -> list[Problem]:
        """The first problems of each severity in the order of finding, then the number of further ones."""
        more = {severity: count - MOST_PROBLEMS for severity, count in self._counts.items() if count > MOST_PROBLEMS}
        return [*self._first, *(self._further(severity, count) for severity, count in more.items())]

    def _further(self, severity: Severity, count: int) -> Problem:
        return Problem(
            self.path, 0, _MORE[severity], f"{count:,} more {severity.value}s in this file", "fix the others first"
        )


class KnowledgeError(Exception):
    """The knowledge base cannot be loaded. Holds all problems, not just the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Take at least one error."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def excerpt(text: str, limit: int = 60) -> str:
    """The beginning of a text, in quotes, for a message."""
    return f"“{printable(text if len(text) <= limit else text[: limit - 1].rstrip() + '…')}”"


def printable(text: str) -> str:
    """The text on one line, with "�" for each character that terminals cannot show."""
    return "".join("�" if unicodedata.category(char) in _UNPRINTABLE else char for char in text)
