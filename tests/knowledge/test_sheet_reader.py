"""Spreadsheets, as programs save them."""

import io
import sys
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Code, Entry, Severity, inspect
from bot.knowledge.sheet_reader import read_sheets

Sheet = Sequence[Sequence[str | float]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: Mapping[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return raw.getvalue()


def cell(value: str | float) -> str:
    return (
        f"<c><v>{value}</v></c>"
        if isinstance(value, float)
        else f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    )


def xlsx(sheets: Mapping[str, Sheet]) -> bytes:
    """A file with these sheets, each a list of rows."""
    book = "".join(
        f'<sheet name="{name}" sheetId="{place}" r:id="r{place}"/>' for place, name in enumerate(sheets, start=1)
    )
    targets = "".join(
        f'<Relationship Id="r{place}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{place}.xml"/>'
        for place in range(1, len(sheets) + 1)
    )
    start = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{start}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{book}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{targets}</Relationships>',
    }
    for place, rows in enumerate(sheets.values(), start=1):
        inner = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
        text = f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{place}.xml"] = text
    return packed(parts)


def ods(rows: Sheet) -> bytes:
    def one(value: str | float) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'

    inner = "".join(f"<table:table-row>{''.join(map(one, row))}</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    table = f'<table:table table:name="Sheet1">{inner}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content {names}>{body}</office:document-content>"
    manifest = f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def entries(raw: bytes, folder: Path, name: str) -> tuple[Entry, ...]:
    (folder / name).write_bytes(raw)
    found = inspect([folder / name])
    assert not any(problem.severity is Severity.ERROR for problem in found.problems)
    return found.base.entries


ROWS: Sheet = [["Frage", "Antwort", "Nr"], ["Ist offen?", "Ja,\nimmer.", 1.0], ["Wie teuer?", 5.0, 2.0]]


@pytest.mark.parametrize("name", ["faq.xlsx", "faq.XLSX", "faq.ods"])
def test_a_sheet_is_read_as_a_table(name: str, tmp_path: Path) -> None:
    raw = ods([["Frage", "Antwort"], ["Ist offen?", "Ja."]]) if name == "faq.ods" else xlsx({"Sheet1": ROWS})
    first, *_ = entries(raw, tmp_path, name)
    assert (first.question, first.answer[:2], first.topic, first.line) == ("Ist offen?", "Ja", None, 2)


def test_numbers_are_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    assert [entry.answer for entry in entries(xlsx({"Sheet1": ROWS}), tmp_path, "faq.xlsx")] == ["Ja,\nimmer.", "5"]


def test_the_names_of_several_sheets_are_topics(tmp_path: Path) -> None:
    sheets: dict[str, Sheet] = {
        "Hours": [["question", "answer"], ["Open?", "Yes."]],
        "Sheet2": [["question", "answer", "topic"], ["Far?", "No.", "Way"], ["Dear?", "No.", ""]],
        "Notes": [["Only words"]],
    }
    (tmp_path / "faq.xlsx").write_bytes(xlsx(sheets))
    found = inspect([tmp_path / "faq.xlsx"])
    assert [(entry.question, entry.topic) for entry in found.base.entries] == [
        ("Open?", "Hours"),
        ("Far?", "Way"),
        ("Dear?", None),
    ]
    assert [problem.message for problem in found.problems if problem.code is Code.LEFT_OUT] == [
        "sheets without questions and answers: “Notes”"
    ]


def test_a_hidden_sheet_is_left_out_and_named(tmp_path: Path) -> None:
    raw = xlsx({"FAQ": [["question", "answer"], ["Open?", "Yes."]], "Old": [["question", "answer"], ["Gone?", "Yes."]]})
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    book = parts["xl/workbook.xml"].replace('name="Old"', 'name="Old" state="hidden"')
    (tmp_path / "faq.xlsx").write_bytes(packed({**parts, "xl/workbook.xml": book}))
    found = inspect([tmp_path / "faq.xlsx"])
    assert [(entry.question, entry.topic) for entry in found.base.entries] == [("Open?", None)]
    assert [problem.message for problem in found.problems] == ["skipped hidden sheets: “Old”"]


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.knowledge.sheet_safety.LARGEST_UNPACKED", 10_000)
    raw = bytearray(xlsx({"Sheet1": [["question", "answer"], ["Open?", "y" * 100_000]]}))
    _, (problem,) = read_sheets(bytes(raw), "faq.xlsx")
    assert "more than 0 MiB after unpacking" in problem.message
    place = raw.rindex(b"PK\x01\x02")  # the last part says that it is small
    raw[place + 24 : place + 28] = (5).to_bytes(4, "little")
    _, (problem,) = read_sheets(bytes(raw), "faq.xlsx")
    assert "after unpacking" in problem.message


def test_a_sheet_of_very_many_blank_cells_is_not_unpacked() -> None:
    table = xlsx({"Sheet1": ROWS})
    with zipfile.ZipFile(io.BytesIO(table)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace("<row><c ", '<row r="1048576"><c r="XFD1048576" ', 1)
    _, (problem,) = read_sheets(packed(parts), "faq.xlsx")
    assert "cells, most of them blank" in problem.message
    with zipfile.ZipFile(io.BytesIO(ods(ROWS))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for old, new in (
        ("-cell ", '-cell table:number-columns-repeated="99999999" '),
        ("-row>", '-row table:number-rows-repeated="99999999">'),
    ):
        wide = {**parts, "content.xml": parts["content.xml"].replace(f"<table:table{old}", f"<table:table{new}", 1)}
        _, (problem,) = read_sheets(packed(wide), "faq.ods")
        assert "cells, most of them blank" in problem.message


def test_without_the_library_the_error_names_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    (tmp_path / "faq.xlsx").write_bytes(xlsx({"Sheet1": ROWS}))
    (problem,) = inspect([tmp_path / "faq.xlsx"]).problems
    assert (problem.code, "pip install python-calamine" in problem.hint) == (Code.NOT_TEXT, True)


@pytest.mark.parametrize(
    ("name", "hint"), [("faq.docx", "save it as"), ("faq.pdf", "export the document"), ("x.xls", ".xlsx")]
)
def test_other_documents_name_the_way_out(name: str, hint: str, tmp_path: Path) -> None:
    start = {"faq.docx": b"PK\x03\x04", "faq.pdf": b"%PDF-1.7", "x.xls": b"\xd0\xcf\x11\xe0"}[name]
    (tmp_path / name).write_bytes(start)
    (problem,) = inspect([tmp_path / name]).problems
    assert (problem.code, hint in problem.hint) == (Code.NOT_TEXT, True)


SOUND = xlsx({"Sheet1": ROWS})


@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=8), st.sampled_from([SOUND, ods([["a", "b"]])]))
def test_any_bytes_are_read_or_reported(place: int, garbage: bytes, raw: bytes) -> None:
    for damaged in (raw[:place] + garbage + raw[place + len(garbage) :], raw[:place], garbage):
        drafts, problems = read_sheets(damaged, "faq.xlsx")
        assert all(draft.questions for draft in drafts)
        assert all(problem.message for problem in problems)
