"""Which files are read, under which name, and what is said of paths that are none."""

import os
from pathlib import Path

import pytest

from bot.knowledge import KnowledgeError, Severity, inspect, load

ENTRY = "Open?\nYes."


def write(path: Path, text: str = ENTRY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def sources(*paths: Path) -> list[str]:
    return [entry.source for entry in inspect(paths).base.entries]


def told(*paths: Path) -> list[str]:
    return list(map(str, inspect(paths).problems))


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


def test_what_a_folder_ignores_is_not_read(tmp_path: Path) -> None:
    for name in ("a.txt", "old.md", "drafts/b.txt", "drafts/c/d.txt", "e/a.txt", "e/drafts.txt", "f/g.txt", "f/h.txt"):
        write(tmp_path / name)
    write(tmp_path / ".faqignore", "# not ready\ndrafts/\n/old.*\n/e/a.txt\nf/?.txt\n!f/h.txt\n")
    assert sources(tmp_path) == ["a.txt", "e/drafts.txt", "f/h.txt"]


def test_a_folder_ignores_for_what_is_below_it_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b/a.txt", "b/c/a.txt", "b/c/d.txt"):
        write(tmp_path / name)
    write(tmp_path / "b" / ".faqignore", "a.txt")
    write(tmp_path / "b" / "c" / ".faqignore", "!a.txt")
    assert sources(tmp_path) == ["a.txt", "b/c/a.txt", "b/c/d.txt"]


def test_a_file_that_is_named_is_read_even_if_its_folder_ignores_it(tmp_path: Path) -> None:
    write(tmp_path / ".faqignore", "*.txt")
    assert sources(write(tmp_path / "a.txt")) == ["a.txt"]


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


def test_problems_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Stray.\nOpen?\nYes.\nShut?")
    write(tmp_path / "b.txt", "Stray.\nOpen?\nNo.")
    places = [(Path(problem.path).name, problem.line) for problem in inspect([tmp_path]).problems]
    assert places == [("a.txt", 1), ("a.txt", 4), ("b.txt", 1), ("b.txt", 2)]


def test_a_question_in_two_files_is_warned_of_with_both_places(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt"), write(tmp_path / "b.txt", "\nopen ?\nNo.")
    (line,) = told(tmp_path)
    assert line.startswith(f"{second}:2: warning: the same question as in {first}:1, with another entry: “open ?”")


@pytest.mark.parametrize("name", ["nothing.txt", "nothing/at/all.txt", "faq.txt/below", "a\0b", "x" * 5000])
def test_a_path_that_leads_nowhere_is_an_error(tmp_path: Path, name: str) -> None:
    write(tmp_path / "faq.txt")
    (problem,) = inspect([tmp_path / name]).problems
    assert (problem.severity, problem.line) == (Severity.ERROR, 0)
    assert "no such file or folder" in problem.message or "File name too long" in problem.message


def test_no_path_at_all_is_an_error() -> None:
    assert told() == ["(no path): error: there is nothing to read (name a knowledge file or folder)"]


def test_a_folder_without_text_files_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "README.md")
    write(tmp_path / "synonyms", "jfk, kennedy")
    formats = ".txt, .md, .markdown, .csv, .tsv, .jsonl or .json"
    cure = "put one there, or name another folder"
    assert told(tmp_path) == [f"{tmp_path}: error: no {formats} file in this folder ({cure})"]


def test_a_file_without_questions_is_a_warning_beside_others_and_an_error_alone(tmp_path: Path) -> None:
    empty, full = write(tmp_path / "a.txt", "# Hours\n"), write(tmp_path / "b.txt")
    assert [problem.severity for problem in inspect([empty]).problems] == [Severity.ERROR]
    assert [problem.severity for problem in inspect([empty, full]).problems] == [Severity.WARNING]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "faq.txt")
    assert sources(path, tmp_path) == ["faq.txt"]
    assert told(path, tmp_path) == [f"{path}: warning: this file is named twice; it is read once (name it once)"]


def test_a_file_under_two_names_is_read_once(tmp_path: Path) -> None:
    path, link = write(tmp_path / "a.txt"), tmp_path / "b.txt"
    link.symlink_to(path)
    assert sources(tmp_path) == ["a.txt"]
    assert told(tmp_path) == [f"{link}: warning: the same file as {path}; it is read once (name it once)"]


def test_links_to_files_and_folders_are_followed(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "a.txt")
    folder = tmp_path / "faq"
    folder.mkdir()
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    assert sources(folder) == ["linked/a.txt"]


def test_a_folder_that_links_back_to_itself_is_searched_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    assert sources(tmp_path) == ["a.txt"]
    assert told(tmp_path) == []


def test_a_link_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to(tmp_path / "gone")
    assert told(tmp_path) == told(link) == [f"{link}: error: a link that leads nowhere (point the link to a file)"]


