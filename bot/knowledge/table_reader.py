"""Reads tables, as spreadsheets export them: a row is an entry."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import Pieces, assemble, collected, split_synonyms
from bot.knowledge.problem import Findings, Problem, excerpt

_NAMES: Mapping[str, Sequence[str]] = {
    "question": ("question", "q"),
    "answer": ("answer", "answers", "a"),
    "topic": ("topic", "category", "section"),
    "phrasings": ("phrasings", "phrasing", "alternatives", "alternative", "variants", "other wordings"),
    "id": ("id",),
    "synonyms": ("synonyms", "synonym"),
    "questions": ("questions",),
}
"""What the first row may call each column; without names in it, the columns stand in this order."""
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names}
_ASKING = frozenset({"question", "questions"})
"""A column of one question a row, which may run over lines, and one of several phrasings."""
_DELIMITERS = ",;\t"
_QUOTED = "put the whole field in quotation marks, and write those inside it twice"

Row = tuple[int, Sequence[str]]
"""The line that it begins on, counted from 1, and its fields."""


def read_table(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole table, with commas, semicolons or tabs between its fields.

    `path` is for the problems, and tells a `.tsv`. Returns what could be read, in file order, and everything that is
    wrong with it.
    """
    reader = _Reader(path)
    return collected(reader.drafts(text), reader.problems.add), reader.problems.told()


class _Reader:
    def __init__(self, path: str) -> None:
        self.problems = Findings(path)
        self._path = path

    def drafts(self, text: str) -> Iterator[Draft]:
        """Each entry."""
        delimiter, skipped = _delimiter_of(text, self._path)
        rows = self._rows(text, delimiter)
        if skipped:
            next(rows, None)
        first = next(rows, None)
        if not first:
            return
        columns = _header(first[1])
        if columns is None:
            columns = list(_NAMES)
            yield from self._draft(first, columns)
        elif "answer" not in columns or not _ASKING & set(columns):
            message = f"no column is called “{'question' if 'answer' in columns else 'answer'}”"
            self.problems.add(
                first[0], message, "name the columns in the first row: question, answer, topic, phrasings"
            )
            return
        for row in rows:
            yield from self._draft(row, columns)

    def _rows(self, text: str, delimiter: str) -> Iterator[Row]:
        """The rows that are not blank."""
        limit = csv.field_size_limit(max(len(text), 1))
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        before = 0
        try:
            for fields in lines:
                if any(field.strip() for field in fields):
                    yield before + 1, fields
                before = lines.line_num
        except csv.Error as error:
            is_open = "end of data" in str(error)
            wrong = "a quotation mark that is never closed" if is_open else "text behind a closing quotation mark"
            self.problems.add(before + 1, f"{wrong}, in the row that begins here", _QUOTED)
        finally:
            csv.field_size_limit(limit)

    def _draft(self, row: Row, columns: Sequence[str]) -> Iterator[Draft]:
        line, fields = row
        values: dict[str, str] = {}
        for column, field in zip(columns, fields, strict=False):
            values.setdefault(column, field)
        surplus = [field for field in fields[len(columns) :] if field.strip()]
        if surplus:
            self.problems.add(line, f"more fields than columns: {excerpt(surplus[0].strip())}", _QUOTED)
            return
        questions = [values.get("question", "")]
        for column in ("questions", "phrasings"):
            questions += _phrasings(values.get(column, ""))
        pieces = Pieces(
            tuple(Line(line, question) for question in questions),
            values.get("answer", ""),
            line,
            values.get("topic"),
            values.get("id", "").strip(),
            split_synonyms(values.get("synonyms", "").replace("\n", ",")),
        )
        draft = assemble(pieces, self.problems.add, "write its answer into the same row")
        if draft:
            yield Draft(draft.questions, draft.answer, line, draft.topic, draft.id, draft.synonyms)


def _phrasings(field: str) -> list[str]:
    """The questions of a field: one a line, or between bars where there is a single line."""
    text = field.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n" if "\n" in text else "|")


def _header(fields: Sequence[str]) -> list[str] | None:
    """What each column is, if the first row names them; "" for one that means nothing here."""
    columns = [_COLUMNS.get(" ".join(field.replace("_", " ").split()).lower(), "") for field in fields]
    return columns if {*_ASKING, "answer"} & set(columns) else None


def _delimiter_of(text: str, path: str) -> tuple[str, bool]:
    """What stands between the fields, and whether the first line is Excel's own way of saying so."""
    first = text.lstrip("\r\n")[:10_000]
    hint = first.partition("\n")[0].strip("\r")
    if hint.startswith("sep=") and len(hint) == len("sep=,"):
        return hint[-1], True
    if PurePath(path).suffix.lower() == ".tsv":
        return "\t", False
    return max(_DELIMITERS, key=lambda delimiter: _fields_of(first, delimiter)), False


def _fields_of(text: str, delimiter: str) -> tuple[bool, int]:
    """How well the first row comes apart: whether its columns get their names, and how many there are."""
    try:
        fields = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return False, 0
    return len(set(_header(fields) or ()) - {""}) > 1, len(fields)
