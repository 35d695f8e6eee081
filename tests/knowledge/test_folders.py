"""Which files of a folder are read, under which name, in which order."""

from pathlib import Path

from bot.knowledge import inspect
from bot.knowledge.readers import READERS
from tests.knowledge.folders import sources, told, write


def test_a_folder_is_read_to_any_depth_in_the_order_of_names(tmp_path: Path) -> None:
    for number, name in enumerate(["b.txt", "a/z.txt", "a/b/c.TXT", "c.txt"]):
        write(tmp_path / name, f"Number {number}?\nYes.")
    assert sources(tmp_path) == ["a/b/c.TXT", "a/z.txt", "b.txt", "c.txt"]


def test_only_knowledge_files_of_a_folder_are_read(tmp_path: Path) -> None:
    for name in (
        "README.md",
        "a/readme.MD",
        "b/ReadMe.markdown",
        "notes.txt.bak",
        "txt",
        ".hidden.txt",
        ".git/a.txt",
        "faq.txt",
    ):
        write(tmp_path / name)
    assert sources(tmp_path) == ["faq.txt"]


def test_every_format_gives_the_same_entry(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "# Hours\n\nOpen now?\n[id: a]\nYes.")
    write(tmp_path / "b.md", "# Hours\n\n## Open now?\n<!-- id: b -->\nYes.")
    write(tmp_path / "c.csv", "id,question,answer,topic\nc,Open now?,Yes.,Hours")
    write(tmp_path / "d.tsv", "id\tquestion\tanswer\ttopic\nd\tOpen now?\tYes.\tHours")
    entry = '{"id": "%s", "question": "Open now?", "answer": "Yes.", "topic": "Hours"}'
    write(tmp_path / "e.jsonl", entry % "e")
    write(tmp_path / "f.json", f"[{entry % 'f'}]")
    entries = inspect([tmp_path]).base.entries
    assert [entry.source[0] for entry in entries] == [entry.id for entry in entries] == list("abcdef")
    assert {(entry.questions, entry.answer, entry.topic) for entry in entries} == {(("Open now?",), "Yes.", "Hours")}


def test_the_readme_of_a_folder_is_read_where_it_is_named(tmp_path: Path) -> None:
    assert sources(write(tmp_path / "README.md", "# Open?\n\nYes.")) == ["README.md"]


def test_a_file_that_is_named_is_read_whatever_its_extension(tmp_path: Path) -> None:
    assert sources(write(tmp_path / "notes.text")) == ["notes.text"]


def test_several_paths_are_read_in_their_order(tmp_path: Path) -> None:
    second, first = write(tmp_path / "a.txt", "Shut?\nNo."), write(tmp_path / "b.txt")
    assert sources(first, second) == ["b.txt", "a.txt"]


def test_a_source_never_holds_the_way_to_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "secret" / "faq" / "a.txt")
    assert sources(tmp_path / "secret" / "faq") == ["a.txt"]


def test_a_folder_named_like_a_text_file_is_searched(tmp_path: Path) -> None:
    write(tmp_path / "faq.txt" / "a.txt")
    assert sources(tmp_path) == ["faq.txt/a.txt"]
    assert sources(tmp_path / "faq.txt") == ["a.txt"]


def test_a_folder_without_text_files_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "README.md")
    write(tmp_path / "synonyms", "jfk, kennedy")
    *others, last = READERS
    formats = f"{', '.join(others)} or {last}"
    hint = "put one there, or name another folder"
    assert told(tmp_path) == [f"{tmp_path}: error: no {formats} file in this folder ({hint})"]


def test_links_are_followed_inside_the_folder_and_never_out_of_it(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "a.txt")
    folder = tmp_path / "faq"
    write(folder / ".kept" / "b.txt")
    (folder / "b.txt").symlink_to(folder / ".kept" / "b.txt")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "c.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")
    assert sources(folder) == ["b.txt"]
    hint = "name its target as a knowledge file, too, or copy it into the folder"
    message = f"warning: passed over: a symlink that leads out of the folder ({hint})"
    assert told(folder) == [f"{folder}/c.txt: {message}", f"{folder}/linked: {message}"]


def test_a_folder_that_links_back_to_itself_is_searched_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    assert sources(tmp_path) == ["a.txt"]
    assert told(tmp_path) == []
