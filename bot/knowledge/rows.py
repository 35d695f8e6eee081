"""Turns the rows of a table into drafts. The table may come from any format."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from bot.knowledge.codes import Code
from bot.knowledge.columns import find_columns
from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import Pieces, assemble, split_related, split_synonyms, tolerant
from bot.knowledge.field_names import QUESTIONS, normal
from bot.knowledge.html.answers import shown
from bot.knowledge.html_questions import plain_question
from bot.knowledge.labelled_rows import are_labelled, in_columns
from bot.knowledge.lines import has_words, is_question
from bot.knowledge.links import is_address, sound_address
from bot.knowledge.outline.wording import is_worded_as_question
from bot.knowledge.problem import Findings, excerpt
from bot.knowledge.prompts import joined, prompts_of, resolved

Row = tuple[int, Sequence[str]]
"""The line of a file or the row of a sheet where it begins, counted from 1, and its fields."""

MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""
LONGEST_SECTION = 80
"""Characters of a topic in a row of its own."""
MOST_NAMED = 8
"""Maximum number of topics in a message."""
SAMPLE = 200
"""Number of rows that `find_columns` looks at."""
MISSING = "write its answer in the same row"
QUOTED = "put the whole field in quotation marks, and double the quotation marks inside it"
_EXPORT = frozenset({"question", "answer", "source", "metadata"})
"""Columns of an export of QnA Maker or Azure's question answering, in which "\\n" in an answer is a line break."""
_SETTING = "DefaultAnswerForKB"
"""A row in the settings that belong to such an export."""
_GROUP = "qna id"
"""The column of such an export that has the same value for all phrasings of an entry."""


def read_rows(rows: Iterator[Row], problems: Findings) -> Iterator[Draft]:
    """Each entry of one table. Adds problems to `problems`."""
    above = list(islice(rows, SAMPLE))
    if are_labelled(above):
        rows = in_columns(chain(above, rows))
        above = list(islice(rows, SAMPLE))
    if not above:
        return
    if any(fields[:1] == [_SETTING] for _, fields in above):
        message = "settings of an export; they contain no entries"
        problems.add(above[0][0], Code.FILE_WITHOUT_ENTRY, message, "leave the file out")
        return
    if (width := max(len(fields) for _, fields in above)) > MOST_COLUMNS:
        message = f"a table of {width:,} columns, more than {MOST_COLUMNS:,}"
        problems.add(above[0][0], Code.TOO_LARGE, message, "delete the columns without questions and answers")
        return
    columns = find_columns([fields for _, fields in above])
    line = above[max(columns.header, 0)][0]
    if columns.missing:
        hint = "name the columns in the first row: question, answer, topic, phrasings"
        problems.add(line, Code.FIELD, f"no column is called “{columns.missing}”", hint)
        return
    if columns.remark:
        problems.add(line, columns.code, columns.remark, columns.hint)
    header = above[columns.header][1] if columns.header >= 0 else ()
    table = _Table(columns.roles, [normal(field.strip()) for field in header], problems)
    below = above[columns.header + 1 :]
    table.find_sections(below)
    # Where a table was put together from several, the row of names comes again.
    entries = (row for row in chain(below, rows) if row[1] != header)
    for pieces in table.pieces(entries):
        if draft := assemble(pieces, tolerant(problems.add), MISSING):
            draft = draft._replace(answer_line=pieces.answer_line)
            yield from resolved([draft], table.numbers) if draft.related else [draft]
    table.tell_sections()


