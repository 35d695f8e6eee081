"""Finds the questions in a table whose rows are questions with their answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from bot.knowledge.field_names import LIKELY, choose_roles, role_of
from bot.knowledge.lines import has_words
from bot.knowledge.markdown.inline import plain
from bot.knowledge.markdown.parsing import Document
from bot.knowledge.outline.marks import BELOW_HEADINGS, Attribute, Kind, Mark, Place
from bot.knowledge.outline.wording import is_worded_as_question

_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_MOSTLY = 0.7
"""Minimum share of questions among the cells of a question column whose name says nothing."""
_LEAST_ROWS = 2
"""Minimum rows of such a table. One row shows too little."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Sequence[str]
    """As written in the source."""


def table_questions(document: Document, place: int) -> tuple[list[Mark], list[Attribute]]:
    """The questions of the table that begins at that token, with their topics; empty for other tables."""
    tokens = document.blocks.tokens
    head, *rows = _rows(tokens, place)
    end = Place((tokens[place].map or [0, 0])[1], 0)
    columns = _columns(document, head, rows)
    if not columns:
        labelled = _labelled(document, [head, *rows])
        return [*labelled, Mark(Kind.END_OF_LIST, BELOW_HEADINGS, "", end, end)] if labelled else [], []
    marks: list[Mark] = []
    topics: list[Attribute] = []
    question, answer, topic = columns
    is_named = not is_worded_as_question(plain(document.inline(_cell(head, question))))
    for row in rows if is_named else [head, *rows]:
        asked, told = _cell(row, question), _cell(row, answer)
        text = plain(document.inline(_BREAK.sub(" ", asked)))
        if not asked and told and marks:  # the row goes on with the answer above
            more = _BREAK.sub("\n", told)
            marks[-1] = replace(marks[-1], answer=f"{marks[-1].answer}\n{more}")
        if not has_words(text) or not told:
            continue
        marks.append(
            Mark(
                *(Kind.PAIR, BELOW_HEADINGS, text, Place(row.line, 0), Place(row.line + 1, 0)),
                answer=_BREAK.sub("\n", told),
            )
        )
        if topic >= 0 and (name := plain(document.inline(_cell(row, topic)))):
            topics.append(Attribute(row.line, "topic", name))
    return [*marks, Mark(Kind.END_OF_LIST, BELOW_HEADINGS, "", end, end)], topics


def _labelled(document: Document, rows: Sequence[_Row]) -> list[Mark]:
    """The questions of a table whose rows are labelled as question and answer in turn; [] for other tables.

    The label is in a cell of its own, or before the text.
    """
    marks: list[Mark] = []
    labels = document.labels
    for question, answer in zip(rows[::2], rows[1::2], strict=False):
        asked, told = ([cell.strip() for cell in row.cells if cell.strip()] for row in (question, answer))
        if not asked or len(asked) != len(told) or len(asked) > 2:  # noqa: PLR2004 - a label and its text
            return []
        first, last = plain(document.inline(asked[0])), plain(document.inline(_BREAK.sub(" ", asked[-1])))
        is_own = len(asked) > 1
        label = labels.bare_question.fullmatch(first) if is_own else labels.question.match(first)
        answered = plain(document.inline(told[0]))
        after = labels.bare_answer.fullmatch(answered) if is_own else labels.answer_line.match(told[0])
        text = last if is_own or not label else first[label.end() :]
        if not label or not after or not has_words(text):
            return []
        place = Place(question.line, 0), Place(question.line + 1, 0)
        marks.append(
            Mark(
                *(Kind.PAIR, BELOW_HEADINGS, text, *place),
                answer=_BREAK.sub("\n", told[-1] if is_own else told[0][after.end() :]),
            )
        )
    return marks if len(rows) % 2 == 0 else []


def _columns(document: Document, head: _Row, rows: Sequence[_Row]) -> tuple[int, int, int] | None:
    """The columns of the questions, the answers and the topics (-1 for none); None for other tables."""
    names = [plain(document.inline(cell)) for cell in head.cells]
    roles = choose_roles([role_of(name) for name in names], LIKELY)
    question, answer, topic = (roles.index(role) if role in roles else -1 for role in ("question", "answer", "topic"))
    if question >= 0 and answer >= 0:
        return question, answer, topic
    for place, name in enumerate(names):
        asking = sum(is_worded_as_question(plain(document.inline(_cell(row, place)))) for row in rows)
        is_named = not is_worded_as_question(name)
        if asking >= _MOSTLY * len(rows) and len(rows) + (not is_named) >= _LEAST_ROWS:
            others = [other for other in range(len(names)) if other not in (place, topic)]
            if not others:
                return None
            longest = max(others, key=lambda other: sum(len(_cell(row, other)) for row in rows))
            return place, answer if answer >= 0 else longest, topic
    return None


def _cell(row: _Row, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _rows(tokens: Sequence[Token], place: int) -> Iterator[_Row]:
    line, cells = 0, list[str]()
    while tokens[place := place + 1].level:
        token = tokens[place]
        if token.type == "tr_open":
            line, cells = (token.map or [0])[0], []
        elif token.type == "inline":
            cells.append(token.content)
        elif token.type == "tr_close":
            yield _Row(line, cells)
