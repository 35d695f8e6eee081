"""Checks a spreadsheet before a library unpacks it, because a small file may need more memory than there is."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate

LARGEST_UNPACKED = 256 * 2**20
"""Bytes of all parts of a file. A million short rows take about 100 MB."""
MOST_CELLS = 20_000_000
"""Cells of a sheet, including blank ones. The library needs up to 100 bytes for each."""
_CHUNK = 2**20
_LOCAL_HEADER = 30
"""Bytes before the name of a part."""
_LETTERS = 26
_PLACE = re.compile(r"(?P<column>[A-Za-z]{0,7})(?P<row>[0-9]{1,20})")
"""The place of a cell or a row in an .xlsx, such as "C7"."""
_XML = (".xml", ".rels")
_TABLES = (b"<table:", b"sheetData", b"<row")
"""Texts that occur only in parts with tables."""


def why_unsafe(raw: bytes) -> str:
    """Why a file, given as its bytes, is not safe to unpack; "" if it is safe.

    Measures the parts of the file, and does not trust the sizes that they declare.
    """
    left = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for part in archive.infolist():
                counter = _Counter() if part.filename.lower().endswith(_XML) else None
                for piece in _unpacked(raw, part):
                    left -= len(piece)
                    if left < 0:
                        return f"a spreadsheet of more than {LARGEST_UNPACKED // 2**20} MiB after unpacking"
                    if counter:
                        counter.feed(piece)
                    elif any(sign in piece for sign in _TABLES):
                        return "not a valid spreadsheet: a table in the wrong part"
                if counter and counter.finish() > MOST_CELLS:
                    return f"a spreadsheet of more than {MOST_CELLS:,} cells, most of them blank or repeated"
    except ExpatError:
        return "not a valid spreadsheet: a part is not XML"
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OverflowError):
        return "not a valid spreadsheet: it cannot be unpacked"
    return ""


def _unpacked(raw: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked pieces of a part. Raises ValueError for a compression method that spreadsheets do not use."""
    head = raw[part.header_offset : part.header_offset + _LOCAL_HEADER]
    if len(head) < _LOCAL_HEADER or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ValueError
    name, extra = (int.from_bytes(head[place : place + 2], "little") for place in (26, 28))
    start = part.header_offset + _LOCAL_HEADER + name + extra
    packed = raw[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not unpacking.eof:
        yield unpacking.decompress(packed, _CHUNK)
        packed = unpacking.unconsumed_tail


class _Counter:
    """Counts the cells of a part while parsing it. Invalid XML must not reach a less strict parser."""

    def __init__(self) -> None:
        self._parser = ParserCreate()
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._row = self._column = self._last_row = self._last_column = 1
        self._cells = 0
        self._times, self._width, self._blank = 1, 0, 0
        self._empty = 0
        """How often the open cell of an .ods is repeated, as long as it is empty; 0 for none."""

    def feed(self, piece: bytes) -> None:
        """Parse the next piece. Raises ExpatError, and ValueError for declarations."""
        self._parser.Parse(piece, False)  # noqa: FBT003 - not the last piece

    def finish(self) -> int:
        """The number of cells of the largest table, including blank ones. Raises like `feed`."""
        self._parser.Parse(b"", True)  # noqa: FBT003 - the last piece
        return max(self._cells, self._last_row * self._last_column)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._empty:
            self._fill(self._empty)
        if name == "table:table-row":
            self._times, self._width, self._blank = _times(attributes, "rows"), 0, 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            times = _times(attributes, "columns")
            if "office:value" in attributes or "table:formula" in attributes:
                self._fill(times)
            else:
                self._empty = times
        elif name.rpartition(":")[2] in {"row", "c"} and (found := _PLACE.fullmatch(attributes.get("r", ""))):
            self._column = 0
            for letter in found["column"].upper():
                self._column = self._column * _LETTERS + ord(letter) - ord("@")
            self._row = int(found["row"])
        elif name.rpartition(":")[2] in {"v", "is", "f"}:
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)

    def _fill(self, times: int) -> None:
        """Count a filled cell and the blank ones before it."""
        self._width, self._blank, self._empty = self._width + self._blank + times, 0, 0

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._cells += self._times * self._width
        elif self._empty:
            self._blank, self._empty = self._blank + self._empty, 0


def _refuse(*_: object) -> None:
    raise ValueError


def _times(attributes: dict[str, str], what: str) -> int:
    times = attributes.get(f"table:number-{what}-repeated", "1")
    return int(times) if times.isdecimal() and len(times) < len(str(MOST_CELLS)) else MOST_CELLS + 1
