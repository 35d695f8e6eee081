"""What a start says about the files, from a thread."""

import threading
from pathlib import Path

import pytest

from bot.cli import reading_summary
from bot.cli.reading_summary import tell_reading


def told(paths: list[Path], base_url: str = "") -> list[str]:
    lines: list[str] = []
    tell_reading(paths, lines.append, base_url)
    for thread in threading.enumerate():
        if thread.name == "reading-summary":
            thread.join()
    return lines


def test_a_start_says_what_was_read_and_how_to_see_the_warnings(workplace: Path) -> None:
    (workplace / "faq.txt").write_text("Is it open?\nAsk @everyone.\n", encoding="utf-8")
    (workplace / "old.pdf").write_bytes(b"%PDF-")
    assert told([workplace]) == [
        "read 1 file: 1 entry, 0 topics, 0 extra phrasings",
        "lines that belong to no entry: 0 of 2 (0%)",
        f"skipped 1 file: {workplace / 'old.pdf'} (a PDF file)",
        "2 warnings: `python -m bot check` lists them",
    ]


def test_what_looks_wrong_is_counted(workplace: Path) -> None:
    rows = "q,a\nOpen?,Yes.\nFar?,\nWarm?,TODO\nWay?,TBD\nQuestion,Answer\n"
    (workplace / "faq.csv").write_text(rows, encoding="utf-8")
    wanted = "worth a look: 1 incomplete row or object, 1 entry that looks like column names, 2 placeholders"
    assert wanted in told([workplace])


def test_of_files_that_take_long_nothing_is_told(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_summary, "LARGEST_TOLD", 5)
    (workplace / "faq.txt").write_text("Is it open?\nYes.\n", encoding="utf-8")
    assert told([workplace]) == []


def test_links_are_judged_with_the_address_of_the_folder(workplace: Path) -> None:
    (workplace / "faq.md").write_text("# FAQ\n\n## Is it open?\n\nSee [here](hours.md).\n", encoding="utf-8")
    assert told([workplace])[-1].startswith("1 warning")
    assert not any("warning" in line for line in told([workplace], "https://example.org/docs"))
