"""Reads tables, as spreadsheets export them: a row is an entry."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count, islice
from pathlib import PurePath

from bot.knowledge.codes import Code
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
MOST_TITLES = 4
"""Rows above the one that names the columns, such as a title."""
LONGEST_NAME = 40
"""Characters of the name of a column."""
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
        above = list(islice(rows, MOST_TITLES + 1))
        found = ((place, _header(place, fields)) for place, (_, fields) in enumerate(above))
        start, columns = next(((place, each) for place, each in found if each), (-1, list(_NAMES)))
        if start < 0 and above and (missing := _missing_name(above[0][1])):
            hint = "name the columns in the first row: question, answer, topic, phrasings"
            self.problems.add(above[0][0], Code.FIELD, f"no column is called “{missing}”", hint)
            return
        topic_leads = "topic" in columns and columns.index("topic") < min(map(columns.index, _ASKING & set(columns)))
        topic = ""
        for line, fields in chain(above[start + 1 :], rows):
            values: dict[str, str] = {}
            for column, field in zip(columns, fields, strict=False):
                values.setdefault(column, field)
            if topic_leads:
                # Cells that were merged in the spreadsheet have their text in the first row alone.
                values["topic"] = topic = values.get("topic", "").strip() or topic
            surplus = [field for field in fields[len(columns) :] if field.strip()]
            if surplus:
                self.problems.add(
                    line, Code.SYNTAX, f"more fields than columns: {excerpt(surplus[0].strip())}", _QUOTED
                )
            else:
                yield from self._draft(line, values)

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
            self.problems.add(before + 1, Code.SYNTAX, f"{wrong}, in the row that begins here", _QUOTED)
        finally:
            csv.field_size_limit(limit)

    def _draft(self, line: int, values: Mapping[str, str]) -> Iterator[Draft]:
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


def _header(place: int, fields: Sequence[str]) -> list[str] | None:
    """What each column is, if the row names those of questions and answers; "" for one that means nothing here.

    Only the very first row, at place 0, may name them in longer words.
    """
    exact = _names(fields)
    loose = exact if place else [_COLUMNS.get(_loose_name(field), "") for field in fields]
    return next((names for names in (exact, loose) if "answer" in names and _ASKING & set(names)), None)


def _missing_name(fields: Sequence[str]) -> str:
    """What the first row does not name although it names the other one; "" if it is no row of names."""
    names = [name for name, field in zip(_names(fields), fields, strict=True) if len(field.strip()) > 1]
    if "answer" in names:
        return "question"
    return "answer" if _ASKING & set(names) else ""


def _names(fields: Sequence[str]) -> list[str]:
    return [_COLUMNS.get(" ".join(field.replace("_", " ").split()).lower(), "") for field in fields]


def _loose_name(field: str) -> str:
    """The one word of a longer name, such as "FAQ question (en)", that says what it is; "" for none."""
    words = re.findall(r"[a-z]+", field.lower()) if len(field) <= LONGEST_NAME and "?" not in field else []
    known = [word for word in words if len(word) > 1 and word in _COLUMNS]
    return known[0] if len(known) == 1 else ""


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
    """How well the first rows come apart: whether one names the columns, and how many there are."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MOST_TITLES + 1))
    except csv.Error:
        rows = []
    return any(map(_header, count(), rows)), max(map(len, rows), default=0)
