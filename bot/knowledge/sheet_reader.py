"""Reads spreadsheets, `.xlsx` and `.ods`, by calamine: each sheet is a table."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.drafting import collected
from bot.knowledge.problem import Findings, Problem, excerpt
from bot.knowledge.rows import Row, read_rows

INSTALL = "run `pip install python-calamine`"
LARGEST_UNPACKED = 256 * 2**20
"""Bytes of all parts of a file: a million short rows take some 100 MB."""
_CHUNK = 2**20
_LOCAL_HEADER = 30
"""Bytes before the name of a part."""
_SAVE = "open it in a spreadsheet program, and save it again, or export it as CSV"
_UNNAMED = re.compile(
    r"(?:sheet|tabelle|feuil|hoja|planilha|foglio|blad|arkusz|лист|工作表|シート|시트)\s?\d*", re.IGNORECASE
)
"""What programs call a sheet that nobody has named."""


def read_sheets(raw: bytes, path: str) -> tuple[list[Draft], list[Problem]]:
    """Read all sheets of a file, given as its bytes.

    `path` is for the problems. The lines of the drafts are the rows of their sheet. Returns what could be read, in the
    order of the sheets, and everything that is wrong with it.
    """
    problems = Findings(path)
    try:
        from python_calamine import CalamineWorkbook  # noqa: PLC0415 - an extra
    except ImportError:
        message = "spreadsheets cannot be read: python-calamine is not installed"
        problems.add(0, Code.NOT_TEXT, message, f"{INSTALL}, or export the table as CSV")
        return [], problems.told()
    if wrong := _unpackable(raw):
        problems.add(0, Code.NOT_TEXT, wrong, _SAVE)
        return [], problems.told()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = [(name, _rows(book.get_sheet_by_name(name))) for name in book.sheet_names]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the library is no Exception
        problems.add(0, Code.NOT_TEXT, f"no spreadsheet that can be read ({type(error).__name__})", _SAVE)
        return [], problems.told()
    return _read([(name, rows) for name, rows in sheets if rows], problems), problems.told()


def _read(sheets: Sequence[tuple[str, Sequence[Row]]], problems: Findings) -> list[Draft]:
    """The entries of the sheets, with the names of these as topics if there are several with entries."""
    found: list[tuple[str, list[Draft]]] = []
    empty: list[tuple[str, Findings]] = []
    for name, rows in sheets:
        own = Findings(problems.path)
        drafts = collected(read_rows(iter(rows), own), own.add)
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
        problems.add(0, Code.LEFT_OUT, f"sheets without questions and answers: {names}", "look whether that is right")
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
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).replace("_x000D_", "").replace("\0", "")


def _unpackable(raw: bytes) -> str:
    """Why a file must not be unpacked; "" if it may. Its parts are counted as they are, not as they say."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            left = LARGEST_UNPACKED
            for part in archive.infolist():
                for size in _sizes(raw, part):
                    left -= size
                    if left < 0:
                        return f"a spreadsheet of more than {LARGEST_UNPACKED // 2**20} MiB when it is unpacked"
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OverflowError):
        return "no spreadsheet: it cannot be unpacked"
    return ""


def _sizes(raw: bytes, part: zipfile.ZipInfo) -> Iterator[int]:
    """The sizes of the pieces of a part when it is unpacked. Raises ValueError for a part that is packed otherwise."""
    head = raw[part.header_offset : part.header_offset + _LOCAL_HEADER]
    if len(head) < _LOCAL_HEADER or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ValueError
    name, extra = (int.from_bytes(head[place : place + 2], "little") for place in (26, 28))
    start = part.header_offset + _LOCAL_HEADER + name + extra
    packed = raw[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield len(packed)
        return
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not unpacking.eof:
        yield len(unpacking.decompress(packed, _CHUNK))
        packed = unpacking.unconsumed_tail
