"""Decodes a file's bytes, or says why they are not text."""

import re
from pathlib import PurePath

from bot.knowledge.codes import Code
from bot.knowledge.encodings import NAMES, encoding_of
from bot.knowledge.other_formats import WAYS_OUT
from bot.knowledge.problem import Problem

_WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
"""Encodings by the byte order mark at the beginning of a text, the longest first."""
_OTHER_FORMATS = {
    b"PK\x03\x04": "a Word, Excel, LibreOffice or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"%PDF-": "a PDF file",
    b"{\\rtf": "a rich-text (RTF) file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"\x7fELF": "a program",
}
"""Formats that owners mistake for text, by their first bytes."""
_LINE_END = re.compile(rb"\r\n|\r|\n")
_AS_UTF_8 = "save the file as UTF-8"


def decode(raw: bytes, path: str) -> tuple[str | None, Problem | None]:
    """The text, and the problem with its encoding. It is UTF-8, or another Unicode encoding with a byte order mark.

    Text without a problem is complete. Text with a problem lacks the bytes that could not be decoded. Use it only to
    find more problems. None instead of a text means that the bytes are not UTF-8 at all.
    """
    for mark, name in _OTHER_FORMATS.items():
        if raw.startswith(mark):
            known, hint = WAYS_OUT.get(PurePath(path).suffix.lower(), (name, "export it as plain text in UTF-8"))
            return None, Problem(path, 0, Code.NOT_TEXT, f"this is {known}, not plain text", hint)
    if wide := next((name for mark, name in _WIDE_MARKS.items() if raw.startswith(mark)), ""):
        return _decode_wide(raw, path, wide)
    if b"\x00" in raw:
        line = _line_of(raw, raw.index(b"\x00"))
        return None, Problem(path, line, Code.NOT_UTF_8, "a NUL byte: this is UTF-16 text or no text", _AS_UTF_8)
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        further = sum(not _is_utf8(line) for line in _LINE_END.split(raw)) - 1
        more = f", and {further} more like it" if further else ""
        if error.reason == "unexpected end of data" and len(raw) - error.start > 1:  # else it may be another encoding
            cut = "the file is cut off in the middle of a character"
            problem = Problem(path, _line_of(raw, error.start), Code.NOT_UTF_8, cut, "restore its end")
            return raw.decode("utf-8-sig", "ignore"), problem
        message = f"not UTF-8 text: byte 0x{raw[error.start]:02X}{more}"
        problem = Problem(path, _line_of(raw, error.start), Code.NOT_UTF_8, message, _AS_UTF_8)
        return raw.decode("utf-8-sig", "ignore"), problem


def _decode_wide(raw: bytes, path: str, encoding: str) -> tuple[str | None, Problem | None]:
    try:
        return raw.decode(encoding), None
    except UnicodeDecodeError:
        return None, Problem(path, 0, Code.NOT_UTF_8, f"damaged {encoding.upper()} text", _AS_UTF_8)


def decode_table(raw: bytes, path: str) -> tuple[str | None, Problem | None]:
    """Like `decode`, but also reads other encodings, such as Windows-1252, that spreadsheets have, with a warning."""
    text, problem = decode(raw, path)
    if text is None or problem is None:
        return text, problem
    try:
        text = raw.decode(encoding := encoding_of(raw))
    except UnicodeDecodeError:
        return None, problem
    message = f"not UTF-8 text; read as {NAMES[encoding]}"
    hint = "check its accents and quotes, or export it as “CSV UTF-8”"
    return text, Problem(path, problem.line, Code.READ_AS_WINDOWS_1252, message, hint)


def _line_of(raw: bytes, offset: int) -> int:
    return len(_LINE_END.findall(raw, 0, offset)) + 1


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