class _Table:
    def __init__(self, roles: Sequence[str], names: Sequence[str], problems: Findings) -> None:
        self._roles, self._problems = roles, problems
        self._is_export = set(names) >= _EXPORT
        self._group = names.index(_GROUP) if _GROUP in names else None
        self._address = names.index("source") if self._is_export else None
        self._prompts = names.index("prompts") if self._is_export and "prompts" in names else None
        asking = min(map(roles.index, QUESTIONS & set(roles)))
        self._topic_leads = "topic" in roles and roles.index("topic") < asking
        self._topic = ""
        self.numbers: dict[str, str] = {}
        """The first question of each entry of an export, by the number that prompts use."""
        self._has_sections = False
        self._sections: list[tuple[int, str]] = []
        self._last_line = 0

    def find_sections(self, sample: Sequence[Row]) -> None:
        """Find out whether rows with a single text are topics: if no column is, the first row is, and most ask."""
        if "topic" in self._roles or not sample or not self._section(sample[0][1]):
            return
        asking = next(place for place, role in enumerate(self._roles) if role in QUESTIONS)
        full = [fields for _, fields in sample if sum(map(bool, map(str.strip, fields))) > 1 and asking < len(fields)]
        asks = sum(is_worded_as_question(fields[asking].strip(), by_first_word=True) for fields in full)
        self._has_sections = bool(full) and asks > len(full) / 2

    def tell_sections(self) -> None:
        """Add a note about the rows that are topics. One below all entries is rather a question without an answer."""
        if self._sections and self._sections[-1][0] > self._last_line:
            line, name = self._sections.pop()
            self._problems.add(line, Code.HALF_ENTRY, f"no answer to {excerpt(name)}", MISSING)
        if self._sections:
            names = ", ".join(excerpt(name) for _, name in self._sections[:MOST_NAMED])
            more = f" and {len(self._sections) - MOST_NAMED:,} more" if len(self._sections) > MOST_NAMED else ""
            hint = "write their answers if they are questions"
            message = f"rows with a single text are topics: {names}{more}"
            self._problems.add(self._sections[0][0], Code.HOW_READ, message, hint)

    def _is_section(self, line: int, fields: Sequence[str]) -> bool:
        """Whether a row is a topic. Keeps it as the topic of the rows below."""
        text = self._section(fields) if self._has_sections else ""
        if text:
            self._topic = text
            self._sections.append((line, text))
        return bool(text)

    def _section(self, fields: Sequence[str]) -> str:
        """The only text of a row, if it may be a topic; otherwise ""."""
        filled = [place for place, field in enumerate(fields) if field.strip()]
        if len(filled) != 1 or self._role(filled[0]) not in {"", *QUESTIONS}:
            return ""
        text = " ".join(fields[filled[0]].split())
        is_topic = len(text) <= LONGEST_SECTION and has_words(text)
        return text if is_topic and not is_worded_as_question(text, by_first_word=True) else ""

    def _role(self, place: int) -> str:
        return self._roles[place] if place < len(self._roles) else ""

    def pieces(self, rows: Iterator[Row]) -> Iterator[Pieces]:
        """Each entry, unchecked."""
        whole = (self._joined(*row) for row in rows)
        sound = (row for row in whole if not self._is_section(*row) and self._fits(*row))
        if self._group is None:
            yield from (self._piece(*row) for row in sound)
            return
        entries: dict[tuple[str, str], list[Pieces]] = {}
        for line, fields in sound:
            piece = self._piece(line, fields)
            key = fields[self._group].strip() if self._group < len(fields) else ""
            self.numbers.setdefault(key, piece.questions[0].text.strip())
            entries.setdefault((key or f"line {line}", piece.answer), []).append(piece)
        for pieces in entries.values():
            questions = tuple(question for piece in pieces for question in piece.questions)
            related = joined(*(piece.related for piece in pieces))
            yield replace(pieces[0], questions=questions, related=related)

    def _joined(self, line: int, fields: Sequence[str]) -> Row:
        """The row, or its fields with a comma inside joined again, if it then has as many fields as columns.

        Such a comma stands before a space.
        """
        if len(fields) <= len(self._roles):
            return line, fields
        joined: list[str] = []
        for field in fields:
            if joined and field.startswith(" ") and field.strip():
                joined[-1] += f",{field}"
            else:
                joined.append(field)
        if len(joined) != len(self._roles):
            return line, fields
        message = f"commas without quotation marks, read as text: {excerpt(max(joined, key=len))}"
        self._problems.add(line, Code.GUESSED_COLUMNS, message, QUOTED)
        return line, joined

    def _fits(self, line: int, fields: Sequence[str]) -> bool:
        surplus = [field for field in fields[len(self._roles) :] if field.strip()]
        if surplus:
            self._problems.add(line, Code.SYNTAX, f"more fields than columns: {excerpt(surplus[0].strip())}", QUOTED)
        return not surplus

    def _piece(self, line: int, fields: Sequence[str]) -> Pieces:
        self._last_line = line
        values = {role: field for role, field in zip(self._roles, fields, strict=False) if role}
        if self._topic_leads:
            # Merged cells of a spreadsheet have their text only in the first row.
            values["topic"] = self._topic = values.get("topic", "").strip() or self._topic
        questions = _asked(values.get("question", ""))
        for wanted in ("questions", "phrasings"):  # several columns may hold phrasings
            for role, field in zip(self._roles, fields, strict=False):
                questions += _phrasings(field) if role == wanted else ()
        answer = values.get("answer", "")
        return Pieces(
            tuple(Line(line, plain_question(question)) for question in questions),
            shown(answer.replace("\\n", "\n") if self._is_export else answer),
            line,
            values.get("topic", self._topic),
            values.get("id", "").strip(),
            split_synonyms(values.get("synonyms", "").replace("\n", ",")),
            self._url(line, values, fields),
            split_related(values.get("related", "")) or self._leads_to(fields),
        )

    def _leads_to(self, fields: Sequence[str]) -> tuple[str, ...]:
        return prompts_of(fields[self._prompts]) if self._prompts is not None and self._prompts < len(fields) else ()

    def _url(self, line: int, values: Mapping[str, str], fields: Sequence[str]) -> str:
        if self._address is not None and "url" not in values:
            source = fields[self._address].strip() if self._address < len(fields) else ""
            return source if is_address(source) else ""
        return sound_address(values.get("url", ""), line, self._problems)


def _asked(field: str) -> list[str]:
    """The questions in a field for one: its text, or its lines if the first one is a whole question."""
    lines = field.strip().splitlines()
    return lines if len(lines) > 1 and is_question(lines[0].strip()) else [field]


def _phrasings(field: str) -> list[str]:
    """The questions in a field: one per line; separated by bars on a single line; or a JSON list."""
    text = field.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("["):
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError):
            listed = None
        if isinstance(listed, list) and all(isinstance(each, str) for each in listed):
            return listed
    return text.split("\n" if "\n" in text else "|")
