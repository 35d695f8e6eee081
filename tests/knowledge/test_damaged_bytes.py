"""Files whose bytes are no knowledge, or not all of them: what they are is named, and a hint."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge import inspect
from tests.knowledge.damage import SOUND, matches, told

RAW: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "Latin-1": (
        lambda raw: raw.replace("’".encode(), b"\x92"),
        "6: error: not UTF-8 text: byte 0x92, and 8 more|UTF-8",
    ),
    "Latin-1 in one line": (lambda raw: raw + b" caf\xe9", "29: error: not UTF-8 text: byte 0xE9|as UTF-8"),
    "Latin-1 with old line ends": (
        lambda raw: raw.replace(b"\n", b"\r") + b"\xe9",
        "29: error: not UTF-8 text: |UTF-8",
    ),
    "UTF-16 cut off": (lambda raw: raw.decode().encode("utf-16")[:-1], "error: damaged UTF-16 text|as UTF-8"),
    "UTF-16 without a mark": (lambda raw: raw.decode().encode("utf-16-le"), "1: error: a NUL byte: this is UTF-16|"),
    "UTF-32 cut off": (lambda raw: raw.decode().encode("utf-32")[:-1], "error: damaged UTF-32 text|as UTF-8"),
    "NUL bytes": (lambda raw: raw.replace(b"\n", b"\n\x00", 3), "2: error: a NUL byte|as UTF-8"),
    "a Word file": (lambda raw: b"PK\x03\x04" + raw, "error: this is a Word,|export it as plain text"),
    "a PDF file": (lambda raw: b"%PDF-1.7\n" + raw, "error: this is a PDF file|export it as plain text"),
    "an old Excel file": (lambda raw: b"\xd0\xcf\x11\xe0" + raw, "error: this is an old Word or Excel file|export it"),
    "a picture": (lambda raw: b"\x89PNG\r\n\x1a\n\0" + raw, "error: this is a picture (PNG), not plain text|export it"),
    "a program": (lambda raw: b"\x7fELF\x02\x01\x01\0" + raw, "error: this is a program, not plain text|export it"),
    "a character cut in two at the end": (
        lambda raw: raw[: raw.index("’".encode()) + 2],
        "6: error: the file is cut off in the middle of a character|restore its end",
    ),
    "nothing": (lambda _: b"", "error: no question in this file|write a line"),
    "a byte order mark alone": (lambda _: b"\xef\xbb\xbf", "error: no question in this file|write a line"),
    "white space": (lambda _: b" \r\n\t\n", "error: no question in this file|write a line"),
    "headings alone": (lambda _: b"# Vienna\n\n# Cuba\n", "error: no question in this file|write a line"),
}


@pytest.mark.parametrize("name", RAW)
def test_bytes_that_are_no_knowledge_are_named(name: str, tmp_path: Path) -> None:
    damage, expected = RAW[name]
    path = tmp_path / "faq.txt"
    path.write_bytes(damage(SOUND.encode()))
    (line,) = told(path)
    assert matches(line, expected), line


def test_a_wrong_encoding_does_not_hide_other_errors(tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    path.write_bytes(b"Stray.\n" + SOUND.encode() + b"\xff\nWhy not?")
    assert [line.partition(":")[0] for line in told(path)] == ["1", "30", "31"]
    assert inspect([path]).base.entries == ()


def test_a_text_in_another_encoding_is_not_searched_for_more(tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    path.write_bytes("何時に開きますか？\n九時です。".encode("shift-jis"))
    (line,) = told(path)
    assert line.startswith("1: error: not UTF-8 text")


@pytest.mark.parametrize("name", ["faq.txt", "faq.md"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_says_the_same_with_every_line_end_and_encoding(
    name: str, ends: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes("# Tür\n\n## Offen?\t\n\nJa.\nImmer – „so“.\n".replace("\n", ends).encode(encoding))
    ((entry,), problems) = inspect([path]).base.entries, inspect([path]).problems
    assert (entry.questions, entry.answer, list(problems)) == (("Offen?",), "Ja.\nImmer – „so“.", [])
