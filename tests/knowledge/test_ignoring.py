"""What a folder leaves out."""

from pathlib import Path

import pytest

from tests.knowledge.folders import sources, told, write


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


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("*.txt", []),
        ("**/c.txt", ["a.txt", "d/a.txt"]),
        ("d/**", ["a.txt"]),
        ("/d/**/c.txt", ["a.txt", "d/a.txt"]),
        ("d/*/c.txt", ["a.txt", "d/a.txt"]),
        ("/c.txt", ["a.txt", "d/a.txt", "d/e/c.txt"]),
        ("e/", ["a.txt", "d/a.txt"]),
        ("a.txt/", ["a.txt", "d/a.txt", "d/e/c.txt"]),
        ("[ab].txt", ["d/e/c.txt"]),
        ("*\n!c.txt", []),
        ("d/\n!d/a.txt", ["a.txt"]),
        ("\\#a.txt\n#a.txt\n\n   ", ["a.txt", "d/a.txt", "d/e/c.txt"]),
        ("a.txt   ", ["d/e/c.txt"]),
        ("*.txt\r\n!/a.txt\r", ["a.txt"]),
    ],
)
def test_patterns_mean_what_git_means_by_them(tmp_path: Path, pattern: str, left: list[str]) -> None:
    for name in ("a.txt", "d/a.txt", "d/e/c.txt"):
        write(tmp_path / name, f"{name}?\nYes.")
    write(tmp_path / ".faqignore", pattern)
    assert sources(tmp_path) == left


def test_a_line_that_is_no_pattern_is_told_of_and_the_others_count(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Open?\nYes.")
    write(tmp_path / "b.txt", "Shut?\nNo.")
    ignoring = write(tmp_path / ".faqignore", "!\nb.txt\n[z-a]\n")
    assert sources(tmp_path) == ["a.txt"]
    hint = "write it as in a .gitignore file"
    assert told(tmp_path) == [
        f"{ignoring}:1: warning: not a pattern: “!” ({hint})",
        f"{ignoring}:3: warning: not a pattern: “[z-a]” ({hint})",
    ]
