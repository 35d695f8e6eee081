"""The rows of a table in the owner's file, as written."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.knowledge.draft import Draft

_DELIMITERS = (",", ";", "\t")

Row = tuple[str, int, int, list[str]]
"""The delimiter, where the lines of the row begin and end, counted from 0, and its fields."""


def rows_of(text: str, draft: Draft) -> Iterator[Row]:
    """The row of an entry, for each delimiter that it may have."""
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            rows = [(0, []), *((reader.line_num, fields) for fields in reader)]
        except csv.Error:
            continue
        for (before, _), (behind, fields) in pairwise(rows):
            if before + 1 == draft.questions[0].number and draft.questions[0].text in map(_on_one_line, fields):
                yield delimiter, before, behind, fields


def filled_rows(fields: Sequence[str], old: Draft, new: Draft) -> Iterator[list[str]]:
    """The fields of the row with the new entry instead of the old one. New phrasings may go into any other column."""
    written = [(old.questions[0].text, new.questions[0].text), (old.answer, new.answer)]
    written += [(old.topic, new.topic or "")] if old.topic else []
    row, places = list(fields), list[int]()
    for before, after in written:
        found = next((at for at, field in enumerate(fields) if _same(field, before) and at not in places), None)
        if found is None:
            return
        places.append(found)
        row[found] = after if not _same(fields[found], after) else fields[found]
    others = [question.text for question in new.questions[1:]]
    old_others = [question.text for question in old.questions[1:]]
    free = [at for at in range(len(row)) if at not in places]
    if others == old_others:
        yield row
    listed = "|".join(others) if not any("|" in each for each in others) else "\n".join((*others, ""))
    for at in free:
        yield [*row[:at], listed, *row[at + 1 :]]
        bare = ["" if other in free and fields[other] else row[other] for other in range(len(row))]
        yield [*bare[:at], listed, *bare[at + 1 :]]
    if not others:
        yield ["" if at in free else field for at, field in enumerate(row)]


def _same(field: str, text: str | None) -> bool:
    return _on_one_line(field) == _on_one_line(text or "")


def _on_one_line(field: str) -> str:
    return " ".join(field.split())


def as_row(fields: Sequence[str], delimiter: str) -> str:
    """The line or lines of a row, without the last line end."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerow(fields)
    return written.getvalue().removesuffix("\r\n")
