"""The file that the repository ships, and the description of its format."""

import re
from pathlib import Path

from bot.knowledge import KnowledgeBase, Severity, inspect

DATA = Path(__file__).parents[2] / "data"


def test_it_holds_fourteen_entries_with_fifteen_questions(shipped_base: KnowledgeBase) -> None:
    assert len(shipped_base.entries) == 14
    assert sum(len(entry.questions) for entry in shipped_base.entries) == 15


def test_its_one_pair_of_wordings_shares_an_answer(shipped_base: KnowledgeBase) -> None:
    (pair,) = (entry for entry in shipped_base.entries if len(entry.questions) > 1)
    assert pair.questions == (
        "Why did Khrushchev put missiles into Cuba?",
        "Why did Khrushchev gamble with nuclear missiles in Cuba?",
    )
    assert pair.answer.startswith("As the Cuban missile crisis unfolded")


def test_every_answer_is_a_line_of_the_file_word_for_word(shipped_base: KnowledgeBase) -> None:
    lines = (DATA / "cuban_missile_crisis.txt").read_text(encoding="utf-8").splitlines()
    assert [entry.answer for entry in shipped_base.entries] == [line for line in lines if not line.endswith("?")]
    assert all(lines[entry.line - 1] == entry.question for entry in shipped_base.entries)


def test_its_source_is_named_without_the_folder(shipped_base: KnowledgeBase) -> None:
    assert {entry.source for entry in shipped_base.entries} == {"cuban_missile_crisis.txt"}


def test_its_two_cut_answers_and_its_near_twins_are_warned_of() -> None:
    problems = inspect([DATA]).problems
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert [(problem.line, problem.message.partition(",")[0]) for problem in problems] == [
        (10, "this answer ends in “…”"),
        (12, "this answer ends in “…”"),
        (21, "nearly the same question as in line 7: “Why did Khrushchev put missiles in Cuba?”"),
    ]


def test_the_example_in_the_description_of_the_format_is_sound(tmp_path: Path) -> None:
    example = re.search(r"```text\n(.*?)\n```\n", (DATA / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example
    path = tmp_path / "faq.txt"
    path.write_text(example[1], encoding="utf-8")
    found = inspect([path])
    assert found.problems == ()
    assert [(entry.topic, len(entry.questions)) for entry in found.base.entries] == [
        ("Opening hours", 1),
        ("Opening hours", 2),
        ("The door opener", 1),
        ("The door opener", 1),
    ]


def test_the_example_in_json_is_sound(tmp_path: Path) -> None:
    example = re.search(r"```json\n(.*?)\n```\n", (DATA / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example
    path = tmp_path / "faq.json"
    path.write_text(example[1], encoding="utf-8")
    found = inspect([path])
    assert found.problems == ()
    (entry,) = found.base.entries
    assert (entry.questions, entry.id) == (("When are you open?", "Opening hours?"), "opening-hours")
