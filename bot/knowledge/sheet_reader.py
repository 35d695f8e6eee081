"""Reads spreadsheets, `.xlsx` and `.ods`, with calamine. Each sheet is a table."""

import io
import re
from collections.abc import Sequence
from typing import Any

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.drafting import collected
from bot.knowledge.problem import Findings, Problem, excerpt
from bot.knowledge.rows import Row, read_rows
from bot.knowledge.sheet_safety import why_unsafe
from bot.knowledge.unlabelling import without_labels

INSTALL = "run `pip install python-calamine`"
_SAVE = "open it in a spreadsheet program, and save it again, or export it as CSV"
_UNNAMED = re.compile(
    r"(?:sheet|tabelle|feuil|hoja|planilha|foglio|blad|arkusz|лист|工作表|シート|시트)\s?\d*", re.IGNORECASE
)
"""Default names of sheets in spreadsheet programs."""


def read_sheets(raw: bytes, path: str) -> tuple[list[Draft], list[Problem]]:
    """Read all sheets of a file, given as its bytes.

    `path` is used only in the problems. The lines of the drafts are the rows of their sheets. Returns the drafts in the
    order of the sheets, and all problems.
    """
    problems = Findings(path)
    try:
        from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - an extra
    except ImportError:
        message = "spreadsheets cannot be read: python-calamine is not installed"
        problems.add(0, Code.NOT_TEXT, message, f"{INSTALL}, or export the table as CSV")
        return [], problems.told()
    if wrong := why_unsafe(raw):
        problems.add(0, Code.NOT_TEXT, wrong, _SAVE)
        return [], problems.told()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        hidden = {sheet.name for sheet in book.sheets_metadata if sheet.visible is not SheetVisibleEnum.Visible}
        shown = [name for name in book.sheet_names if name not in hidden] or book.sheet_names
        sheets = [(name, _rows(book.get_sheet_by_name(name))) for name in shown]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the library is not an Exception
        problems.add(0, Code.NOT_TEXT, f"this spreadsheet cannot be read ({type(error).__name__})", _SAVE)
        return [], problems.told()
    if left_out := [name for name in book.sheet_names if name not in shown]:
        names = ", ".join(map(excerpt, left_out))
        problems.add(0, Code.LEFT_OUT, f"skipped hidden sheets: {names}", "show them if they belong to the FAQ")
    return _read([(name, rows) for name, rows in sheets if rows], problems), problems.told()


def _read(sheets: Sequence[tuple[str, Sequence[Row]]], problems: Findings) -> list[Draft]:
    """The entries of the sheets. If several sheets have entries, their names are the topics."""
    found: list[tuple[str, list[Draft]]] = []
    empty: list[tuple[str, Findings]] = []
    for name, rows in sheets:
        own = Findings(problems.path)
        drafts = without_labels(collected(read_rows(iter(rows), own), own.add))
        if drafts or len(sheets) == 1:
            found.append((name, drafts))
            for problem in own.told():
                problems.take(problem)
        else:
            empty.append((name, own))
    if not found:
        for _, own in empty[:1]:
            for problem in own.told():
                problems.take(problem)
    elif empty:
        names = ", ".join(excerpt(name) for name, _ in empty)
        problems.add(0, Code.LEFT_OUT, f"sheets without questions and answers: {names}", "check whether that is right")
    is_named = len(found) > 1
    return [
        draft._replace(topic=draft.topic or (None if not is_named or _UNNAMED.fullmatch(name) else name))
        for name, drafts in found
        for draft in drafts
    ]


def _rows(sheet: Any) -> list[Row]:  # noqa: ANN401 - the library has few types
    """The rows that are not blank."""
    rows = enumerate(sheet.to_python(skip_empty_area=False), start=1)
    texts = ((number, [_text(cell) for cell in row]) for number, row in rows)
    return [(number, cells) for number, cells in texts if any(cell.strip() for cell in cells)]


def _text(cell: object) -> str:
    """A cell as a spreadsheet shows it."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).replace("_x000D_", "").replace("\0", "")