def test_a_link_that_leads_back_to_itself_is_an_error(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to(link)
    assert (
        told(tmp_path) == told(link) == [f"{link}: error: a link that leads back to itself (point the link to a file)"]
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_an_error_and_is_never_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    assert told(tmp_path) == told(pipe)
    assert "a pipe or device, not a file" in told(pipe)[0]


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="this system has no /dev/zero")
def test_a_device_is_an_error_and_is_never_opened() -> None:
    (line,) = told(Path("/dev/zero"))
    assert "a pipe or device, not a file" in line


@pytest.mark.skipif(not Path("/proc/self/mem").is_file(), reason="this system has no file that cannot be read")
def test_a_file_that_cannot_be_read_is_an_error() -> None:
    (line,) = told(Path("/proc/self/mem"))
    assert line.startswith("/proc/self/mem: error: cannot be read: ")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    path, folder = write(tmp_path / "a.txt"), write(tmp_path / "b" / "c.txt").parent
    path.chmod(0)
    folder.chmod(0)
    assert [line.partition(" (")[0] for line in told(tmp_path)] == [
        f"{folder}: error: cannot be read: Permission denied",
        f"{path}: error: cannot be read: Permission denied",
    ]
    folder.chmod(0o700)


def test_a_file_too_large_to_be_knowledge_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    with path.open("wb") as file:
        file.truncate(2**31)  # a hole: it takes no room on the disk
    assert told(path) == [f"{path}: error: larger than 128 MiB (split it into several)"]


def test_a_name_that_would_break_a_message_is_shown_without_harm(tmp_path: Path) -> None:
    path = write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\n\x1b\xff.txt")), ENTRY + "\nShut?")
    assert sources(path) == ["a���.txt"]
    assert told(path) == [f"{tmp_path}/a���.txt:3: error: no answer to “Shut?” (write the answer on the line below)"]


def test_loading_raises_every_problem_at_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Stray.\nOpen?\nYes …\nShut?")
    missing = tmp_path / "missing.txt"
    with pytest.raises(KnowledgeError) as raised:
        load([missing, tmp_path])
    assert raised.value.problems == inspect([missing, tmp_path]).problems
    assert len(str(raised.value).splitlines()) == 4


def test_loading_takes_warnings(tmp_path: Path) -> None:
    assert len(load([write(tmp_path / "a.txt", "Open?\nYes …")]).entries) == 1


def test_the_synonyms_of_a_folder_are_no_questions(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Open?\n[synonyms: shop, store]\nYes.")
    write(tmp_path / "b" / "synonyms", "jfk, John  F Kennedy,kennedy\n\n# people\nussr, Soviet Union?\n")
    write(tmp_path / "synonyms.txt", "shop, store\nlonely\n")
    found = inspect([tmp_path])
    assert found.base.synonyms == (("jfk", "John F Kennedy", "kennedy"), ("ussr", "Soviet Union?"), ("shop", "store"))
    assert [entry.question for entry in found.base.entries] == ["Open?"]
    cure = "write what means the same on the same line, with a comma between"
    assert told(tmp_path) == [f"{tmp_path}/synonyms.txt:2: warning: a synonym of nothing: “lonely” ({cure})"]


def test_synonyms_alone_are_no_knowledge(tmp_path: Path) -> None:
    assert told(write(tmp_path / "synonyms.txt", "jfk, kennedy"))[0].startswith("(no path): error: ")


def test_an_id_that_two_entries_have_is_an_error_with_both_places(tmp_path: Path) -> None:
    first = write(tmp_path / "a.txt", "Open now?\n[id: open]\nYes.\nShut now?\n[id: open]\nNo.")
    second = write(tmp_path / "b.md", "# Where is it?\n<!-- id: open -->\nHere.")
    assert [line for line in told(tmp_path) if "the same id" in line] == [
        f"{first}:4: error: the same id as in line 1: “open” (give each entry an id of its own)",
        f"{second}:1: error: the same id as in {first}:1: “open” (give each entry an id of its own)",
    ]
    ids = [entry.id for entry in inspect([tmp_path]).base.entries]
    assert len(set(ids)) == 3


def test_a_made_id_gives_way_to_an_owners_own(tmp_path: Path) -> None:
    made = inspect([write(tmp_path / "a.txt", "Open?\nYes.")]).base.entries[0].id
    path = write(tmp_path / "a.txt", f"Open?\nYes.\nWhere?\n[id: {made}]\nHere.")
    assert [entry.id for entry in inspect([path]).base.entries] == [f"{made}-2", made]


def test_a_file_that_is_wrong_throughout_is_not_told_of_line_by_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Open?\n# A\n" * 300)
    lines = told(path)
    assert len(lines) == 101
    assert f"{path}: error: 200 more errors in this file (see to the others first)" in lines


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("a.txt", "write a line that ends in “?”, and its answer below it"),
        ("a.MD", "write a heading that ends in “?”, and its answer below it"),
        ("a.csv", "write a row with a question and its answer"),
        ("a.jsonl", "write an object with “question” and “answer”"),
    ],
)
def test_a_file_without_questions_is_told_of_with_how_to_ask_in_it(tmp_path: Path, name: str, cure: str) -> None:
    path = write(tmp_path / name, "\n\n")
    assert told(path) == [f"{path}: error: no question in this file ({cure})"]
