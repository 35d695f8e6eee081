"""Ids, versions and look-ups."""

from pathlib import Path

import pytest

from bot.knowledge import KnowledgeBase, load


@pytest.fixture
def read(tmp_path: Path) -> "Reader":
    return Reader(tmp_path / "faq.txt")


class Reader:
    """Loads texts as if they were the owner's file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, text: str) -> KnowledgeBase:
        """The knowledge base of that text."""
        self.path.write_text(text, encoding="utf-8")
        return load([self.path])


def test_an_id_survives_edits_of_all_else(read: Reader) -> None:
    before = read("Open?\nYes.\nShut?\nNo.").entries[0].id
    after = read("# Hours\n\nNew here?\nHello.\n\n  open?\nAre you open?\nFrom nine.").entries[1].id
    assert before == after


def test_a_reworded_first_question_has_another_id(read: Reader) -> None:
    assert read("Open?\nYes.").entries[0].id != read("Open now?\nYes.").entries[0].id


def test_entries_with_the_same_first_question_differ_by_an_ordinal(read: Reader) -> None:
    first, second, third = (entry.id for entry in read("Open?\nYes.\nopen?\nNo.\nOPEN?\nMaybe.").entries)
    assert (second, third) == (f"{first}-2", f"{first}-3")


def test_an_entry_is_found_by_its_id_and_no_other(read: Reader) -> None:
    base = read("Open?\nYes.\nShut?\nNo.")
    assert [base.get(entry.id) for entry in base.entries] == list(base.entries)
    assert base.get("nothing") is None


TEXT = "# Hours\nOpen?\nYes.\n# Doors\nIn?\nHere."


def test_the_version_stays_where_only_the_layout_changes(read: Reader) -> None:
    assert read(TEXT).version == read("\n" + TEXT.replace("\n", "\n\n") + "\n").version


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("Yes", "No"),
        TEXT.replace("Open?", "Open now?"),
        TEXT.replace("In?", "In?\nOut?"),
        TEXT.replace("Hours", "Times"),
        "# Doors\nIn?\nHere.\n# Hours\nOpen?\nYes.",
    ],
)
def test_the_version_changes_with_the_content(read: Reader, other: str) -> None:
    assert read(TEXT).version != read(other).version


def test_questions_and_answers_without_a_file_make_one_too() -> None:
    base = KnowledgeBase.of([("Where is the harbour?", "Down the hill."), ("When?", "At noon.")])
    assert [(entry.id, entry.question, entry.answer, entry.line) for entry in base.entries] == [
        ("1", "Where is the harbour?", "Down the hill.", 1),
        ("2", "When?", "At noon.", 2),
    ]
    assert base.get("2") is base.entries[1]
    assert KnowledgeBase.of([]).entries == ()
