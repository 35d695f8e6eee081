"""Folders in which each file is one entry."""

from pathlib import Path

from bot.knowledge import Entry, inspect

TAG = '---\naliases: ["open", "hours"]\nembed:\n    title: "When *we* are open"\n---\nFrom nine.\n\n**Note**\nNo.\n'


def entries(folder: Path, **files: str) -> tuple[Entry, ...]:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.md").write_text(text, encoding="utf-8")
    return inspect([folder]).base.entries


def test_a_file_of_a_folder_of_tags_is_an_entry(tmp_path: Path) -> None:
    bare, titled = entries(tmp_path / "tags", opening_hours=TAG, a_word="Just words.\n\nMore.\n")
    assert (bare.questions, bare.answer) == (("a word",), "Just words.\n\nMore.")
    assert titled.questions == ("When *we* are open", "opening hours", "open", "hours")
    assert titled.answer == "From nine.\n\n**Note**\nNo."


def test_a_file_of_a_folder_of_questions_is_an_entry_if_it_has_a_title(tmp_path: Path) -> None:
    (only,) = entries(tmp_path / "faq", one="---\ntitle: How do I open it?\n---\nTurn the key.\n", two="Words.\n")
    assert (only.questions, only.answer) == (("How do I open it?",), "Turn the key.")


def test_a_tag_may_ask(tmp_path: Path) -> None:
    text = "---\nembed:\n    title: Opening\n---\n**Is it open?**\nYes.\n\n# Why?\nSo.\n"
    (only,) = entries(tmp_path / "tags", open=text)
    assert (only.questions, only.answer) == (("Opening", "open"), "**Is it open?**\nYes.\n\n# Why?\nSo.")


def test_a_file_with_questions_is_read_by_them(tmp_path: Path) -> None:
    (only,) = entries(tmp_path / "tags", one="# Is it open?\n\nYes.\n")
    assert (only.question, only.answer) == ("Is it open?", "Yes.")


def test_a_file_of_another_folder_is_none(tmp_path: Path) -> None:
    assert entries(tmp_path / "notes", one="---\ntitle: x\n---\nJust words.\n") == ()
    (tmp_path / "tags").mkdir()
    (tmp_path / "tags" / "bad.md").write_text("---\na: [\n---\nWords.\n", encoding="utf-8")
    assert [entry.question for entry in inspect([tmp_path / "tags"]).base.entries] == ["bad"]
