"""What is wrong with a knowledge file, where, and what to do about it."""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import Enum

_UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")
"""Unicode categories that would break the line of a message, steer a terminal, or not encode at all."""


class Severity(Enum):
    """An error keeps the file from being loaded; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding."""

    path: str
    """The file as the owner named it."""
    line: int
    """Counted from 1; 0 where the whole file or folder is meant."""
    severity: Severity
    message: str
    """What is wrong, in one line."""
    hint: str
    """What to do, in one line."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.severity.value}: {self.message} ({self.hint})"


MOST_PROBLEMS = 100
"""Of one file and severity that are told one by one; the rest is counted."""


class Findings:
    """The problems of one file, as they are found; one that is wrong throughout is not told of in a million lines."""

    def __init__(self, path: str) -> None:
        """Begin without any; `path` is the file as the owner named it."""
        self._path = path
        self._first: list[Problem] = []
        self._counts: Counter[Severity] = Counter()

    def add(self, line: int, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Note one."""
        self.take(Problem(self._path, line, severity, message, hint))

    def take(self, problem: Problem) -> None:
        """Note one of this file."""
        self._counts[problem.severity] += 1
        if self._counts[problem.severity] <= MOST_PROBLEMS:
            self._first.append(problem)

    def __len__(self) -> int:
        return self._counts.total()

    def told(self) -> list[Problem]:
        """The first of each severity, in the order in which they were found, and how many more there are."""
        more = {severity: count - MOST_PROBLEMS for severity, count in self._counts.items() if count > MOST_PROBLEMS}
        return [*self._first, *(self._further(severity, count) for severity, count in more.items())]

    def _further(self, severity: Severity, count: int) -> Problem:
        return Problem(
            self._path, 0, severity, f"{count:,} more {severity.value}s in this file", "see to the others first"
        )


class KnowledgeError(Exception):
    """The knowledge base cannot be loaded; holds every problem found, not just the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Take at least one problem of severity error."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def excerpt(text: str, limit: int = 60) -> str:
    """The beginning of a line of the file, in quotes, for a message."""
    return f"“{printable(text if len(text) <= limit else text[: limit - 1].rstrip() + '…')}”"


def printable(text: str) -> str:
    """The text on one line, with "�" for each character that no terminal can show."""
    return "".join("�" if unicodedata.category(char) in _UNPRINTABLE else char for char in text)
