"""Labelled questions: what was asked, and which entries answer it. Read from tab-separated text or JSON lines."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.labels import LabelError, Labels
from bot.knowledge import KnowledgeBase, KnowledgeError, Problem

_SEPARATOR = " | "
_TEXT_KEYS = ("question", "query", "text")
_JSON_SUFFIXES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """One question with its acceptable answers."""

    text: str
    expected: frozenset[str]
    """Ids of the entries that answer it, any of which will do; empty where none does (it is out of scope)."""
    kind: str = ""
    """The author's own word for what is hard about it ("typo", "small talk"); empty for none."""


def load_labelled(path: Path, base: KnowledgeBase) -> tuple[LabelledQuestion, ...]:
    """Read a file of labelled questions: JSON lines if its name says so (.jsonl, .ndjson), else tab-separated.

    Raises KnowledgeError, with every problem in it, if any line cannot be used or there is no question at all.
    """
    read = read_jsonl if path.suffix.lower() in _JSON_SUFFIXES else read_tsv
    questions, problems = read(read_file(path), str(path), base)
    if not questions and not problems:
        hint = "write lines of question<TAB>expected question, or OOS"
        problems = [_problem(path, 0, "no labelled question in here", hint)]
    if problems:
        raise KnowledgeError(tuple(problems))
    return tuple(questions)


def read_tsv(text: str, path: str, base: KnowledgeBase) -> tuple[list[LabelledQuestion], list[Problem]]:
    """Parse `question<TAB>expected[<TAB>kind]` lines.

    `expected` is a stored question, an entry's id, several of them separated by " | ", or OOS. Blank lines are
    skipped. Returns what could be read, in file order, and everything that is wrong with it.
    """
    labels = Labels(base)
    return _read(text, path, lambda line: _from_tsv(line, labels))


def read_jsonl(text: str, path: str, base: KnowledgeBase) -> tuple[list[LabelledQuestion], list[Problem]]:
    """Parse one JSON object per line: `{"question": …, "expected": …, "kind": …}`.

    The question may also be called "query" or "text". `expected` is a stored question or an entry's id, a list of
    them, or null where there is no answer. `kind` may be left out. Returns as `read_tsv` does.
    """
    labels = Labels(base)
    return _read(text, path, lambda line: _from_json(line, labels))


def read_file(path: Path) -> str:
    """The file's text; raises KnowledgeError if it is no readable UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeError((_problem(path, 0, "not UTF-8 text", "save the file as UTF-8"),)) from error
    except OSError as error:
        wrong = _problem(path, 0, f"cannot be read: {error.strerror or 'unreadable'}", "name a file that exists")
        raise KnowledgeError((wrong,)) from error


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers; only real line ends count, as in an editor."""
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


def _from_tsv(line: str, labels: Labels) -> LabelledQuestion:
    text, *rest = (column.strip() for column in line.split("\t"))
    if not rest or not text or not rest[0]:
        raise LabelError("not question<TAB>expected", "put a tab between the question and what is expected")
    # The whole label goes first: a stored question may itself hold the separator.
    whole = labels.find(rest[0])
    expected = labels.find_all(rest[0].split(_SEPARATOR)) if whole is None else whole
    return LabelledQuestion(text, expected, rest[1] if len(rest) > 1 else "")


def _from_json(line: str, labels: Labels) -> LabelledQuestion:
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
