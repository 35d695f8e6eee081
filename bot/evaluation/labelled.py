"""Labelled questions: each with the entries that answer it. Read from tab-separated text or JSON lines."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bot.knowledge import KnowledgeBase, KnowledgeError, Problem

OUT_OF_SCOPE = "OOS"
"""The label of a question that no entry answers, in any case."""
_SEPARATOR = " | "
_TEXT_KEYS = ("question", "query", "text")
_JSON_SUFFIXES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """One question with its acceptable answers."""

    text: str
    expected: frozenset[str]
    """Ids of the entries that answer it; any of them is right. Empty if no entry does (out of scope)."""
    kind: str = ""
    """The author's name for the difficulty ("typo", "small talk"); "" for none."""


def load_labelled(path: Path, base: KnowledgeBase) -> tuple[LabelledQuestion, ...]:
    """Read a file of labelled questions: JSON lines if its name says so (.jsonl, .ndjson), else tab-separated.

    Raises KnowledgeError with every problem if a line has an error or if there is no question.
    """
    read = read_jsonl if path.suffix.lower() in _JSON_SUFFIXES else read_tsv
    questions, problems = read(read_file(path), str(path), base)
    if not questions and not problems:
        hint = "write lines of question<TAB>expected question, or OOS"
        problems = [_problem(path, 0, "no labelled question in this file", hint)]
    if problems:
        raise KnowledgeError(tuple(problems))
    return tuple(questions)


def read_tsv(text: str, path: str, base: KnowledgeBase) -> tuple[list[LabelledQuestion], list[Problem]]:
    """Parse `question<TAB>expected[<TAB>kind]` lines.

    `expected` is a stored question, an entry's id, several of these separated by " | ", or OOS. Blank lines are
    skipped. Returns the questions in file order, and every problem.
    """
    labels = Labels(base)
    return _read(text, path, lambda line: _from_tsv(line, labels))


def read_jsonl(text: str, path: str, base: KnowledgeBase) -> tuple[list[LabelledQuestion], list[Problem]]:
    """Parse one JSON object per line: `{"question": …, "expected": …, "kind": …}`.

    The question may also be called "query" or "text". `expected` is a stored question or an entry's id, a list of
    them, or null if there is no answer. `kind` is optional. Returns as `read_tsv` does.
    """
    labels = Labels(base)
    return _read(text, path, lambda line: _from_json(line, labels))


def read_file(path: Path) -> str:
    """The file's text. Raises KnowledgeError if it cannot be read or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeError((_problem(path, 0, "not UTF-8 text", "save the file as UTF-8"),)) from error
    except OSError as error:
        wrong = _problem(path, 0, f"cannot be read: {error.strerror or 'unreadable'}", "name a file that exists")
        raise KnowledgeError((wrong,)) from error


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers. Only line feeds and carriage returns end a line."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line.strip():
            yield number, line


def _read(
    text: str, path: str, parse: Callable[[str], LabelledQuestion]
) -> tuple[list[LabelledQuestion], list[Problem]]:
    questions: list[LabelledQuestion] = []
    problems: list[Problem] = []
    for number, line in numbered_lines(text):
        try:
            questions.append(parse(line))
        except LabelError as error:
            problems.append(_problem(path, number, error.message, error.hint))
    return questions, problems


def _from_tsv(line: str, labels: "Labels") -> LabelledQuestion:
    text, *rest = (column.strip() for column in line.split("\t"))
    if not rest or not text or not rest[0]:
        raise LabelError("not question<TAB>expected", "put a tab between the question and the expected one")
    # Try the whole label first: a stored question may contain the separator.
    whole = labels.find(rest[0])
    expected = labels.find_all(rest[0].split(_SEPARATOR)) if whole is None else whole
    return LabelledQuestion(text, expected, rest[1] if len(rest) > 1 else "")


def _from_json(line: str, labels: "Labels") -> LabelledQuestion:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise LabelError(f"not JSON: {error}", "write one JSON object per line") from error
    if not isinstance(record, dict):
        raise LabelError("not a JSON object", 'write {"question": …, "expected": …}')
    text = next((record[key] for key in _TEXT_KEYS if key in record), None)
    if not isinstance(text, str) or not text.strip():
        raise LabelError("no question", 'give it as "question", "query" or "text"')
    if "expected" not in record:
        raise LabelError("no expected answer", 'give "expected": a stored question, an id, a list, or null')
    return LabelledQuestion(text, labels.find_all(_as_labels(record["expected"])), str(record.get("kind") or ""))


def _as_labels(expected: object) -> list[str]:
    if expected is None:
        return []
    given = expected if isinstance(expected, list) else [expected]
    labels = [label for label in given if isinstance(label, str)]
    if len(labels) < len(given):
        raise LabelError("expected is not text", "give a stored question, an id, a list of them, or null")
    return labels


def _problem(path: Path | str, line: int, message: str, hint: str) -> Problem:
    return Problem(str(path), line, None, message, hint)


class LabelError(Exception):
    """A line with an error; holds what is wrong and a hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Labels:
    """Finds the entries of one knowledge base by stored question or by id."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._by_question: dict[str, set[str]] = {}
        for entry in base.entries:
            for question in entry.questions:
                self._by_question.setdefault(_folded(question), set()).add(entry.id)

    def find(self, label: str) -> frozenset[str] | None:
        """The ids that a label means: none for OOS, several if entries share the question; None if it is unknown."""
        if label.casefold() == OUT_OF_SCOPE.casefold():
            return frozenset()
        if self._base.get(label):
            return frozenset({label})
        ids = self._by_question.get(_folded(label))
        return frozenset(ids) if ids else None

    def find_all(self, labels: Iterable[str]) -> frozenset[str]:
        """The ids that the labels mean together. Raises LabelError at the first unknown label."""
        found: set[str] = set()
        for label in labels:
            ids = self.find(label.strip())
            if ids is None:
                raise LabelError(f"“{label.strip()}” is not a stored question or id", self._hint(label))
            found |= ids
        return frozenset(found)

    def _hint(self, label: str) -> str:
        near = get_close_matches(_folded(label), self._by_question, n=1)
        if near:
            stored = (question for entry in self._base.entries for question in entry.questions)
            return f"did you mean “{next(question for question in stored if _folded(question) == near[0])}”?"
        return f"copy a question from the knowledge base, or write {OUT_OF_SCOPE} if it has no answer"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
