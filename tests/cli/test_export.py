"""`export`: the whole knowledge base as one file."""

from pathlib import Path

import pytest

from bot.knowledge import load
from bot.knowledge.writers import WRITERS
from tests.cli.conftest import ROOT, Run

FORMATS = [extension.removeprefix(".") for extension in WRITERS]


@pytest.mark.parametrize("form", FORMATS)
def test_the_shipped_knowledge_survives_every_format_in_turn(run: Run, workplace: Path, form: str) -> None:
    first, second = workplace / f"first.{form}", workplace / "second.txt"
    assert run("export", "--data", ROOT / "data", "--format", form, "--output", first).code == 0
    assert run("export", "--data", first, "--output", second).code == 0
    shipped, written, again = load([ROOT / "data"]), load([first]), load([second])
    assert {(entry.id, entry.questions, entry.answer) for entry in written.entries} == {
        (entry.id, entry.questions, entry.answer) for entry in shipped.entries
    }
    assert again.version == written.version


def test_found_topics_are_written_as_headings_that_can_be_renamed(run: Run, workplace: Path) -> None:
    file = workplace / "faq.txt"
    run("export", "--data", ROOT / "data", "--output", file)
    named = run("topics", "--data", ROOT / "data").out
    assert run("topics", "--data", file).out == named
    assert {line.removeprefix("# ") for line in file.read_text(encoding="utf-8").splitlines() if line[:1] == "#"} == {
        line for line in named.splitlines() if line and not line.startswith(" ")
    }


def test_plain_text_goes_to_standard_output(run: Run, faq: Path) -> None:
    result = run("export", "--data", faq)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("# Orders\n\nHow do I return a parcel?\nPrint the label")


def test_an_existing_file_is_not_changed(run: Run, faq: Path) -> None:
    before = faq.read_bytes()
    result = run("export", "--data", faq, "--output", faq)
    assert (result.code, faq.read_bytes()) == (1, before)
    assert f"{faq}: choose another name" in result.err


def test_a_missing_folder_is_reported(run: Run, faq: Path) -> None:
    result = run("export", "--data", faq, "--output", "nowhere/faq.md")
    assert result.code == 1
    assert "nowhere/faq.md: No such file or directory" in result.err


def test_an_answer_with_a_heading_in_it_survives_markdown(run: Run, workplace: Path) -> None:
    file, output = workplace / "faq.txt", workplace / "faq.md"
    file.write_text("Who came?\nAll.\nWhat is a heading?\nIt is\n\\# this.\n", encoding="utf-8")
    assert run("export", "--data", file, "--output", output).code == 0
    assert [entry.answer for entry in load([output]).entries] == ["All.", "It is\n# this."]


def test_synonyms_of_no_entry_go_into_a_file_next_to_it(run: Run, workplace: Path) -> None:
    folder, output = workplace / "from", workplace / "to" / "faq.jsonl"
    folder.mkdir()
    output.parent.mkdir()
    (folder / "synonyms").write_text("jfk, kennedy\n", encoding="utf-8")
    (folder / "faq.txt").write_text("Who came?\n[synonyms: car, auto]\nAll.\n", encoding="utf-8")
    assert run("export", "--data", folder, "--format", "jsonl", "--output", output).code == 0
    assert (
        sorted(load([output.parent]).synonyms)
        == sorted(load([folder]).synonyms)
        == [("car", "auto"), ("jfk", "kennedy")]
    )
    assert "jfk, kennedy" in run("export", "--data", folder).err


@pytest.mark.parametrize("form", FORMATS)
def test_the_extension_sets_the_format(run: Run, faq: Path, workplace: Path, form: str) -> None:
    output = workplace / f"out.{form}"
    run("export", "--data", faq, "--output", output)
    assert output.read_text(encoding="utf-8") == run("export", "--data", faq, "--format", form).out


def test_an_ending_that_cannot_be_written_is_refused(run: Run, faq: Path) -> None:
    for name in ("faq.xlsx", "faq.yaml", "faq.mdx"):
        result = run("export", "--data", faq, "--output", name)
        assert (result.code, Path(name).exists()) == (2, False)
        assert "choose one of .txt, .md, .csv, .jsonl" in result.err
