"""What is warned of where the format, or another file, makes the difference; the rest is in the table of damage."""

from pathlib import Path

import pytest

from bot.knowledge import inspect
from bot.knowledge.linting.near_duplicates import are_near_duplicates

ANSWER = "It runs the parser first.\nHow it does so is told below\n#Below\n"


def told(*paths: Path) -> list[str]:
    return [problem.message for problem in inspect(paths).problems]


def test_lines_that_look_like_questions_are_told_of_in_plain_text_only(tmp_path: Path) -> None:
    text, markdown, table = tmp_path / "a.txt", tmp_path / "b.md", tmp_path / "c.csv"
    text.write_text(f"What does it do?\n{ANSWER}", encoding="utf-8")
    markdown.write_text(f"## When does it run?\n\n{ANSWER}", encoding="utf-8")
    table.write_text(f'question,answer\nWhere does it run?,"{ANSWER}"\n', encoding="utf-8")
    assert told(text) == [
        f"taken as part of an answer: “{line}”" for line in ("How it does so is told below", "#Below")
    ]
    assert told(markdown, table) == []


@pytest.mark.parametrize(
    "piece", ["`", "](", "[a](b", "a://", "` ", "``a", "discord.gg/", "<@", "# ", "\u200b", "](a.b"]
)
def test_a_huge_line_of_anything_is_looked_through(piece: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"What is it?\nx{piece * 200_000}x\n", encoding="utf-8")
    assert len(inspect([file]).base.entries) == 1


def test_near_twins_in_two_files_name_the_other_file(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.jsonl"
    one.write_text("Where can guests park?\nHere.\n", encoding="utf-8")
    other.write_text('{"question": "Where could a guest park?", "answer": "There."}\n', encoding="utf-8")
    assert told(one, other) == [f"nearly the same question as in {one}:1: “Where can guests park?”"]


def test_a_topic_may_have_its_entries_in_two_files(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("# Orders\nWhere is it?\nHere.\n# Shops\nWhen do you open?\nAt nine.\n", encoding="utf-8")
    other.write_text("# Shops\nWhen do you close?\nAt five.\n", encoding="utf-8")
    assert told(one, other) == ["the only entry of the topic “Orders”"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Why did Khrushchev put missiles in Cuba?", "Why did Khrushchev put missiles into Cuba?"),
        ("How do I reset the password?", "How can I reset a password?"),
        ("On Windows, how do I install it?", "How do I install it on Windows?"),
        ("Where do guests park?", "Where could the guest park"),
        ("Same?", "“same”!"),
    ],
)
def test_questions_that_small_words_tell_apart_are_twins(one: str, other: str) -> None:
    assert are_near_duplicates(one, other)
    assert are_near_duplicates(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Does A support B or C?", "Does B support A or C?"),
        ("How do I move from A to B?", "How do I move to A from B?"),
        ("Can I edit my posts here?", "Can I not edit my posts here?"),
        ("Why did it stop on Monday?", "Why does it stop on Monday?"),
        ("When do I get my card?", "When do I get your card?"),
        ("What happened on 23 October?", "What happened on 24 October?"),
        ("What is this?", "What are these?"),
        ("漢字とは？", "仮名とは？"),
    ],
)
def test_questions_with_another_sense_are_no_twins(one: str, other: str) -> None:
    assert not are_near_duplicates(one, other)
