"""How `check` prints what it found: for people, for scripts, and as annotations on GitHub."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.cli.reading_summary import reading_summary
from bot.knowledge import Inspection, Problem, Severity
from bot.knowledge.loading import FileReport
from bot.terminal.text import printable


def as_text(found: Inspection) -> str:
    """One line per problem, then a summary of the files, then the counts."""
    return printable("\n".join((*map(str, found.problems), *reading_summary(found), _summary(found))))


def as_json(found: Inspection) -> str:
    """One JSON object; the line is null if a problem is about the whole file or folder."""
    problems = [
        {
            "path": problem.path,
            "line": problem.line or None,
            "severity": problem.severity.value,
            "code": problem.code.value if problem.code else None,
            "message": problem.message,
            "cure": problem.hint,
        }
        for problem in found.problems
    ]
    files = [{"path": each.path, "entries": each.entries, **_coverage(each)} for each in found.files]
    beside = [{"path": each.path, "reason": each.reason} for each in found.passed_over]
    return json.dumps({**_counts(found), "problems": problems, "files": files, "passed_over": beside})


def as_github(found: Inspection) -> str:
    """One workflow command per problem, which GitHub shows at its line of the file, and a summary for the log."""
    return printable("\n".join((*map(_annotation, found.problems), *reading_summary(found), _summary(found))))


FORMATS: Mapping[str, Callable[[Inspection], str]] = MappingProxyType(
    {"text": as_text, "json": as_json, "github": as_github}
)


def _annotation(problem: Problem) -> str:
    """A workflow command, escaped as GitHub's `toolkit/packages/core/src/command.ts` expects."""
    place = f"file={_escaped(problem.path, ':,')}"
    if problem.line:
        place += f",line={problem.line}"
    if problem.code:
        place += f",title={problem.code.value}"
    level = "notice" if problem.severity is Severity.NOTE else problem.severity.value
    return f"::{level} {place}::{_escaped(f'{problem.message} ({problem.hint})')}"


def _escaped(text: str, further: str = "") -> str:
    text = text.replace("%", "%25")
    for char in f"\r\n{further}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _summary(found: Inspection) -> str:
    return ", ".join(f"{what}: {count}" for what, count in _counts(found).items())


def _coverage(file: FileReport) -> dict[str, object]:
    found = file.coverage
    return {"lines": found.lines if found else None, "lost_lines": list(found.numbers) if found else []}


def _counts(found: Inspection) -> dict[str, int]:
    entries = found.base.entries
    counts = Counter(problem.severity for problem in found.problems)
    return {
        "entries": len(entries),
        "questions": sum(len(entry.questions) for entry in entries),
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
    }
